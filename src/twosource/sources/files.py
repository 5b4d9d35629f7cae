"""`twosource run FILE...`: one entry for all kinds of files and for folders of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from twosource.errors import InputError
from twosource.ports import Clock
from twosource.records import Capture, Problem, Reason, Severity, Source, Step, capture_id
from twosource.sources.outlets import Outlets, host_of, shown
from twosource.sources.rows import read_rows
from twosource.sources.warc import read_warc
from twosource.text.charset import decode

SUFFIXES = (".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".warc", ".warc.gz")
MAX_PAGE = 10_000_000
# The head of a page is where it names its address.
_HEAD = 100_000
_TAG = re.compile(r"<(?:link|meta)\b[^<>]{1,3000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([a-z:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def read_file(path: Path, *, clock: Clock, sources: Sequence[Source] = ()) -> Iterator[Capture | Problem]:
    """Captures of a file or folder, and a problem for each part of it that cannot be read.

    HTML files are one page each, `.jsonl` one row a page or report, `.warc(.gz)` all its HTML pages; a
    folder is all such files below it, sorted. Pages of `sources` carry their ids, others an id that
    `source_of` makes a source for. InputError for a path that is not there or of another kind.
    """
    outlets = Outlets(sources)
    if path.is_dir():
        inside = sorted(
            found for found in path.rglob("*") if found.is_file() and kind_of(found) and not _hidden(found, path)
        )
        if not inside:
            raise InputError(f"{path}: the folder holds no {', '.join(SUFFIXES)} file")
        return (arrival for found in inside for arrival in _read(found, clock, outlets))
    if not path.exists():
        raise InputError(f"{path}: there is no such file")
    if not path.is_file():
        raise InputError(f"{path}: is no plain file; a pipe or device is not read")
    if not kind_of(path):
        raise InputError(f"{path}: cannot tell what this is; files must end in {', '.join(SUFFIXES)}")
    return _read(path, clock, outlets)


def kind_of(path: Path) -> str:
    """What the end of a file's name makes it: "page", "rows" or "archive"; "" for anything else."""
    name = path.name.lower()
    if name.endswith((".html", ".htm", ".xhtml")):
        return "page"
    if name.endswith((".jsonl", ".ndjson")):
        return "rows"
    return "archive" if name.endswith((".warc", ".warc.gz")) else ""


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _read(path: Path, clock: Clock, outlets: Outlets) -> Iterator[Capture | Problem]:
    try:
        kind = kind_of(path)
        if kind == "rows":
            yield from read_rows(path, clock=clock, outlets=outlets)
        elif kind == "archive":
            yield from read_warc(path, clock=clock, outlets=outlets)
        else:
            yield _read_page(path, clock, outlets)
    except OSError as error:
        yield _problem(path, f"cannot be read ({error.strerror or error})", Reason.NOT_A_PAGE)


def _read_page(path: Path, clock: Clock, outlets: Outlets) -> Capture | Problem:
    with path.open("rb") as stream:
        body = stream.read(MAX_PAGE + 1)
    if len(body) > MAX_PAGE:
        return _problem(path, f"is larger than {MAX_PAGE:,} bytes", Reason.TOO_LARGE)
    url = page_address(body) or path.resolve().as_uri()
    return Capture(
        id=capture_id(url, body),
        source_id=outlets.source_id(url=url),
        url=url,
        final_url=url,
        status=200,
        headers=(("content-type", "text/html"),),
        body=body,
        fetched_at=clock.now(),
    )


def page_address(body: bytes) -> str:
    """The address a page gives itself: `rel=canonical`, or else `og:url`; "" where it gives no absolute one."""
    head, _ = decode(body[:_HEAD])
    said: dict[str, str] = {}
    for tag in _TAG.findall(head):
        fields = {name.lower(): unescape(a or b or c).strip() for name, a, b, c in _ATTRIBUTE.findall(tag)}
        if fields.get("rel", "").lower() == "canonical":
            said.setdefault("canonical", fields.get("href", ""))
        elif fields.get("property", fields.get("name", "")).lower() == "og:url":
            said.setdefault("og", fields.get("content", ""))
    addresses = (said.get(key, "") for key in ("canonical", "og"))
    return next((address for address in addresses if host_of(address) and not re.search(r"[\s<>\"]", address)), "")


def _problem(path: Path, message: str, reason: Reason) -> Problem:
    return Problem(
        step=Step.COLLECT,
        severity=Severity.WARNING,
        reason=reason,
        subject=shown(path),
        message=f"{shown(path)}: {message}",
    )
