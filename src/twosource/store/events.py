"""Events and dossiers, and the fence that lets one worker at a time assign reports to events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, select, update

from twosource.errors import StoreError
from twosource.records import Dossier, Event, content_id
from twosource.store import schema
from twosource.store.codec import decode, encode
from twosource.store.database import delete_in, parts, select_in, upsert

SHARD = "all"


class FencedError(StoreError):
    """Another worker has written to the shard since this one read it."""


def shard_version(tx: Connection) -> int:
    """The version a grouping batch must still find when it writes."""
    return tx.scalar(select(schema.shard.c.version).where(schema.shard.c.name == SHARD)) or 0


def bump_shard(tx: Connection, expected: int) -> None:
    """Take the shard for this transaction; FencedError where it has moved on."""
    row = select(schema.shard.c.version).where(schema.shard.c.name == SHARD).with_for_update()
    found = tx.scalar(row) or 0
    if found != expected:
        raise FencedError(f"shard {SHARD} is at version {found}, not {expected}: another worker has grouped since")
    upsert(tx, schema.shard, [{"name": SHARD, "version": expected + 1}], replace=True)


def put_events(tx: Connection, events: Iterable[Event]) -> None:
    """Keep events as they now are and point their reports at them."""
    for event in events:
        document = encode(event)
        row = {"id": event.id, "digest": content_id("event", document.decode()), "document": document}
        upsert(tx, schema.event, [row], replace=True)
        for ids in parts(event.report_ids):
            members = schema.annotation.c.report_id.in_(ids)
            tx.execute(update(schema.annotation).where(members).values(event_id=event.id))


def drop_events(tx: Connection, event_ids: Sequence[str]) -> None:
    """Forget events that have no report left."""
    _forget_work(tx, event_ids)
    delete_in(tx, schema.event, schema.event.c.id, event_ids)


def merge_events(tx: Connection, merged: Mapping[str, str]) -> None:
    """Each event is part of another from now on: its address stays known, what was made of it alone goes."""
    for gone, into in merged.items():
        tx.execute(update(schema.event).where(schema.event.c.merged_into == gone).values(merged_into=into))
        tx.execute(update(schema.event).where(schema.event.c.id == gone).values(merged_into=into))
    _forget_work(tx, list(merged))


def merged_events(tx: Connection) -> dict[str, str]:
    """Event that was merged -> the live event that it is part of now."""
    query = select(schema.event.c.id, schema.event.c.merged_into).where(schema.event.c.merged_into.is_not(None))
    return {row.id: row.merged_into for row in tx.execute(query.order_by(schema.event.c.id))}


def _forget_work(tx: Connection, event_ids: Sequence[str]) -> None:
    for table in (schema.dossier, schema.article, schema.picture):
        delete_in(tx, table, table.c.event_id, event_ids)


def get_events(tx: Connection, ids: Sequence[str] | None = None) -> list[Event]:
    """Live events by id order; all of them where no ids are given."""
    query = select(schema.event.c.document).where(schema.event.c.merged_into.is_(None))
    rows = select_in(tx, query, schema.event.c.id, ids)
    return sorted((decode(row.document, Event) for row in rows), key=lambda event: event.id)


def find_ids(tx: Connection, start: str) -> list[str]:
    """Ids of live events that begin so, at most two: enough to tell whether it is one."""
    query = select(schema.event.c.id).where(schema.event.c.merged_into.is_(None))
    return list(tx.scalars(query.where(schema.event.c.id.startswith(start, autoescape=True)).limit(2)))


def unchecked_events(tx: Connection, rule: str, ids: Sequence[str] | None = None) -> dict[str, str]:
    """Event id -> digest to be checked: changed since its dossier was made, or made by other rules."""
    query = (
        select(schema.event.c.id, schema.event.c.digest, schema.dossier.c.event_digest)
        .outerjoin(schema.dossier, schema.dossier.c.event_id == schema.event.c.id)
        .where(schema.event.c.merged_into.is_(None))
        .order_by(schema.event.c.id)
    )
    rows = select_in(tx, query, schema.event.c.id, ids)
    wanted = ((row.id, f"{rule}:{row.digest}", row.event_digest) for row in rows)
    return {event_id: digest for event_id, digest, have in wanted if digest != have}


def put_dossier(tx: Connection, event_id: str, dossier: Dossier | None, digest: str) -> None:
    """Keep the dossier made from the event state `digest`; None: there was too little for one.

    What was written and drawn from an earlier dossier goes with it.
    """
    row = {
        "event_id": event_id,
        "id": dossier.id if dossier else "",
        "event_digest": digest,
        "document": encode(dossier),
    }
    upsert(tx, schema.dossier, [row], replace=True)
    if dossier is None:
        tx.execute(delete(schema.article).where(schema.article.c.event_id == event_id))
        tx.execute(delete(schema.picture).where(schema.picture.c.event_id == event_id))


def dossier_ids(tx: Connection, event_ids: Sequence[str] | None = None) -> Mapping[str, str]:
    """Event id -> dossier id of every live event that has one."""
    query = (
        select(schema.dossier.c.event_id, schema.dossier.c.id)
        .join(schema.event, schema.event.c.id == schema.dossier.c.event_id)
        .where(schema.event.c.merged_into.is_(None), schema.dossier.c.id != "")
        .order_by(schema.dossier.c.event_id)
    )
    return {row.event_id: row.id for row in select_in(tx, query, schema.dossier.c.event_id, event_ids)}


def get_dossiers(tx: Connection, event_ids: Sequence[str]) -> dict[str, Dossier]:
    """Event id -> dossier, where there was enough for one."""
    query = select(schema.dossier.c.event_id, schema.dossier.c.document).where(schema.dossier.c.id != "")
    rows = select_in(tx, query, schema.dossier.c.event_id, event_ids)
    return {row.event_id: decode(row.document, Dossier) for row in rows}
