"""What machines read: Atom, sitemaps, robots, JSON-LD, hreflang."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from datetime import UTC, timedelta
from functools import cache
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree, html

from made_pages import LANGUAGES, NOW, SITE, page, pages
from twosource.publish import card_of, render_feed, render_news_sitemap, render_site, render_sitemap
from twosource.publish.feed import FEED_ENTRIES, NEWS_ENTRIES, xml_text
from twosource.publish.jsonld import script_safe
from twosource.records import Page

NS = {
    "a": "http://www.w3.org/2005/Atom",
    "m": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@cache
def site() -> dict[str, bytes]:
    return {file.path: file.data for file in render_site(pages(4), site=SITE, now=NOW)}


def data_of(path: str) -> dict[str, object]:
    """The JSON-LD of a page."""
    (script,) = html.fromstring(site()[path]).xpath("//script")
    assert script.get("type") == "application/ld+json"
    loaded: dict[str, object] = json.loads(script.text)
    return loaded


def test_feeds_parse() -> None:
    """feedparser reads each edition's feed without complaint and finds every event."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import feedparser
    for language in LANGUAGES:
        feed = feedparser.parse(site()[f"{language}/feed.xml"])
        assert not feed.bozo
        assert feed.feed.language == language
        assert len(feed.entries) == 4
        assert feed.entries[0].link.startswith(f"https://news.example/{language}/e/")
        assert {link.rel: link.href for link in feed.feed.links}["self"] == f"https://news.example/{language}/feed.xml"


def test_feed_has_what_atom_wants() -> None:
    """RFC 4287: id, title and updated on feed and entries; unique `tag:` ids; RFC 3339 times with an offset."""
    for language in LANGUAGES:
        root = etree.fromstring(site()[f"{language}/feed.xml"])
        assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
        for element in (root, *root.findall("a:entry", NS)):
            for name in ("id", "title", "updated"):
                assert (element.findtext(f"a:{name}", namespaces=NS) or "").strip()
        ids = [element.text or "" for element in root.iter(f"{{{NS['a']}}}id")]
        assert len(set(ids)) == len(ids) == 5
        assert all(i.startswith("tag:news.example,2026-01-01:") for i in ids)
        assert root.findtext("a:updated", namespaces=NS) == "2026-02-01T07:00:00+09:00"
        assert root.find("a:author/a:name", NS) is not None


def test_feed_says_what_the_machine_did() -> None:
    """The label travels with each entry, in its language."""
    labels = {
        etree.fromstring(site()[f"{language}/feed.xml"]).findtext("a:entry/a:rights", namespaces=NS)
        for language in LANGUAGES
    }
    assert len(labels) == 3
    assert "Automatic, by rules; no person reviewed it" in labels


def test_correction_moves_an_entry_up() -> None:
    """`updated` follows the article; the id does not."""
    old, new = card_of(page("en", "a")), card_of(replace(page("en", "b"), modified_at=NOW))
    before = etree.fromstring(render_feed("en", [replace(new, modified_at=old.modified_at), old], site=SITE).data)
    after = etree.fromstring(render_feed("en", [old, new], site=SITE).data)
    assert after.findtext("a:updated", namespaces=NS) == "2026-02-01T09:00:00+09:00"
    assert after.findtext("a:entry/a:id", namespaces=NS) == "tag:news.example,2026-01-01:en/e/b"
    assert before.findtext("a:entry/a:id", namespaces=NS) == "tag:news.example,2026-01-01:en/e/a"


def test_feed_is_bounded_and_may_be_empty() -> None:
    """A feed has the last entries only; an edition without events still has a valid feed."""
    cards = [card_of(replace(page("en"), event_id=f"e{i}")) for i in range(3)]
    many = [replace(cards[0], event_id=f"e{i}") for i in range(FEED_ENTRIES + 5)]
    assert len(etree.fromstring(render_feed("en", many, site=SITE).data).findall("a:entry", NS)) == FEED_ENTRIES
    empty = etree.fromstring(render_feed("en", [], site=SITE).data)
    assert empty.findtext("a:updated", namespaces=NS) == "2026-01-01T09:00:00+09:00"


def test_sitemap_lists_every_page_once() -> None:
    """Every HTML page but the chooser and 404, each with all its editions."""
    root = etree.fromstring(site()["sitemap.xml"])
    found = [element.text for element in root.iter(f"{{{NS['m']}}}loc")]
    wanted = {
        f"https://news.example/{path.removesuffix('index.html')}" for path in site() if path.endswith("/index.html")
    }
    assert len(found) == len(set(found))
    assert set(found) == wanted
    events = [url for url in root if "/e/" in (url.findtext("m:loc", namespaces=NS) or "")]
    assert all({link.get("hreflang") for link in url.findall("x:link", NS)} == set(LANGUAGES) for url in events)


def test_news_sitemap_is_48_hours_and_1000_pages() -> None:
    """Google's rules: first published in the last two days, newest first, at most a thousand."""
    cards = [
        replace(card_of(page("en")), event_id=f"e{i:05}", published_at=NOW - timedelta(hours=i / 20))
        for i in range(1100)
    ]
    root = etree.fromstring(render_news_sitemap({"en": cards}, site=SITE, now=NOW).data)
    dates = [element.text for element in root.iter(f"{{{NS['n']}}}publication_date")]
    assert len(dates) == 48 * 20 + 1
    assert dates == sorted(dates, reverse=True)
    later = render_news_sitemap({"en": cards}, site=SITE, now=NOW + timedelta(hours=100)).data
    assert len(etree.fromstring(later)) == 0
    young = [replace(card, published_at=NOW) for card in cards]
    assert len(etree.fromstring(render_news_sitemap({"en": young}, site=SITE, now=NOW).data)) == NEWS_ENTRIES


def test_robots_admits_everyone_and_names_the_sitemaps() -> None:
    """robots.txt parses, allows pages, and gives absolute sitemap addresses."""
    robots = RobotFileParser()
    robots.parse(site()["robots.txt"].decode().splitlines())
    assert robots.can_fetch("anyone", "https://news.example/ko/e/ferry/")
    assert robots.site_maps() == ["https://news.example/sitemap.xml", "https://news.example/sitemap-news.xml"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_ld_tells_who_what_and_from_what(language: str) -> None:
    """NewsArticle: an organisation as author, every report cited, the machine named, the other editions linked."""
    data = data_of(f"{language}/e/ferry/index.html")
    assert data["@type"] == "NewsArticle"
    assert data["inLanguage"] == language
    assert data["author"] == {
        "@type": "Organization",
        "name": "Dara Bay Press Cooperative",
        "url": "https://news.example/",
    }
    assert data["digitalSourceType"] == "https://schema.org/AlgorithmicMediaDigitalSource"
    assert data["publishingPrinciples"] == f"https://news.example/{language}/about/"
    assert data["dateModified"] == "2026-02-01T07:00:00+09:00"
    citations, based = data["citation"], data["isBasedOn"]
    assert isinstance(citations, list)
    assert isinstance(based, list)
    assert len(citations) == len(based) == 5
    others = data["workTranslation"]
    assert isinstance(others, list)
    assert {item["inLanguage"] for item in others} == set(LANGUAGES) - {language}
    picture = data["image"]
    assert isinstance(picture, dict)
    assert picture["contentUrl"].removeprefix("https://news.example/") in site()


def test_a_model_is_not_called_an_algorithm() -> None:
    """Prose by a model over sources is composite media, whatever the model's name."""
    from twosource.publish import render_event

    made = render_event(page("en", writer="model/any"), site=SITE, others=["en"], cards={}).data
    assert b"CompositeWithTrainedAlgorithmicMediaDigitalSource" in made
    assert b"An AI model (any) wrote this article from 5 reports" in made


def test_json_cannot_leave_its_script() -> None:
    """Nothing in the JSON can end the element or begin a comment, and it still says the same."""
    text = "</script><!-- & \u2028"
    made = script_safe({"a": text})
    assert not set("<>&\u2028") & set(made)
    assert json.loads(made) == {"a": text}


@pytest.mark.parametrize("name", ["", "e/ferry/", "about/", "privacy/", "sources/"])
def test_hreflang_is_mutual(name: str) -> None:
    """Every edition of a page names every edition of it, itself included, by absolute address."""
    sets = []
    for language in LANGUAGES:
        tree = html.fromstring(site()[f"{language}/{name}index.html"])
        links = {link.get("hreflang"): link.get("href") for link in tree.xpath("//link[@rel='alternate'][@hreflang]")}
        assert links[language] == tree.xpath("string(//link[@rel='canonical']/@href)")
        sets.append({key: value for key, value in links.items() if key != "x-default"})
    assert sets[0] == sets[1] == sets[2]
    assert set(sets[0]) == set(LANGUAGES)


def test_an_event_in_one_edition_names_no_other() -> None:
    """No link, hreflang or sitemap entry leads to a page that was not made."""
    made: list[Page] = [page("ko"), *pages(2, ("ko", "ja"))[1:]]
    only = [item for item in made if not (item.language == "ja" and item.event_id == "ferry")]
    files = {file.path: file.data for file in render_site(only, site=SITE, now=NOW)}
    tree = html.fromstring(files["ko/e/ferry/index.html"])
    assert tree.xpath("//link[@hreflang='ja']") == []
    assert tree.xpath("//nav//a[@hreflang='ja']/@href") == ["/ja/"]
    assert b"ja/e/ferry/" not in files["sitemap.xml"]


def test_xml_text_keeps_what_xml_can_hold() -> None:
    """Control characters and lone surrogates go; emoji, tabs and CJK stay."""
    assert xml_text("a\x00b\x1f\ud800\ufffe\t한😀") == "ab\t한😀"


def test_sitemap_needs_no_events() -> None:
    """A site without events has the standing pages."""
    assert len(etree.fromstring(render_sitemap({}, site=SITE).data)) == 12
    assert NOW.tzinfo is UTC
