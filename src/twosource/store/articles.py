"""Articles and pictures: what we say and draw, per event and language; of all events where none are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from twosource.records import Article, Picture
from twosource.store import schema
from twosource.store.codec import decode, encode
from twosource.store.database import select_in, upsert

Key = tuple[str, str]
"""Event id and language."""


def put_article(tx: Connection, key: Key, article: Article | None, made_from: str) -> None:
    """Keep an article; `made_from` names dossier and writer. None: the writer could not tell the event."""
    row = {
        "event_id": key[0],
        "language": key[1],
        "id": article.id if article else "",
        "made_from": made_from,
        "document": encode(article),
    }
    upsert(tx, schema.article, [row], replace=True)


def articles_made_from(tx: Connection, event_ids: Sequence[str] | None = None) -> Mapping[Key, str]:
    """What each article was made from."""
    query = select(schema.article.c.event_id, schema.article.c.language, schema.article.c.made_from)
    rows = select_in(tx, query, schema.article.c.event_id, event_ids)
    return {(row.event_id, row.language): row.made_from for row in rows}


def article_ids(tx: Connection, event_ids: Sequence[str] | None = None) -> Mapping[Key, str]:
    """The id of each article of a live event that could be told."""
    query = (
        select(schema.article.c.event_id, schema.article.c.language, schema.article.c.id)
        .join(schema.event, schema.event.c.id == schema.article.c.event_id)
        .where(schema.event.c.merged_into.is_(None), schema.article.c.id != "")
        .order_by(schema.article.c.event_id, schema.article.c.language)
    )
    rows = select_in(tx, query, schema.article.c.event_id, event_ids)
    return {(row.event_id, row.language): row.id for row in rows}


def get_articles(tx: Connection, event_ids: Sequence[str]) -> dict[Key, Article]:
    """All languages of the named events."""
    columns = (schema.article.c.event_id, schema.article.c.language, schema.article.c.document)
    rows = select_in(tx, select(*columns).where(schema.article.c.id != ""), schema.article.c.event_id, event_ids)
    return {(row.event_id, row.language): decode(row.document, Article) for row in rows}


def put_picture(tx: Connection, picture: Picture, made_from: str) -> None:
    """Keep a picture; `made_from` names article and painter."""
    row = {
        "event_id": picture.event_id,
        "language": picture.language,
        "id": picture.id,
        "made_from": made_from,
        "document": encode(picture),
    }
    upsert(tx, schema.picture, [row], replace=True)


def pictures_made_from(tx: Connection, event_ids: Sequence[str] | None = None) -> Mapping[Key, str]:
    """What each picture was made from."""
    query = select(schema.picture.c.event_id, schema.picture.c.language, schema.picture.c.made_from)
    rows = select_in(tx, query, schema.picture.c.event_id, event_ids)
    return {(row.event_id, row.language): row.made_from for row in rows}


def get_pictures(tx: Connection, event_ids: Sequence[str]) -> dict[Key, Picture]:
    """All languages of the named events."""
    columns = (schema.picture.c.event_id, schema.picture.c.language, schema.picture.c.document)
    rows = select_in(tx, select(*columns), schema.picture.c.event_id, event_ids)
    return {(row.event_id, row.language): decode(row.document, Picture) for row in rows}
