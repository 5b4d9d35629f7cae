"""RSS, Atom, RDF and JSON feeds to listings.

feedparser reads the odd corners of twenty years of feeds; this module gives it only what cannot hurt:
a bounded size, a bounded number of items, UTF-8 without a DTD, and its lenient parser (which takes
seconds on hostile input) only for small files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from xml.sax import SAXException

from twosource.collect.addresses import absolute
from twosource.collect.markup import TooComplexError, escape_ampersands, is_well_formed, safe_parser, tidy_xml
from twosource.collect.times import read_time
from twosource.records import Listing, Problem, Reason, Severity, Step
from twosource.text.charset import decode
from twosource.text.clean import clean_line, clean_lines, plain, plain_lines

MAX_BYTES = 2_000_000
# A feed lists what is new; longer ones are archives. The first items are the newest nearly everywhere.
MAX_ITEMS = 1_000
# Full text below this is a summary under another name.
FULL_TEXT = 400
# feedparser's lenient parser is quadratic in places.
_LENIENT_BYTES = 60_000
_MAX_TITLE, _MAX_SUMMARY, _MAX_TEXT = 500, 2_000, 200_000

_ITEM = re.compile(r"<(?:[\w.-]{1,40}:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_ROOT = re.compile(r"<((?:[\w.-]{1,40}:)?[A-Za-z][\w.-]{0,40})")

_EMAIL = re.compile(r"\S+@\S+\.\S+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
# What feedparser and json raise on input nobody foresaw; anything else is a mistake of ours.
_BROKEN = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    RecursionError,
    SAXException,
)


def parse_feed(
    data: bytes, *, url: str, content_type: str = "", zone: str = "UTC"
) -> tuple[tuple[Listing, ...], tuple[Problem, ...]]:
    """Listings of a feed in its own order, each address once, and what an editor must know about the feed.

    `url` is where the feed was got from: the base of relative links. `zone` (IANA) is the outlet's: times
    without a zone are read in it. Titles, summaries and texts are plain text. Never raises.
    """
    if len(data) > MAX_BYTES:
        message = f"{url}: {len(data):,} bytes are too many for a feed (at most {MAX_BYTES:,}); nothing of it was read"
        return (), (_problem(Reason.TOO_LARGE, url, message, Severity.ERROR),)
    try:
        if _JSON.match(data):
            return _parse_json(data, url, content_type, zone)
        return _parse_xml(data, url, content_type, zone)
    except TooComplexError as error:
        message = f"{url}: {error} are too many for a feed; nothing of it was read"
        return (), (_problem(Reason.TOO_LARGE, url, message, Severity.ERROR),)
    except _BROKEN as error:
        kind = type(error).__name__
        message = f"{url}: cannot be read as a feed ({kind}); open it in a browser to see what it is"
        return (), (_problem(Reason.NOT_A_FEED, url, message, Severity.ERROR),)


_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")


def _parse_xml(data: bytes, url: str, content_type: str, zone: str) -> tuple[tuple[Listing, ...], tuple[Problem, ...]]:
    text, has_entities = tidy_xml(data, content_type=content_type)
    problems: list[Problem] = []
    if has_entities:
        message = f"{url}: the feed declares entities of its own, which can be an attack; they were left out"
        problems.append(_problem(Reason.NOT_A_FEED, url, message, Severity.WARNING))
    text, cut = _cut_items(text)
    if cut:
        message = f"{url}: the feed has more than {MAX_ITEMS:,} items; the first {MAX_ITEMS:,} were read"
        problems.append(_problem(Reason.TOO_LARGE, url, message, Severity.NOTE))
    text, mended = _make_parseable(text)
    parsed = _feedparser(text, url)
    entries = parsed["entries"]
    if not entries and not parsed["version"]:
        what = "a web page" if re.search(r"<html\b", text[:2000], re.IGNORECASE) else "something else"
        message = f"{url}: this is no feed but {what}; `twosource init` finds the feeds of a site"
        return (), (*problems, _problem(Reason.NOT_A_FEED, url, message, Severity.ERROR))
    listings = _distinct(_listing(entry, parsed["feed"], url, zone) for entry in entries)
    if mended:
        message = f"{url}: the feed is not well-formed XML; {len(listings)} items could be read all the same"
        problems.append(_problem(Reason.NOT_A_FEED, url, message, Severity.NOTE))
    return listings, tuple(problems)


def _cut_items(text: str) -> tuple[str, bool]:
    """The document without what follows its first items, closed so that it stays well-formed."""
    items = _ITEM.finditer(text)
    for count, item in enumerate(items):
        if count == MAX_ITEMS:
            root = _ROOT.search(text)
            name = root.group(1) if root else "rss"
            ends = f"</channel></{name}>" if name.lower() == "rss" else f"</{name}>"
            return text[: item.start()] + ends, True
    return text, False


def _make_parseable(text: str) -> tuple[str, bool]:
    """A document the strict parser can read, or one small enough for the lenient parser; whether it was mended."""
    if is_well_formed(text):
        return text, False
    escaped = escape_ampersands(text)
    if len(escaped) > 2 * MAX_BYTES:
        raise TooComplexError("so many loose ampersands")
    if is_well_formed(escaped) or len(escaped) <= _LENIENT_BYTES:
        return escaped, True
    from lxml import etree

    try:
        root = etree.fromstring(escaped.encode("utf-8"), safe_parser())
    except etree.XMLSyntaxError:
        root = None
    repaired = "" if root is None else etree.tostring(root, encoding="unicode")
    return (repaired if is_well_formed(repaired) else ""), True


def _feedparser(text: str, url: str) -> Mapping[str, Any]:
    import feedparser

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    data = b"<?xml version='1.0' encoding='utf-8'?>\n" + text.encode("utf-8")
    # A stream, because feedparser takes a string for an address or a file to open. Its HTML sanitizer is
    # slow and not needed: all that is kept is plain text.
    parsed: Mapping[str, Any] = feedparser.parse(
        BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    return parsed


def _listing(entry: dict[str, Any], feed: dict[str, Any], url: str, zone: str) -> Listing | None:
    """One item; None for one without a usable link."""
    link = next(filter(None, (absolute(link, url) for link in _links(entry))), "")
    if not link:
        return None
    title = _text(entry, "title")
    texts = [str(part.get("value") or "") for part in _dicts(entry, "content") if _is_text(part)]
    published = read_time(_text(entry, "published") or _text(entry, "created"), zone)
    updated = read_time(_text(entry, "updated"), zone)
    languages = (_text(entry, "language"), _detail(entry, "title_detail").get("language"), _text(feed, "language"))
    return Listing(
        url=link,
        title=plain(title[: 4 * _MAX_TITLE])[:_MAX_TITLE],
        summary=plain(_text(entry, "summary")[: 8 * _MAX_SUMMARY])[:_MAX_SUMMARY],
        text=_full_text(plain_lines(max(texts, key=len, default=""))),
        published_at=published or updated,
        updated_at=updated,
        byline=_byline(_text(entry, "author") or _text(_detail(entry, "author_detail"), "name")),
        language=_language(languages),
    )


def _links(entry: dict[str, Any]) -> Iterator[str]:
    """Addresses of an item, the likeliest first."""
    yield _text(entry, "feedburner_origlink")
    yield _text(entry, "link")
    for link in _dicts(entry, "links"):
        if link.get("rel", "alternate") in ("alternate", "self"):
            yield str(link.get("href") or "")
    # A guid is an address only where it looks like one; `isPermaLink` is wrong too often to be asked.
    identity = _text(entry, "id")
    if urlsplit_scheme(identity) in ("http", "https"):
        yield identity


def urlsplit_scheme(address: str) -> str:
    """Scheme of an address, "" for what is none."""
    try:
        return urlsplit(address.strip()).scheme
    except ValueError:
        return ""


def _text(record: Mapping[str, Any], key: str) -> str:
    # Plain dict access: feedparser's own answers "updated" with "published" and warns about it.
    value = dict.get(record, key) if isinstance(record, dict) else None
    return value if isinstance(value, str) else ""


def _detail(record: dict[str, Any], key: str) -> dict[str, Any]:
    value = dict.get(record, key)
    return value if isinstance(value, dict) else {}


def _dicts(record: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = dict.get(record, key)
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _is_text(part: Mapping[str, Any]) -> bool:
    kind = str(part.get("type") or "text/html")
    return kind.startswith("text/") or kind.endswith(("html", "xml"))


def _full_text(text: str) -> str:
    return text[:_MAX_TEXT] if len(text) >= FULL_TEXT else ""


def _byline(author: str) -> str:
    """Who wrote it; the mail address that RSS asks for is nobody's business."""
    line = _EMAIL.sub("", plain(author[:1000]))
    return clean_line(line.strip("() "))[:200]


def _language(candidates: Iterable[Any]) -> str:
    """First of the candidates that is a language tag, as BCP 47 writes it ("ko", "pt-BR")."""
    for candidate in candidates:
        tag = str(candidate or "").strip().replace("_", "-")
        if _LANGUAGE.fullmatch(tag) and tag.lower() not in ("und", "zxx", "mul"):
            first, *rest = tag.split("-")
            return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])  # noqa: PLR2004
    return ""


def _distinct(listings: Iterable[Listing | None]) -> tuple[Listing, ...]:
    """Each address once, the first time it comes."""
    found: dict[str, Listing] = {}
    for listing in listings:
        if listing is not None:
            found.setdefault(listing.url, listing)
    return tuple(found.values())


def _problem(reason: Reason, url: str, message: str, severity: Severity) -> Problem:
    return Problem(step=Step.COLLECT, severity=severity, reason=reason, subject=url, message=message)


# --- JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/ ------------------------------------------


def _parse_json(data: bytes, url: str, content_type: str, zone: str) -> tuple[tuple[Listing, ...], tuple[Problem, ...]]:
    feed = json.loads(decode(data, content_type=content_type)[0])
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise TypeError("a JSON object without a list of items")
    items = [item for item in feed["items"] if isinstance(item, dict)]
    problems: tuple[Problem, ...] = ()
    if len(items) > MAX_ITEMS:
        message = f"{url}: the feed has {len(items):,} items; the first {MAX_ITEMS:,} were read"
        problems = (_problem(Reason.TOO_LARGE, url, message, Severity.NOTE),)
    return _distinct(_json_listing(item, feed, url, zone) for item in items[:MAX_ITEMS]), problems


def _json_listing(item: dict[str, Any], feed: dict[str, Any], url: str, zone: str) -> Listing | None:
    addresses = (_text(item, key) for key in ("url", "external_url", "id"))
    link = next((found for found in (absolute(address, url) for address in addresses if address) if found), "")
    if not link:
        return None
    updated = read_time(_text(item, "date_modified"), zone)
    authors = _dicts(item, "authors") or [_detail(item, "author")]
    text = plain_lines(_text(item, "content_html")) or clean_lines(_text(item, "content_text"))
    return Listing(
        url=link,
        title=plain(_text(item, "title")[: 4 * _MAX_TITLE])[:_MAX_TITLE],
        summary=plain(_text(item, "summary")[: 8 * _MAX_SUMMARY])[:_MAX_SUMMARY],
        text=_full_text(text),
        published_at=read_time(_text(item, "date_published"), zone) or updated,
        updated_at=updated,
        byline=_byline(", ".join(filter(None, (_text(author, "name") for author in authors)))),
        language=_language((_text(item, "language"), _text(feed, "language"))),
    )
