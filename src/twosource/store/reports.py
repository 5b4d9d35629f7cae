"""Reports and annotations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, select, update

from twosource.records import Annotation, Report, Step
from twosource.store import schema
from twosource.store.codec import decode, encode
from twosource.store.database import select_in, upsert

# A report without a date is taken for the oldest: it can start an event, never make one look fresh.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


def add_report(tx: Connection, report: Report) -> None:
    """Keep a report; an earlier text of the same address is marked as superseded by it."""
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
    older = (
        update(schema.report)
        .where(schema.report.c.url == report.url, schema.report.c.id != report.id)
        .values(superseded_by=report.id)
    )
    tx.execute(older)


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


def add_annotation(tx: Connection, annotation: Annotation, *, published_at: datetime | None) -> None:
    """Keep an annotation, ungrouped."""
    row = {
        "report_id": annotation.report_id,
        "published_at": published_at or UNDATED,
        "document": encode(annotation),
    }
    upsert(tx, schema.annotation, [row], replace=True)


def get_annotations(tx: Connection, report_ids: Sequence[str]) -> list[Annotation]:
    """Annotations in the order of `report_ids`; unknown ids are left out."""
    columns = (schema.annotation.c.report_id, schema.annotation.c.document)
    rows = select_in(tx, select(*columns), schema.annotation.c.report_id, report_ids)
    found = {row.report_id: decode(row.document, Annotation) for row in rows}
    return [found[report_id] for report_id in report_ids if report_id in found]


def ungrouped_reports(tx: Connection) -> list[str]:
    """Ids of annotated reports that belong to no event yet, in order of publication."""
    query = (
        select(schema.annotation.c.report_id)
        .join(schema.report, schema.report.c.id == schema.annotation.c.report_id)
        .where(schema.annotation.c.event_id.is_(None), schema.report.c.superseded_by.is_(None))
        .order_by(schema.annotation.c.published_at, schema.annotation.c.report_id)
    )
    return list(tx.scalars(query))


def superseded_members(tx: Connection) -> list[tuple[str, str]]:
    """(report, event) of reports that still count in an event although a later text replaced them."""
    query = (
        select(schema.annotation.c.report_id, schema.annotation.c.event_id)
        .join(schema.report, schema.report.c.id == schema.annotation.c.report_id)
        .where(schema.annotation.c.event_id.is_not(None), schema.report.c.superseded_by.is_not(None))
        .order_by(schema.annotation.c.report_id)
    )
    return [(row.report_id, row.event_id) for row in tx.execute(query)]
