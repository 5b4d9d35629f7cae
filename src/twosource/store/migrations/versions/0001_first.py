"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.String(20)
_TIME = sa.String(27)


def upgrade() -> None:
    """Make all tables."""
    _collected()
    _reported()
    _published()


def _collected() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "capture",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("fetched_at", _TIME, nullable=False),
        sa.Column("blob", sa.String(64), nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "feed",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("checked_at", _TIME, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
    )
    op.create_table(
        "page",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("updated_at", _TIME),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reason", sa.String(32)),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("checked_at", _TIME, nullable=False),
    )
    op.create_index("page_source", "page", ["source_id"])
    op.create_table(
        "outcome",
        sa.Column("step", sa.String(12), primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("reason", sa.String(32)),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("at", _TIME, nullable=False),
    )
    op.create_table(
        "problem",
        sa.Column("step", sa.String(12), primary_key=True),
        sa.Column("reason", sa.String(32), primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("severity", sa.String(8), nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("first_seen", _TIME, nullable=False),
        sa.Column("last_seen", _TIME, nullable=False),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )


def _reported() -> None:
    op.create_table(
        "report",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("capture_id", _ID, nullable=False),
        sa.Column("source_id", sa.Text, nullable=False),
        sa.Column("published_at", _TIME),
        sa.Column("superseded_by", _ID),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_index("report_url", "report", ["url"])
    op.create_table(
        "annotation",
        sa.Column("report_id", _ID, primary_key=True),
        sa.Column("published_at", _TIME, nullable=False),
        sa.Column("event_id", _ID),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_index("annotation_event", "annotation", ["event_id"])
    op.create_index("annotation_published", "annotation", ["published_at"])
    op.create_table(
        "event",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("digest", _ID, nullable=False),
        sa.Column("merged_into", _ID),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "shard",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table(
        "dossier",
        sa.Column("event_id", _ID, primary_key=True),
        sa.Column("id", _ID, nullable=False),
        sa.Column("event_digest", sa.String(64), nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )


def _published() -> None:
    op.create_table(
        "article",
        sa.Column("event_id", _ID, primary_key=True),
        sa.Column("language", sa.String(16), primary_key=True),
        sa.Column("id", _ID, nullable=False),
        sa.Column("made_from", sa.Text, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "picture",
        sa.Column("event_id", _ID, primary_key=True),
        sa.Column("language", sa.String(16), primary_key=True),
        sa.Column("id", _ID, nullable=False),
        sa.Column("made_from", sa.Text, nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "publication",
        sa.Column("event_id", _ID, primary_key=True),
        sa.Column("language", sa.String(16), primary_key=True),
        sa.Column("article_id", _ID, nullable=False),
        sa.Column("published_at", _TIME, nullable=False),
        sa.Column("modified_at", _TIME, nullable=False),
    )
    op.create_table(
        "site_file",
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("inputs", sa.String(64), nullable=False),
    )
    op.create_table(
        "mark",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
