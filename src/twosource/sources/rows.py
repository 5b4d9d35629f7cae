r"""JSON lines: pages as `{id?, url, html}` or reports as `{id, language, title, body, published_at, outlet, url}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from twosource.ports import Clock
from twosource.records import Capture, Listing, Problem, Reason, Severity, Step, capture_id
from twosource.settings import ZONES
from twosource.sources.outlets import HOMES, Outlets, host_of, shown
from twosource.text.clean import clean_line, clean_lines, strip_hidden

# One page with its markup; longer lines are not pages.
MAX_LINE = 10_000_000
_MAX_URL = 2_000
_TEXTS = ("id", "url", "html", "language", "title", "body", "outlet", "byline", "credit", "published_at", "updated_at")


def read_rows(path: Path, *, clock: Clock, outlets: Outlets) -> Iterator[Capture | Problem]:
    """A capture per row, or a problem that names file and line; the rest goes on."""
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(MAX_LINE + 1):
            number += 1
            where = f"{shown(path)}:{number}"
            if len(line) > MAX_LINE:
                while line and not line.endswith(b"\n"):
                    line = lines.readline(MAX_LINE)
                yield _problem(where, f"the line is longer than {MAX_LINE:,} bytes", Reason.TOO_LARGE)
            elif line.strip(b"\xef\xbb\xbf \t\r\n"):
                yield _read_row(line, where, clock, outlets)


def _read_row(line: bytes, where: str, clock: Clock, outlets: Outlets) -> Capture | Problem:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return _problem(where, f"not valid JSON in UTF-8 ({error})")
    mistake = _mistake(row)
    if mistake:
        return _problem(where, mistake)
    try:
        times = {key: _time(row.get(key), row.get("language") or "") for key in ("published_at", "updated_at")}
    except ValueError as error:
        return _problem(where, f"a time must be ISO 8601, such as 2026-01-31T15:05:00+09:00 ({error})")
    make = _page if row.get("html") else _report
    return make(_seen(row), clock, outlets, times)


def _mistake(row: Any) -> str:
    """What is wrong with a row; "" for nothing."""
    if not isinstance(row, dict):
        return "must be a JSON object, {…}"
    for key in _TEXTS:
        if row.get(key) is not None and not (isinstance(row[key], str) or (key == "id" and isinstance(row[key], int))):
            return f"`{key}` must be text"
    return "" if row.get("html") or row.get("title") or row.get("body") else "needs `html`, or `title` and `body`"


def _seen(row: dict[str, Any]) -> dict[str, Any]:
    """The row with no character in it that JSON can escape and nothing can store: half surrogates, controls."""
    return {key: strip_hidden(value) if isinstance(value, str) else value for key, value in row.items()}


def _page(row: dict[str, Any], clock: Clock, outlets: Outlets, times: dict[str, datetime | None]) -> Capture:
    """A row with markup: extract reads it as if it had been fetched."""
    # What JSON carries is text already; its own declaration may name the charset it once was in.
    body = str(row["html"]).encode("utf-8", "replace")
    url = _address(row)
    return Capture(
        id=capture_id(url, body),
        source_id=outlets.source_id(outlet=row.get("outlet") or "", url=url),
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", "text/html; charset=utf-8"),),
        body=body,
        fetched_at=clock.now(),
        listing=_listing(row, url, times),
    )


def _report(row: dict[str, Any], clock: Clock, outlets: Outlets, times: dict[str, datetime | None]) -> Capture:
    """A row with text: the listing carries all, there are no bytes, extract passes it through."""
    url = _address(row)
    listing = _listing(row, url, times)
    return Capture(
        id=capture_id(url, f"{listing.title}\n{listing.text}".encode()),
        source_id=outlets.source_id(outlet=row.get("outlet") or "", url=url),
        url=url,
        final_url=url,
        status=200,
        headers=(),
        body=b"",
        fetched_at=times["published_at"] or clock.now(),
        listing=listing,
    )


def _listing(row: dict[str, Any], url: str, times: dict[str, datetime | None]) -> Listing:
    credit = " · ".join(filter(None, (clean_line(str(row.get(key) or "")) for key in ("byline", "credit"))))
    title = clean_line(row.get("title") or "")
    return Listing(
        url=url,
        title=title,
        # A report without a body still says what its headline says.
        text="" if row.get("html") else clean_lines(row.get("body") or "") or title,
        published_at=times["published_at"],
        updated_at=times["updated_at"],
        byline=credit,
        language=(row.get("language") or "").strip(),
    )


def _address(row: dict[str, Any]) -> str:
    """The row's address, or one that is only a name where it has none."""
    url = (row.get("url") or "").strip()
    if host_of(url) and len(url) <= _MAX_URL:
        return url
    key = str(row.get("id") or "") or capture_id(
        "", f"{row.get('title')}\n{row.get('body')}\n{row.get('html')}".encode()
    )
    return f"urn:twosource:row:{quote(key, safe='')[:200]}"


def _time(value: str | None, language: str) -> datetime | None:
    """ISO 8601 to UTC; a bare time or date is read in the language's home zone. ValueError for anything else."""
    if not value:
        return None
    day = len(value) == len("2026-01-31")
    at = datetime.combine(date.fromisoformat(value), datetime.min.time()) if day else datetime.fromisoformat(value)
    if at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(ZONES.get(HOMES.get(language.split("-", maxsplit=1)[0], ""), "UTC")))
    try:
        return at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(str(error)) from None


def _problem(where: str, message: str, reason: Reason = Reason.NOT_A_PAGE) -> Problem:
    return Problem(
        step=Step.COLLECT, severity=Severity.WARNING, reason=reason, subject=where, message=f"{where}: {message}"
    )
