"""When a page says it was published, and how sure that is.

In order: the page's metadata (JSON-LD, meta, `time`), the feed, a labelled time in the visible page,
htmldate's search, the address. Bare times are read in the source's zone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lxml import etree
from lxml.html import HtmlElement

from twosource.extract.metadata import Stated, text_of
from twosource.records import Capture, Precision, Stamp

_PUBLISHED = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date_published",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "dcterms.issued",
    "cxenseparse:recs:publishtime",
    "article_date_original",
    "article.published",
    "citation_publication_date",
    "bt:pubdate",
    "rnews:datepublished",
    "dable:published_time",
    "date",
    "article.created",
    "originalpublicationdate",
    "displaydate",
]
_MODIFIED = ["article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified"]

_NUMBERS = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*(?:[-./]|년|年)\s*(?P<m>\d{1,2})\s*(?:[-./]|월|月)\s*(?P<d>\d{1,2})\s*(?:일|日)?\.?"
    r"(?:\s*[(（][^)）]{1,4}[)）])?"
    r"(?:[T\s,]*\s*(?P<half>오전|오후|午前|午後|AM|PM)?\s*(?P<h>\d{1,2})\s*(?:[:：]|시|時)\s*(?P<min>\d{2})?\s*(?:분|分)?"
    r"(?:[:：](?P<s>\d{2})(?:\.\d+)?)?\s*(?P<half2>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2}|KST|JST|GMT|UTC)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"^(?P<y>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})(?:T?(?P<h>\d{2})(?P<min>\d{2})(?P<s>\d{2})?)?$")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<mon>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"(?:\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?)?,?\s+(?P<y>(?:19|20)\d{2})"
    r"(?:[,\s]*(?:at\s+)?(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?\s*(?P<half2>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2}|KST|JST|GMT|UTC)?)?",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:기사\s*입력|최초\s*입력|입력|등록|승인|송고|발행|게재|게시|작성|公開|配信|掲載|投稿|発信|published|posted|first published)"
    r"\s*(?:시간|일시|일자|일|日時|日|on|at)?\s*[:：|]?\s*(?P<when>(?:19|20)\d{2}\s*[-./년年].{0,36})",
    re.IGNORECASE,
)
_NAMED_ZONES = {"KST": "+09:00", "JST": "+09:00", "GMT": "+00:00", "UTC": "+00:00", "Z": "+00:00"}
_MIN_DATE, _MAX_BARE, _MAX_LABELLED = 8, 60, 400
# clocks of servers and zones of pages differ; a page from further ahead has a wrong date
_AHEAD = timedelta(days=1)
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)


def zone_of(name: str) -> tzinfo:
    """IANA zone by name; UTC where the name is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def published_stamp(tree: HtmlElement, stated: Stated, capture: Capture, *, title: str, zone_name: str) -> Stamp | None:
    """When the page was published, or None where nothing says so."""
    zone = zone_of(zone_name)
    latest = capture.fetched_at + _AHEAD
    for text in _page_dates(tree, stated):
        if (read := parse_time(text, zone)) is not None and _EARLIEST <= read[0] <= latest:
            return Stamp(at=read[0], precision=read[1], basis="page")
    listing = capture.listing
    if listing is not None and listing.published_at is not None:
        return Stamp(at=listing.published_at.astimezone(UTC), precision=Precision.MINUTE, basis="feed")
    return _searched(tree, title, capture.final_url, zone=zone, latest=latest)


def updated_time(stated: Stated, zone_name: str) -> datetime | None:
    """When the page says it was last changed, aware UTC."""
    zone = zone_of(zone_name)
    for text in (text_of(stated.article.get("dateModified")), stated.first(*_MODIFIED)):
        if text and (read := parse_time(text, zone)) is not None:
            return read[0]
    return None


def parse_time(text: str, zone: tzinfo) -> tuple[datetime, Precision] | None:
    """First date or time in `text`, aware UTC; a date without a time is midnight in `zone`."""
    text = text.strip()[:200]
    match = _COMPACT.match(text) or _NUMBERS.search(text) or _ENGLISH.search(text)
    if match is None:
        return None
    parts = match.groupdict()
    month = parts.get("m") or str(_MONTHS.index(parts["mon"].lower()) + 1)
    day = parts.get("d") or parts.get("d1") or parts.get("d2")
    if day is None:
        return None
    hour, half = parts.get("h"), (parts.get("half") or parts.get("half2") or "").lower().replace(".", "")
    offset = parts.get("zone")
    try:
        at = datetime(int(parts["y"]), int(month), int(day), _hour(hour, half), int(parts.get("min") or 0), tzinfo=zone)
        if offset:
            iso = _NAMED_ZONES.get(offset.upper(), offset)
            at = at.replace(tzinfo=datetime.strptime(iso.replace(":", ""), "%z").tzinfo)
        return at.astimezone(UTC), Precision.DAY if hour is None else Precision.MINUTE
    except (ValueError, OverflowError):
        return None


def _hour(hour: str | None, half: str) -> int:
    value = int(hour or 0)
    if half in ("오후", "午後", "pm") and value < 12:  # noqa: PLR2004 - hours of a half day
        return value + 12
    return 0 if half in ("오전", "午前", "am") and value == 12 else value  # noqa: PLR2004


def _page_dates(tree: HtmlElement, stated: Stated) -> list[str]:
    dates = [
        text_of(stated.article.get("datePublished")),
        *(stated.meta[name] for name in _PUBLISHED if name in stated.meta),
        text_of(stated.article.get("dateCreated")),
    ]
    for node in tree.iter("time"):
        marked = node.get("itemprop") == "datePublished" or node.get("pubdate") is not None
        if marked:
            dates.append(node.get("datetime") or node.text_content())
    for node in tree.iter("time"):
        if node.get("datetime") and not _in_list(node):
            dates.append(str(node.get("datetime")))
            break
    return [date for date in dates if date]


def _in_list(node: HtmlElement) -> bool:
    return any(above.tag in ("li", "aside", "nav", "footer", "a") for above in node.iterancestors())


def _searched(tree: HtmlElement, title: str, url: str, *, zone: tzinfo, latest: datetime) -> Stamp | None:
    """A time printed on the page, or what htmldate finds in its text or address."""
    if (read := _printed(tree, title, zone, latest)) is not None:
        return Stamp(at=read[0], precision=read[1], basis="text")
    from htmldate import find_date

    day = find_date(tree, url=url or None, original_date=True, max_date=latest.strftime("%Y-%m-%d"))
    if day is None or (read := parse_time(day, zone)) is None:
        return None
    basis = "url" if day.replace("-", "") in re.sub(r"\D", "", url) else "text"
    return Stamp(at=read[0], precision=Precision.DAY, basis=basis)


def _texts(root: HtmlElement) -> Iterator[str]:
    for element in root.iter(etree.Element):
        if element.text and element.tag not in ("script", "style"):
            yield element.text
        if element.tail:
            yield element.tail


def _printed(tree: HtmlElement, title: str, zone: tzinfo, latest: datetime) -> tuple[datetime, Precision] | None:
    """A labelled time, else a short text below the headline that is little more than a date."""
    body = tree.find("body")
    after, bare = False, None
    for piece in _texts(body if body is not None else tree):
        size = len(piece)
        if not _MIN_DATE <= size <= _MAX_LABELLED:
            continue
        if (match := _LABELLED.search(piece)) is not None:
            read = parse_time(match["when"], zone)
            if read is not None and _EARLIEST <= read[0] <= latest:
                return read
        after = after or bool(title and title in " ".join(piece.split()))
        if after and bare is None and size <= _MAX_BARE and "20" in piece:
            read = parse_time(piece, zone)
            bare = read if read is not None and _EARLIEST <= read[0] <= latest else None
    return bare
