"""How well reports become events: `twosource eval group FILE.jsonl`.

Rows are read in the order given, each grouped as it comes, without a look at `event`; rows without a time are taken
as simultaneous. An origin is right where a row that `origin_of` names as another's copy is counted together with that
row, and a row that is no copy with none but its own copies.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from twosource.annotate import annotate
from twosource.errors import InputError
from twosource.eval.clusters import measure_clusters
from twosource.eval.lines import read_lines
from twosource.group import Features, Grouper, Member, Profile, find_origins, in_order, read_features, read_profile
from twosource.languages.lexicon import topics
from twosource.languages.names import NameTable
from twosource.ports import Embedder, Progress, silent
from twosource.records import Annotation, Precision, Report, Source, SourceKind, Stamp
from twosource.settings import ZONES
from twosource.sources.outlets import HOMES

WINDOW_DAYS = 14
# A date without a time is some time of that day
_SOME_TIME = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the file; empty strings where a key is missing or null."""

    id: str
    language: str
    title: str
    event: str
    body: str = ""
    published_at: str = ""
    outlet: str = ""
    url: str = ""
    credit: str = ""
    byline: str = ""
    story: str = ""
    origin_of: str = ""


def measure_group(path: Path, embedder: Embedder | None = None, progress: Progress = silent) -> dict[str, Any]:
    """`clusters.measure_clusters` and what it cost; InputError names a wrong line.

    origin_accuracy is None where no row has an origin; reports_per_second is of grouping alone, other_seconds is what
    annotating and encoding took; peak_memory_mb is the whole process's.
    """
    rows = read_rows(path)
    grouper = Grouper(days=WINDOW_DAYS, encoder=embedder.name if embedder else "none")
    for language in sorted({row.language for row in rows}):
        # Read the tables before the clock starts
        topics((), language)
    members, found = [], []
    spent = 0.0
    started = time.perf_counter()
    for number, member in enumerate(read_members(rows, embedder)):
        progress("grouped", number, len(rows))
        before = time.perf_counter()
        found.append(grouper.arrive(read_features(member)).event_id)
        spent += time.perf_counter() - before
        members.append(member)
    progress("grouped", len(rows), len(rows))
    events = [grouper.survivor(event_id) for event_id in found]
    return {
        **measure_clusters(rows, events),
        "origin_accuracy": measure_origins(rows, members, events),
        "reports_per_second": len(rows) / spent if spent else 0.0,
        "other_seconds": time.perf_counter() - started - spent,
        "peak_memory_mb": _peak_memory(),
    }


def read_rows(path: Path) -> list[Row]:
    """Rows of a file; InputError names the line that is none."""
    rows = []
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            read = json.loads(line)
            values = {key: str(read[key] or "") for key in Row.__dataclass_fields__ if read.get(key) is not None}
            row = Row(**values)
            _published(row)
        except (ValueError, TypeError, AttributeError) as error:
            raise InputError(f"{path}:{number}: no row of `eval group`: {error}") from error
        rows.append(row)
    return rows


def stream(rows: Sequence[Row], embedder: Embedder | None = None) -> Iterator[tuple[Row, Features]]:
    """Each row with what grouping compares of it."""
    members = read_members(rows, embedder)
    return ((row, read_features(member)) for row, member in zip(rows, members, strict=True))


def read_profiles(rows: Sequence[Row]) -> dict[str, Profile]:
    """Event -> the profile of its rows, for every true event."""
    members: dict[str, list[Member]] = {}
    for row, member in zip(rows, read_members(rows), strict=True):
        members.setdefault(row.event, []).append(member)
    return {event: read_profile(event, found) for event, found in members.items()}


def read_members(rows: Sequence[Row], embedder: Embedder | None = None) -> Iterator[Member]:
    """Each row annotated, and encoded where there is an encoder."""
    names = NameTable.build((), ())
    for row in rows:
        source = _source(row)
        published = _published(row)
        report = Report(
            id=row.id,
            source_id=source.id,
            capture_id="",
            url=row.url or row.id,
            language=row.language,
            title=row.title,
            body=row.body,
            credit=row.credit,
            byline=row.byline,
            published=published,
        )
        note: Annotation = annotate(report, source, names)[0]
        vector = embedder.encode([(row.language, row.title, row.body)])[0] if embedder else b""
        yield Member(report=report, annotation=note, vector=vector)


def _source(row: Row) -> Source:
    country = HOMES.get(row.language.partition("-")[0], "")
    outlet = row.outlet or f"outlet of {row.id}"
    return Source(
        id=outlet,
        name=outlet,
        language=row.language,
        country=country,
        owner=outlet,
        kind=SourceKind.ONLINE,
        zone=ZONES.get(country, "UTC"),
    )


def _published(row: Row) -> Stamp | None:
    """ValueError for a time that is none."""
    if not row.published_at:
        return None
    at = datetime.fromisoformat(row.published_at)
    if at.tzinfo is None:
        at = at.replace(tzinfo=ZoneInfo(_source(row).zone))
    if len(row.published_at) == len("2026-01-30"):
        return Stamp(at=at + _SOME_TIME, precision=Precision.DAY, basis="page")
    return Stamp(at=at, precision=Precision.MINUTE, basis="page")


def measure_origins(rows: Sequence[Row], members: Sequence[Member], events: Sequence[str]) -> float | None:
    """Share of rows that are counted together with just the rows they should be, within the events given."""
    if not any(row.origin_of for row in rows):
        return None
    sources = {member.report.source_id: _source(row) for row, member in zip(rows, members, strict=True)}
    by_event: dict[str, list[Member]] = {}
    for member, event_id in zip(members, events, strict=True):
        by_event.setdefault(event_id, []).append(member)
    together = {
        report_id: frozenset(origin.report_ids)
        for found in by_event.values()
        for origin in find_origins(sorted(found, key=in_order), sources)
        for report_id in origin.report_ids
    }
    roots = _roots(rows)
    gold: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        gold.setdefault(roots[row.id], set()).add(row.id)
    right = sum(together[row.id] == gold[roots[row.id]] for row in rows)
    return right / len(rows)


def _roots(rows: Sequence[Row]) -> dict[str, tuple[str, str]]:
    """Row -> its event and the outlet that its reporting goes back to: an outlet's reports are one piece of its."""
    by_id = {row.id: row for row in rows}
    above = {row.id: row.origin_of for row in rows}
    roots = {}
    for row in rows:
        root, seen = row.id, {row.id}
        while above.get(root) and above[root] in above and above[root] not in seen:
            root = above[root]
            seen.add(root)
        roots[row.id] = (row.event, by_id[root].outlet or root)
    return roots


def _peak_memory() -> float:
    """Megabytes; ru_maxrss is in kilobytes, on macOS in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)
