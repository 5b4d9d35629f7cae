"""What grouping remembers: its reports in order of arrival, and what editors decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from twosource.records import Ruling
from twosource.store import schema
from twosource.store.codec import decode, encode
from twosource.store.database import delete_in, parts, select_in, upsert

_ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A report as grouping compares it, packed, with the event it is in and its vector, if the wanted encoder made one."""

    report_id: str
    number: int
    placed: float
    features: bytes
    event_id: str = ""
    vector: bytes = b""


def add_entries(tx: Connection, entries: Sequence[EntryRow]) -> None:
    """Keep reports that grouping has seen; their events are kept by `events.put_events`."""
    rows = [
        {"report_id": entry.report_id, "number": entry.number, "placed": entry.placed, "features": entry.features}
        for entry in entries
    ]
    upsert(tx, schema.entry, rows, replace=True)


def remove_reports(tx: Connection, report_ids: Sequence[str]) -> None:
    """Take reports out of grouping and their events (they were superseded)."""
    delete_in(tx, schema.entry, schema.entry.c.report_id, report_ids)
    for ids in parts(report_ids):
        members = schema.annotation.c.report_id.in_(ids)
        tx.execute(update(schema.annotation).where(members).values(event_id=None))


def entries_since(tx: Connection, placed: float, *, encoder: str) -> Iterator[EntryRow]:
    """Entries placed at that time (seconds since 1970) or later, in order of arrival, with that encoder's vectors."""
    notes = schema.annotation.c
    query = (
        select(schema.entry, notes.event_id, notes.vector, notes.encoder)
        .join(schema.annotation, schema.annotation.c.report_id == schema.entry.c.report_id)
        .where(schema.entry.c.placed >= placed, schema.annotation.c.event_id.is_not(None))
        .order_by(schema.entry.c.number)
    )
    for row in tx.execute(query.execution_options(yield_per=_ROWS_AT_ONCE)):
        vector = row.vector if row.encoder == encoder and row.vector else b""
        yield EntryRow(row.report_id, row.number, row.placed, row.features, row.event_id, vector)


def get_features(tx: Connection, report_ids: Sequence[str]) -> dict[str, bytes]:
    """Report -> its features as they were packed, where grouping has seen it."""
    columns = (schema.entry.c.report_id, schema.entry.c.features)
    rows = select_in(tx, select(*columns), schema.entry.c.report_id, report_ids)
    return {row.report_id: row.features for row in rows}


def newest(tx: Connection) -> float | None:
    """When the latest entry is placed; None where there is none."""
    found: float | None = tx.scalar(select(func.max(schema.entry.c.placed)))
    return found


def next_number(tx: Connection) -> int:
    """The number of the next arrival."""
    found = tx.scalar(select(func.max(schema.entry.c.number)))
    return 0 if found is None else found + 1


def add_ruling(tx: Connection, ruling: Ruling, *, now: datetime) -> None:
    """Keep what an editor decided, after all that was decided before."""
    number = (tx.scalar(select(func.max(schema.ruling.c.number))) or 0) + 1
    upsert(tx, schema.ruling, [{"number": number, "at": now, "document": encode(ruling)}], replace=False)


def get_rulings(tx: Connection) -> list[Ruling]:
    """All rulings in the order in which they were made."""
    query = select(schema.ruling.c.document).order_by(schema.ruling.c.number)
    return [decode(document, Ruling) for document in tx.scalars(query)]
