"""The feeds of a site, found on its front page, and reading lists in OPML (https://opml.org/spec2.opml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.collect.addresses import absolute
from twosource.collect.markup import read_xml
from twosource.errors import InputError
from twosource.text.charset import decode
from twosource.text.clean import clean_line

if TYPE_CHECKING:
    from lxml.etree import _Element

# Where feeds are when no page says so, likeliest first; to be tried one by one against the site's address.
GUESSES = (
    "/feed",
    "/rss",
    "/rss.xml",
    "/feed.xml",
    "/atom.xml",
    "/index.xml",
    "/feeds/posts/default",
    "/rss/all.xml",
    "/rss/allArticle.xml",
    "/index.rdf",
    "/feed.json",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
)
_MAX_BYTES = 5_000_000
_TYPES = frozenset({
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/rss",
    "text/rss+xml",
    "text/atom+xml",
})  # fmt: skip
_FEED_PATH = re.compile(
    r"(?:^|/)(?:rss|feeds?|atom|index\.rdf)(?:[/.?]|$)|\.(?:rss|atom|rdf)(?:$|\?)|[?&]feed=", re.IGNORECASE
)
_COMMENTS = re.compile(r"/comments?/|comments?[-_.]?(?:feed|rss)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpmlEntry:
    """One subscription of a reading list; fields the list leaves out are empty."""

    title: str
    feed: str
    site: str = ""
    language: str = ""


def find_feeds(html: bytes, url: str, *, content_type: str = "") -> tuple[str, ...]:
    """Addresses of the feeds a page names: its `<link rel=alternate>` first, then links that look like feeds.

    Feeds of comments come last. Addresses are absolute, each once. A page that names none gives ().
    """
    from lxml import etree

    text, _ = decode(html[:_MAX_BYTES], content_type=content_type)
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text.replace("\x00", ""))
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return ()
    if root is None:
        return ()
    base = absolute(next((e.get("href") or "" for e in root.iter("base")), ""), url) or url
    found = [absolute(link, base) for link in (*_alternates(root), *_feed_links(root))]
    return tuple(sorted(dict.fromkeys(filter(None, found)), key=lambda address: bool(_COMMENTS.search(address))))


def read_opml(data: bytes) -> tuple[OpmlEntry, ...]:
    """Feeds of a reading list in its order, folders flattened, each feed once; InputError for what is no OPML."""
    if len(data) > _MAX_BYTES:
        raise InputError(f"the OPML file has {len(data):,} bytes; at most {_MAX_BYTES:,} are read")
    root = read_xml(data)
    if root is None or not isinstance(root.tag, str) or root.tag.lower() != "opml":
        raise InputError("this is no OPML file: it must begin with <opml>; export the reading list again")
    entries: dict[str, OpmlEntry] = {}
    for outline in root.iter("outline"):
        fields = {str(name).lower(): str(value) for name, value in outline.attrib.items()}
        address = absolute(fields.get("xmlurl", ""), "")
        if address:
            entry = OpmlEntry(
                title=clean_line(fields.get("title") or fields.get("text") or "")[:200],
                feed=address,
                site=absolute(fields.get("htmlurl", ""), ""),
                language=fields.get("language", "").strip()[:20],
            )
            entries.setdefault(address, entry)
    return tuple(entries.values())


def _alternates(root: _Element) -> Iterator[str]:
    for link in root.iter("link"):
        kinds = (link.get("rel") or "").lower().split()
        if "alternate" in kinds and (link.get("type") or "").split(";")[0].strip().lower() in _TYPES:
            yield link.get("href") or ""


def _feed_links(root: _Element) -> Iterator[str]:
    for link in root.iter("a"):
        address = link.get("href") or ""
        if len(address) < 500 and _FEED_PATH.search(address):  # noqa: PLR2004
            yield address
