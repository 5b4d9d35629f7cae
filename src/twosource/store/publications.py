"""What readers have been shown, and the files of the site as last switched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from twosource.store import schema
from twosource.store.articles import Key
from twosource.store.database import upsert


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The article readers see, and since when."""

    article_id: str
    published_at: datetime
    modified_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """Content hash of one published file and a digest of what it was made from."""

    sha256: str
    inputs: str


def get_publications(tx: Connection) -> dict[Key, Publication]:
    """Every page ever published."""
    return {
        (row.event_id, row.language): Publication(
            article_id=row.article_id, published_at=row.published_at, modified_at=row.modified_at
        )
        for row in tx.execute(select(schema.publication))
    }


def put_publications(tx: Connection, publications: Mapping[Key, Publication]) -> None:
    """Remember what readers now see."""
    rows = [
        {
            "event_id": event_id,
            "language": language,
            "article_id": item.article_id,
            "published_at": item.published_at,
            "modified_at": item.modified_at,
        }
        for (event_id, language), item in publications.items()
    ]
    upsert(tx, schema.publication, rows, replace=True)


def get_site(tx: Connection) -> dict[str, SiteFile]:
    """Path -> file of the site as last switched."""
    return {row.path: SiteFile(sha256=row.sha256, inputs=row.inputs) for row in tx.execute(select(schema.site_file))}


def put_site(tx: Connection, files: Mapping[str, SiteFile]) -> None:
    """Remember the site as it now stands; paths not named are gone."""
    before = get_site(tx)
    for path in before.keys() - files.keys():
        tx.execute(delete(schema.site_file).where(schema.site_file.c.path == path))
    changed = [
        {"path": path, "sha256": item.sha256, "inputs": item.inputs}
        for path, item in sorted(files.items())
        if before.get(path) != item
    ]
    upsert(tx, schema.site_file, changed, replace=True)


def get_mark(tx: Connection, name: str) -> str:
    """The hash of what a whole was last made from; empty where it never was."""
    return tx.scalar(select(schema.mark.c.value).where(schema.mark.c.name == name)) or ""


def put_mark(tx: Connection, name: str, value: str) -> None:
    """Remember what a whole was made from."""
    upsert(tx, schema.mark, [{"name": name, "value": value}], replace=True)
