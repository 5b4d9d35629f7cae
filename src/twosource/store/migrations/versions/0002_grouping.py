"""What grouping keeps of a report, what an encoder made of it, and what editors decided."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables and two columns."""
    op.create_table(
        "entry",
        sa.Column("report_id", sa.String(20), primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False, unique=True),
        sa.Column("placed", sa.Double, nullable=False),
        sa.Column("features", sa.LargeBinary, nullable=False),
    )
    op.create_index("entry_placed", "entry", ["placed"])
    op.create_table(
        "ruling",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("document", sa.LargeBinary, nullable=False),
    )
    op.add_column("annotation", sa.Column("encoder", sa.String(80)))
    op.add_column("annotation", sa.Column("vector", sa.LargeBinary))
