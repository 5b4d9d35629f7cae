"""Reports and annotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from twosource.records import UNDATED, Annotation, Report, Step
from twosource.store import schema
from twosource.store.codec import decode, encode
from twosource.store.database import select_in, upsert


def add_report(tx: Connection, report: Report) -> None:
    """Keep a report; other texts of the same address are marked as superseded by the one fetched last.

    A report that is there already keeps its document: an outlet that takes a correction back brings the
    earlier text to life again.
    """
    row = {
        "id": report.id,
        "url": report.url,
        "capture_id": report.capture_id,
        "source_id": report.source_id,
        "published_at": report.published.at if report.published else None,
        "superseded_by": None,
        "document": encode(report),
    }
    upsert(tx, schema.report, [row], replace=False)
    tx.execute(update(schema.report).where(schema.report.c.id == report.id).values(capture_id=report.capture_id))
    _settle_address(tx, report.id, report.url)


def take_again(tx: Connection, capture_id: str, fetched_at: datetime) -> None:
    """A capture that is known came in once more: its text is the address's latest again."""
    known = select(schema.report.c.id, schema.report.c.url).where(schema.report.c.capture_id == capture_id)
    for row in tx.execute(known).all():
        tx.execute(update(schema.capture).where(schema.capture.c.id == capture_id).values(fetched_at=fetched_at))
        _settle_address(tx, row.id, row.url)


def _settle_address(tx: Connection, latest: str, url: str) -> None:
    """Of all texts of an address leave the one fetched last; `latest` where two were at the same time.

    Captures may be extracted in any order and in several processes, so the order of calls decides nothing else.
    """
    query = (
        select(schema.report.c.id, schema.capture.c.fetched_at)
        .outerjoin(schema.capture, schema.capture.c.id == schema.report.c.capture_id)
        .where(schema.report.c.url == url)
    )
    times = {row.id: row.fetched_at or UNDATED for row in tx.execute(query)}
    top = max(times, key=lambda report_id: (times[report_id], report_id == latest, report_id))
    others = (schema.report.c.url == url, schema.report.c.id != top)
    tx.execute(update(schema.report).where(*others).values(superseded_by=top))
    tx.execute(update(schema.report).where(schema.report.c.id == top).values(superseded_by=None))


def get_reports(tx: Connection, ids: Sequence[str]) -> list[Report]:
    """Reports in the order of `ids`; unknown ids are left out."""
    rows = select_in(tx, select(schema.report.c.id, schema.report.c.document), schema.report.c.id, ids)
    found = {row.id: decode(row.document, Report) for row in rows}
    return [found[report_id] for report_id in ids if report_id in found]


def pending_reports(tx: Connection) -> list[str]:
    """Ids of reports that annotate has not yet read."""
    query = (
        select(schema.report.c.id)
        .outerjoin(
            schema.outcome,
            (schema.outcome.c.step == Step.ANNOTATE) & (schema.outcome.c.subject == schema.report.c.id),
        )
        .where(schema.outcome.c.subject.is_(None), schema.report.c.superseded_by.is_(None))
        .order_by(schema.report.c.id)
    )
    return list(tx.scalars(query))


def add_annotation(
    tx: Connection, annotation: Annotation, *, published_at: datetime, encoder: str | None = None, vector: bytes = b""
) -> None:
    """Keep the annotation of a report published then, ungrouped, and what an encoder of that name made of it."""
    row = {
        "report_id": annotation.report_id,
        "published_at": published_at,
        "encoder": encoder,
        "vector": vector or None,
        "document": encode(annotation),
    }
    upsert(tx, schema.annotation, [row], replace=True)


def get_annotations(tx: Connection, report_ids: Sequence[str]) -> list[Annotation]:
    """Annotations in the order of `report_ids`; unknown ids are left out."""
    columns = (schema.annotation.c.report_id, schema.annotation.c.document)
    rows = select_in(tx, select(*columns), schema.annotation.c.report_id, report_ids)
    found = {row.report_id: decode(row.document, Annotation) for row in rows}
    return [found[report_id] for report_id in report_ids if report_id in found]


def get_vectors(tx: Connection, ids: Sequence[str], encoder: str) -> dict[str, bytes]:
    """Report -> what that encoder made of it, where it did."""
    columns = (schema.annotation.c.report_id, schema.annotation.c.vector)
    query = select(*columns).where(schema.annotation.c.encoder == encoder, schema.annotation.c.vector.is_not(None))
    return {row.report_id: row.vector for row in select_in(tx, query, schema.annotation.c.report_id, ids)}


def events_of(tx: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Report -> the event it is in, where it is in one."""
    columns = (schema.annotation.c.report_id, schema.annotation.c.event_id)
    query = select(*columns).where(schema.annotation.c.event_id.is_not(None))
    return {row.report_id: row.event_id for row in select_in(tx, query, schema.annotation.c.report_id, ids)}


def ungrouped_reports(tx: Connection, ids: Sequence[str] | None = None) -> list[str]:
    """Annotated reports that grouping has not seen yet, in order of publication where all are asked for."""
    query = (
        select(schema.annotation.c.report_id)
        .join(schema.report, schema.report.c.id == schema.annotation.c.report_id)
        .outerjoin(schema.entry, schema.entry.c.report_id == schema.annotation.c.report_id)
        .where(schema.entry.c.report_id.is_(None), schema.report.c.superseded_by.is_(None))
        .order_by(schema.annotation.c.published_at, schema.annotation.c.report_id)
    )
    return [row.report_id for row in select_in(tx, query, schema.annotation.c.report_id, ids)]


@dataclass(frozen=True, slots=True)
class Replaced:
    """A report that still counts in an event although a later text of its address replaced it."""

    report_id: str
    event_id: str
    # the later text
    heir: str


def superseded_members(tx: Connection, ids: Sequence[str] | None = None) -> list[Replaced]:
    """Reports that their events must give up, each with what took its place; of `ids`, where they are given."""
    query = (
        select(schema.annotation.c.report_id, schema.annotation.c.event_id, schema.report.c.superseded_by)
        .join(schema.report, schema.report.c.id == schema.annotation.c.report_id)
        .where(schema.annotation.c.event_id.is_not(None), schema.report.c.superseded_by.is_not(None))
        .order_by(schema.annotation.c.report_id)
    )
    rows = select_in(tx, query, schema.annotation.c.report_id, ids)
    return [Replaced(row.report_id, row.event_id, row.superseded_by) for row in rows]
