"""Captures, feeds and pages: what collect has fetched and must not fetch again."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from twosource.records import Capture, Outcome, Source, State, Step
from twosource.store import schema
from twosource.store.codec import decode, encode
from twosource.store.database import select_in, upsert
from twosource.store.reports import take_again

# Level 1 keeps a page at a fifth of its size for under a millisecond.
_LEVEL = 1


def add_capture(tx: Connection, capture: Capture) -> None:
    """Keep a capture; one that is there already stays as it is, but is the latest of its address again."""
    if tx.scalar(select(schema.capture.c.id).where(schema.capture.c.id == capture.id)) is not None:
        take_again(tx, capture.id, capture.fetched_at)
        return
    sha256 = hashlib.sha256(capture.body).hexdigest()
    upsert(tx, schema.blob, [{"sha256": sha256, "data": zlib.compress(capture.body, _LEVEL)}], replace=False)
    row = {
        "id": capture.id,
        "source_id": capture.source_id,
        "fetched_at": capture.fetched_at,
        "blob": sha256,
        "document": encode(replace(capture, body=b"")),
    }
    upsert(tx, schema.capture, [row], replace=False)


def get_captures(tx: Connection, ids: Sequence[str]) -> list[Capture]:
    """Captures with their bytes, in the order of `ids`; unknown ids are left out."""
    query = select(schema.capture.c.id, schema.capture.c.document, schema.blob.c.data).join(
        schema.blob, schema.blob.c.sha256 == schema.capture.c.blob
    )
    rows = select_in(tx, query, schema.capture.c.id, ids)
    found = {row.id: replace(decode(row.document, Capture), body=zlib.decompress(row.data)) for row in rows}
    return [found[capture_id] for capture_id in ids if capture_id in found]


def pending_captures(tx: Connection) -> list[str]:
    """Ids of captures that extract has not yet looked at, oldest first."""
    query = (
        select(schema.capture.c.id)
        .outerjoin(
            schema.outcome,
            (schema.outcome.c.step == Step.EXTRACT) & (schema.outcome.c.subject == schema.capture.c.id),
        )
        .where(schema.outcome.c.subject.is_(None))
        .order_by(schema.capture.c.fetched_at, schema.capture.c.id)
    )
    return list(tx.scalars(query))


def set_page(
    tx: Connection, url: str, source_id: str, outcome: Outcome, *, updated_at: datetime | None, now: datetime
) -> None:
    """Remember what became of fetching a listed page; failures in a row count as tries."""
    tries = tx.scalar(select(schema.page.c.tries).where(schema.page.c.url == url)) or 0
    row = {
        "url": url,
        "source_id": source_id,
        "updated_at": updated_at,
        "state": outcome.state.value,
        "reason": outcome.reason.value if outcome.reason else None,
        "tries": 0 if outcome.state is State.DONE else tries + 1,
        "checked_at": now,
    }
    upsert(tx, schema.page, [row], replace=True)


def set_feed(tx: Connection, url: str, *, etag: str, last_modified: str, status: int, now: datetime) -> None:
    """Remember what a feed's host wants to be asked with next time."""
    row = {"url": url, "etag": etag, "last_modified": last_modified, "checked_at": now, "status": status}
    upsert(tx, schema.feed, [row], replace=True)


class KnownPages:
    """`collect.step.Known` over the tables: what was known of a source when its turn began.

    Pages of other sources are looked up as they are met: outlets list one another's, and each is fetched once.
    So are feeds: with ten thousand sources, each turn must not read the state of all the others.
    """

    def __init__(self, tx: Connection, source_id: str) -> None:
        self._engine = tx.engine
        query = select(schema.page).where(schema.page.c.source_id == source_id)
        self._pages = {row.url: row for row in tx.execute(query)}

    def feed_state(self, url: str) -> tuple[str, str]:
        """ETag and Last-Modified to send, empty where unknown."""
        row = self._first(select(schema.feed.c.etag, schema.feed.c.last_modified).where(schema.feed.c.url == url))
        return (row.etag, row.last_modified) if row is not None else ("", "")

    def seen(self, url: str, updated_at: datetime | None) -> bool:
        """Whether the page was settled already and its feed states no later change."""
        row = self._row(url)
        if row is None or row.state == State.RETRY:
            return False
        return updated_at is None or (row.updated_at is not None and updated_at <= row.updated_at)

    def tries(self, url: str) -> int:
        """How often in a row the page was asked for in vain."""
        row = self._row(url)
        return int(row.tries) if row is not None else 0

    def _row(self, url: str) -> Row[Any] | None:
        if url not in self._pages:
            return self._first(select(schema.page).where(schema.page.c.url == url))
        return self._pages[url]

    def _first(self, query: Select[Any]) -> Row[Any] | None:
        with self._engine.connect().execution_options(read_only=True) as connection, connection.begin():
            return connection.execute(query).first()


def add_sources(tx: Connection, sources: Iterable[Source]) -> None:
    """Keep sources that came with files given by hand."""
    upsert(tx, schema.source, [{"id": source.id, "document": encode(source)} for source in sources], replace=False)


def get_sources(tx: Connection) -> list[Source]:
    """Sources that came with files given by hand."""
    return [decode(data, Source) for data in tx.scalars(select(schema.source.c.document).order_by(schema.source.c.id))]
