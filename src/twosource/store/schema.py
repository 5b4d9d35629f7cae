"""Tables. Records are kept as JSON documents beside the few columns that queries need.

`migrations/` brings a database to this schema; a test proves both equal.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Double, Index, Integer, LargeBinary, MetaData, String, Table, Text
from sqlalchemy.types import TypeDecorator

metadata = MetaData()


class UtcTime(TypeDecorator[datetime]):
    """Aware UTC as fixed-width ISO text, so that text order is time order on every database."""

    impl = String(27)
    cache_ok = True
    _FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:  # noqa: ARG002
        """To text."""
        return None if value is None else value.astimezone(UTC).strftime(self._FORMAT)

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:  # noqa: ARG002
        """From text."""
        return None if value is None else datetime.strptime(value, self._FORMAT).replace(tzinfo=UTC)


# Bytes of captures, once per content, zlib-compressed.
blob = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

# `records.Capture` without its body.
capture = Table(
    "capture",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("fetched_at", UtcTime, nullable=False),
    Column("blob", String(64), nullable=False),
    Column("document", LargeBinary, nullable=False),
)

# What to send back to a feed's host next time.
feed = Table(
    "feed",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("checked_at", UtcTime, nullable=False),
    Column("status", Integer, nullable=False),
)

# Every page a feed has ever listed, and what became of fetching it.
page = Table(
    "page",
    metadata,
    Column("url", Text, primary_key=True),
    Column("source_id", Text, nullable=False),
    Column("updated_at", UtcTime),
    Column("state", String(12), nullable=False),
    Column("reason", String(32)),
    Column("tries", Integer, nullable=False),
    Column("checked_at", UtcTime, nullable=False),
    Index("page_source", "source_id"),
)

# Exactly one outcome per record and step.
outcome = Table(
    "outcome",
    metadata,
    Column("step", String(12), primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("state", String(12), nullable=False),
    Column("reason", String(32)),
    Column("detail", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)

# What an editor must see; the same problem is one row, however often it comes back.
problem = Table(
    "problem",
    metadata,
    Column("step", String(12), primary_key=True),
    Column("reason", String(32), primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("severity", String(8), nullable=False),
    Column("message", Text, nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
)

# Sources that came with files given by hand; those of newsroom.toml live there.
source = Table(
    "source",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document", LargeBinary, nullable=False),
)

# `records.Report`; `superseded_by` names the later text of the same address.
report = Table(
    "report",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("url", Text, nullable=False),
    Column("capture_id", String(20), nullable=False),
    Column("source_id", Text, nullable=False),
    Column("published_at", UtcTime),
    Column("superseded_by", String(20)),
    Column("document", LargeBinary, nullable=False),
    Index("report_url", "url"),
)

# `records.Annotation` of a report; `event_id` is set by grouping.
annotation = Table(
    "annotation",
    metadata,
    Column("report_id", String(20), primary_key=True),
    Column("published_at", UtcTime, nullable=False),
    Column("event_id", String(20)),
    # what the encoder of that name made of the report: one signed byte a dimension
    Column("encoder", String(80)),
    Column("vector", LargeBinary),
    Column("document", LargeBinary, nullable=False),
    Index("annotation_event", "event_id"),
    Index("annotation_published", "published_at"),
)

# `records.Event`; `digest` changes whenever its reports or origins do.
event = Table(
    "event",
    metadata,
    Column("id", String(20), primary_key=True),
    Column("digest", String(20), nullable=False),
    Column("merged_into", String(20)),
    Column("document", LargeBinary, nullable=False),
)

# A report as grouping compares it (`group.Features`), by its number in order of arrival; the window is built of these.
entry = Table(
    "entry",
    metadata,
    Column("report_id", String(20), primary_key=True),
    Column("number", BigInteger, nullable=False, unique=True),
    # seconds since 1970 from which its place in the window counts
    Column("placed", Double, nullable=False),
    Column("features", LargeBinary, nullable=False),
    Index("entry_placed", "placed"),
)

# `records.Ruling`: what editors decided about grouping, in order; never changed.
ruling = Table(
    "ruling",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("document", LargeBinary, nullable=False),
)

# The fence of grouping: a worker that was frozen finds another version here and cannot write.
shard = Table(
    "shard",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("version", Integer, nullable=False),
)

# `records.Dossier`; made from the event whose digest it names.
dossier = Table(
    "dossier",
    metadata,
    Column("event_id", String(20), primary_key=True),
    Column("id", String(20), nullable=False),
    Column("event_digest", String(64), nullable=False),
    Column("document", LargeBinary, nullable=False),
)

# `records.Article`, one per event and language; `made_from` names dossier and writer.
article = Table(
    "article",
    metadata,
    Column("event_id", String(20), primary_key=True),
    Column("language", String(16), primary_key=True),
    Column("id", String(20), nullable=False),
    Column("made_from", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
)

# `records.Picture`, one per event and language; `made_from` names article and painter.
picture = Table(
    "picture",
    metadata,
    Column("event_id", String(20), primary_key=True),
    Column("language", String(16), primary_key=True),
    Column("id", String(20), nullable=False),
    Column("made_from", Text, nullable=False),
    Column("document", LargeBinary, nullable=False),
)

# What readers have been shown: first and last time, and the article they see now.
publication = Table(
    "publication",
    metadata,
    Column("event_id", String(20), primary_key=True),
    Column("language", String(16), primary_key=True),
    Column("article_id", String(20), nullable=False),
    Column("published_at", UtcTime, nullable=False),
    Column("modified_at", UtcTime, nullable=False),
)

# The site as last switched: each file's content and a digest of what it was made from.
site_file = Table(
    "site_file",
    metadata,
    Column("path", Text, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("inputs", String(64), nullable=False),
)

# Hashes of what a whole was made from, by its name ("site"): equal means nothing to do.
mark = Table(
    "mark",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
)
