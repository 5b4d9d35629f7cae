"""WARC archives (ISO 28500): the HTML pages of their responses."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from twosource.ports import Clock
from twosource.records import Capture, Problem, Reason, Severity, Step, capture_id
from twosource.sources.outlets import Outlets, host_of, shown
from twosource.text.clean import strip_hidden

# One page, as stored and as unpacked.
MAX_PAGE = 10_000_000
_HTML = ("text/html", "application/xhtml+xml")
_GZIP = 16 + zlib.MAX_WBITS


def read_warc(path: Path, *, clock: Clock, outlets: Outlets) -> Iterator[Capture | Problem]:
    """A capture per HTML response with status 200; a problem per page too large or oddly packed, then on.

    A damaged archive ends in a problem after what could be read of it.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        # A local path object; a string could be taken for an address and fetched.
        with path.open("rb") as stream:
            records = ArchiveIterator(
                stream, record_types=WarcRecordType.response, fsspec_args=False, auto_decode="none"
            )
            for record in records:
                arrival = _read_record(record, path, clock, outlets)
                if arrival is not None:
                    yield arrival
    except (OSError, ValueError, EOFError, RuntimeError) as error:
        yield _problem(shown(path), f"the archive is damaged from here on ({error})", Reason.BAD_ENCODING)


def _read_record(record: Any, path: Path, clock: Clock, outlets: Outlets) -> Capture | Problem | None:
    url = strip_hidden(str(record.headers.get("WARC-Target-URI") or "").strip("<> "))
    head = record.http_headers
    kind = str(head.get("Content-Type") or "").lower() if head is not None else ""
    if head is None or head.status_code != 200 or not kind.startswith(_HTML) or not host_of(url):  # noqa: PLR2004
        return None
    where = f"{shown(path)}: {url}"
    announced = record.content_length
    raw = record.reader.read(MAX_PAGE + 1)
    if len(raw) < min(announced, MAX_PAGE):
        return _problem(where, "is cut off; the archive ends here", Reason.BAD_ENCODING)
    if "chunked" in str(head.get("Transfer-Encoding") or "").lower():
        raw = _unchunk(raw)
    body = _unpack(raw, str(head.get("Content-Encoding") or "").strip().lower())
    if body is None:
        return _problem(
            where, f"is packed as {head.get('Content-Encoding')!r} and cannot be unpacked", Reason.BAD_ENCODING
        )
    if len(raw) > MAX_PAGE or len(body) > MAX_PAGE:
        return _problem(where, f"is larger than {MAX_PAGE:,} bytes", Reason.TOO_LARGE)
    return Capture(
        id=capture_id(url, body),
        source_id=outlets.source_id(url=url),
        url=url,
        final_url=url,
        status=200,
        headers=tuple((str(name).lower(), str(value)) for name, value in head.items()),
        body=body,
        fetched_at=_utc(record.record_date) or clock.now(),
    )


def _unpack(raw: bytes, coding: str) -> bytes | None:
    """Content without its coding, at most one byte more than is allowed; None for a coding not read."""
    gzipped = raw.startswith(b"\x1f\x8b")
    # Archives often keep the header of a page that they stored unpacked.
    if coding in ("", "identity") or (coding in ("gzip", "x-gzip") and not gzipped):
        return raw
    if coding not in ("gzip", "x-gzip"):
        return raw if raw.lstrip()[:1] == b"<" else None
    try:
        return zlib.decompressobj(_GZIP).decompress(raw, MAX_PAGE + 1)
    except zlib.error:
        return None


def _unchunk(raw: bytes) -> bytes:
    """A body without its chunk sizes (RFC 9112 section 7.1); as it is where it turns out to have none."""
    parts: list[bytes] = []
    position = 0
    while True:
        end = raw.find(b"\r\n", position, position + 100)
        try:
            size = int(raw[position:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) if parts else raw
        if size == 0:
            return b"".join(parts)
        parts.append(raw[end + 2 : end + 2 + size])
        position = end + 2 + size + 2


def _utc(at: datetime | None) -> datetime | None:
    if at is None:
        return None
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def _problem(where: str, message: str, reason: Reason) -> Problem:
    return Problem(
        step=Step.COLLECT, severity=Severity.WARNING, reason=reason, subject=where, message=f"{where}: {message}"
    )
