"""Atom feeds (RFC 4287) and sitemaps (sitemaps.org 0.9, Google News 0.9), written with lxml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from lxml import etree

from twosource.publish.card import Card
from twosource.publish.info import SiteInfo
from twosource.publish.render import frame
from twosource.records import File
from twosource.text.times import machine_time

_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
# Entries in a feed; readers that come daily miss nothing.
FEED_ENTRIES = 50
# Google's bounds for news sitemaps, sitemaps.org's for all others.
NEWS_ENTRIES, NEWS_HOURS, MAP_ENTRIES = 1_000, 48, 50_000
# RFC 4151 wants a day on which the host was the publisher's; a fixed one keeps ids stable.
_TAG_DAY = "2026-01-01"
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")


def render_feed(language: str, cards: Iterable[Card], *, site: SiteInfo) -> File:
    """The Atom feed of one edition, last changed first."""
    at = frame(site, language)
    shown = sorted(cards, key=lambda card: (-card.modified_at.timestamp(), card.event_id))[:FEED_ENTRIES]
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM}, attrib={f"{{{_XML}}}lang": language})
    _add(feed, "id", f"tag:{site.host},{_TAG_DAY}:{language}")
    _add(feed, "title", site.title)
    _add(feed, "subtitle", at.say("tagline"))
    updated = max((card.modified_at for card in shown), default=datetime(2026, 1, 1, tzinfo=UTC))
    _add(feed, "updated", machine_time(updated, site.zone))
    _add(feed, "link", rel="self", type="application/atom+xml", href=site.url(language, "feed.xml"))
    _add(feed, "link", rel="alternate", type="text/html", href=site.url(language))
    _add(_add(feed, "author"), "name", site.publisher or site.title)
    _add(feed, "icon", site.url("icon.svg"))
    for card in shown:
        entry = _add(feed, "entry")
        _add(entry, "id", f"tag:{site.host},{_TAG_DAY}:{language}/e/{card.event_id}")
        _add(entry, "title", card.title)
        _add(entry, "link", rel="alternate", type="text/html", href=site.url(language, "e", card.event_id))
        _add(entry, "published", machine_time(card.published_at, site.zone))
        _add(entry, "updated", machine_time(card.modified_at, site.zone))
        _add(entry, "summary", card.summary)
        _add(entry, "rights", at.label(card))
    return File(path=f"{language}/feed.xml", data=_bytes(feed))


def render_sitemap(
    cards: Mapping[str, Sequence[Card]], *, site: SiteInfo, stories: Sequence[tuple[str, str]] = ()
) -> File:
    """All pages of all editions, each event with its alternates.

    `cards`: language to cards; `stories`: (language, story id) of each story page.
    """
    top = etree.Element(f"{{{_MAP}}}urlset", nsmap={None: _MAP, "xhtml": _XHTML})
    for language in site.editions:
        for name in ((), ("about",), ("privacy",), ("sources",)):
            _url(top, site.url(language, *name))
    for language, story in stories:
        _url(top, site.url(language, "s", story))
    languages: dict[str, list[str]] = {}
    for language in site.editions:
        for card in cards.get(language, ()):
            languages.setdefault(card.event_id, []).append(language)
    for language in site.editions:
        for card in sorted(cards.get(language, ()), key=lambda card: card.event_id):
            if len(top) >= MAP_ENTRIES:
                break
            place = _url(top, site.url(language, "e", card.event_id))
            etree.SubElement(place, f"{{{_MAP}}}lastmod").text = machine_time(card.modified_at, site.zone)
            for other in languages[card.event_id]:
                href = site.url(other, "e", card.event_id)
                etree.SubElement(place, f"{{{_XHTML}}}link", rel="alternate", hreflang=other, href=href)
    return File(path="sitemap.xml", data=_bytes(top))


def render_news_sitemap(cards: Mapping[str, Sequence[Card]], *, site: SiteInfo, now: datetime) -> File:
    """Pages first published in the 48 hours before `now`, newest first, at most 1,000."""
    top = etree.Element(f"{{{_MAP}}}urlset", nsmap={None: _MAP, "news": _NEWS})
    since = now - timedelta(hours=NEWS_HOURS)
    fresh = [card for language in site.editions for card in cards.get(language, ()) if card.published_at >= since]
    fresh.sort(key=lambda card: (-card.published_at.timestamp(), card.event_id, card.language))
    for card in fresh[:NEWS_ENTRIES]:
        news = etree.SubElement(_url(top, site.url(card.language, "e", card.event_id)), f"{{{_NEWS}}}news")
        publication = etree.SubElement(news, f"{{{_NEWS}}}publication")
        etree.SubElement(publication, f"{{{_NEWS}}}name").text = xml_text(site.title)
        etree.SubElement(publication, f"{{{_NEWS}}}language").text = card.language
        published = machine_time(card.published_at, site.zone)
        etree.SubElement(news, f"{{{_NEWS}}}publication_date").text = published
        etree.SubElement(news, f"{{{_NEWS}}}title").text = xml_text(card.title)
    return File(path="sitemap-news.xml", data=_bytes(top))


def xml_text(text: str) -> str:
    """`text` without the characters XML 1.0 cannot hold (section 2.2)."""
    return _NOT_XML.sub("", text)


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attrib=attributes)
    if text is not None:
        element.text = xml_text(text)
    return element


def _url(top: etree._Element, address: str) -> etree._Element:
    place = etree.SubElement(top, f"{{{_MAP}}}url")
    etree.SubElement(place, f"{{{_MAP}}}loc").text = address
    return place


def _bytes(element: etree._Element) -> bytes:
    return etree.tostring(element, encoding="utf-8", xml_declaration=True, pretty_print=True)
