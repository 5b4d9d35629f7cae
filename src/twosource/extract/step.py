"""The step `extract`: one capture in, one report out, or a reason why there is none."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from twosource.extract.body import Hints, find_body
from twosource.extract.credit import find_credit
from twosource.extract.dates import published_stamp, updated_time
from twosource.extract.metadata import Stated, read, read_language, text_of
from twosource.extract.page import parse, strip_hidden, visible
from twosource.extract.title import clean_title
from twosource.extract.walls import refuse_bytes, refuse_page
from twosource.records import (
    Capture,
    Listing,
    Outcome,
    Precision,
    Reason,
    Report,
    Source,
    Stamp,
    State,
    Step,
    content_id,
)

# Digits that name one piece: a running number or a date.
_NUMBER = re.compile(r"\d+")
_HEADLINE = 80


def extract(capture: Capture, source: Source) -> tuple[Report | None, Outcome]:
    """Report of a captured page; quarantined with a reason where the page is no article."""
    if capture.listing is not None and capture.listing.text.strip() and not capture.body:
        return _done(capture, _from_listing(capture, capture.listing, source))
    if (refused := refuse_bytes(capture)) is not None:
        return None, _refused(capture, *refused)
    content_type = next((value for name, value in capture.headers if name == "content-type"), "")
    tree = parse(capture.body, content_type)
    if tree is None:
        return None, _refused(capture, Reason.NOT_A_PAGE, "no markup")
    stated = read(tree, capture.final_url)
    strip_hidden(tree)
    title = clean_title(stated, source) or (capture.listing.title if capture.listing else "")
    language = read_language(stated, title, source)
    body = find_body(
        tree,
        Hints(
            language=language,
            title=title,
            url=capture.final_url,
            selector=source.body_selector,
            stated=stated.body,
            summary=stated.first("og:description", "description"),
            free=stated.free,
        ),
    )
    if (refused := refuse_page(capture, tree, stated, body, language)) is not None:
        return None, _refused(capture, *refused)
    title = title or _untitled(body.text)
    byline = _byline(stated, capture)
    url, canonical = _addresses(capture.final_url, stated.canonical)
    report = Report(
        id=content_id("report", url, title, body.text),
        source_id=source.id,
        capture_id=capture.id,
        url=url,
        canonical_url=canonical,
        language=language,
        title=title,
        body=body.text,
        byline=byline,
        credit=find_credit(byline, body.text, source),
        published=published_stamp(tree, stated, capture, title=title, zone_name=source.zone),
        updated_at=updated_time(stated, source.zone),
        rights=capture.rights,
    )
    return _done(capture, report)


def _done(capture: Capture, report: Report) -> tuple[Report, Outcome]:
    return report, Outcome(step=Step.EXTRACT, subject=capture.id, state=State.DONE)


def _refused(capture: Capture, reason: Reason, detail: str = "") -> Outcome:
    return Outcome(step=Step.EXTRACT, subject=capture.id, state=State.QUARANTINED, reason=reason, detail=detail)


def _from_listing(capture: Capture, listing: Listing, source: Source) -> Report:
    """The feed's own full text as the report; there is no page."""
    lines = [" ".join(visible(line).split()) for line in listing.text.split("\n")]
    body = "\n".join(line for line in lines if line)
    title = " ".join(visible(listing.title).split()) or _untitled(body)
    url = capture.final_url or listing.url
    stamp = listing.published_at
    return Report(
        id=content_id("report", url, title, body),
        source_id=source.id,
        capture_id=capture.id,
        url=url,
        language=listing.language or source.language,
        title=title,
        body=body,
        byline=listing.byline,
        credit=find_credit(listing.byline, body, source),
        published=Stamp(at=stamp, precision=Precision.MINUTE, basis="feed") if stamp else None,
        updated_at=listing.updated_at,
        rights=capture.rights,
    )


def _untitled(body: str) -> str:
    """A headline for what has none: its first words, since passage 0 must not be empty."""
    first = body.split("\n", 1)[0]
    return first if len(first) <= _HEADLINE else first[: _HEADLINE - 1].rstrip() + "…"


def _byline(stated: Stated, capture: Capture) -> str:
    name = text_of(stated.article.get("author")) or stated.first("author", "article:author", "dable:author")
    if name.startswith("http"):
        name = ""
    return name or (capture.listing.byline if capture.listing else "")


def _addresses(final_url: str, canonical: str) -> tuple[str, str | None]:
    """The address for readers, and another outlet's where the page says the piece is theirs."""
    if not canonical or urlsplit(canonical).path in ("", "/"):
        return final_url, None
    if _site(canonical) != _site(final_url):
        return final_url, canonical
    return (canonical if _is_same_piece(canonical, final_url) else final_url), None


def _is_same_piece(canonical: str, address: str) -> bool:
    """Whether two addresses of a site share a number, or where there is none the last part of the path.

    An address that all pages name ("/news") would make every report the correction of the one before.
    """
    ours, theirs = urlsplit(canonical), urlsplit(address)
    numbers = set(_NUMBER.findall(f"{theirs.path}?{theirs.query}"))
    if numbers:
        return bool(numbers & set(_NUMBER.findall(f"{ours.path}?{ours.query}")))
    return ours.path.rstrip("/").rpartition("/")[2] == theirs.path.rstrip("/").rpartition("/")[2]


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    return f"{host}:{urlsplit(url).port or ''}"
