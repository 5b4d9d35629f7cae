"""One database: opening, migrating, transactions. SQLite in WAL mode; the SQL stays portable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Engine, Row, Select, Table, create_engine, delete, event, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DatabaseError, OperationalError

from twosource.errors import DiskError, InputError

# What the functions of this package take first: an open transaction.
Transaction = Connection

MIGRATIONS = Path(__file__).parent / "migrations"
HEAD = "0002"
KEYS_PER_QUERY = 500


class Store:
    """A database that holds the current schema."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All of it or nothing; one writer at a time, others wait. DiskError where it cannot be kept."""
        with _told(self._engine), self._engine.begin() as tx:
            yield tx

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A consistent view to read from; never waits for a writer. DiskError where it cannot be read."""
        with (
            _told(self._engine),
            self._engine.connect().execution_options(read_only=True) as connection,
            connection.begin(),
        ):
            yield connection

    def close(self) -> None:
        """Release files and connections."""
        self._engine.dispose()


def open_store(path: Path) -> Store:
    """Open the SQLite database at `path`, made or migrated where needed."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{path.parent}: cannot be made: {error.strerror}") from None
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 60.0, "check_same_thread": False})
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    with _told(engine):
        _migrate(engine)
    return Store(engine)


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """DiskError in place of what a full, missing or damaged database raises; mistakes of ours stay as they are."""
    try:
        yield
    except DatabaseError as error:
        if type(error) is OperationalError:
            hint = "nothing is lost, run again once it is mended"
        elif type(error) is DatabaseError:
            hint = "the file is damaged; put a backup in its place, or move it away to start anew"
        else:
            raise
        raise DiskError(f"{engine.url.database}: {error.orig}; {hint}") from error


def upsert(tx: Connection, table: Table, rows: Sequence[dict[str, Any]], *, replace: bool) -> None:
    """Insert rows; on a key that exists replace the other columns, or leave the row as it is."""
    if not rows:
        return
    insert = postgresql.insert if tx.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    if replace:
        others = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        statement = statement.on_conflict_do_update(index_elements=keys, set_=others)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    tx.execute(statement, list(rows))


def select_in(
    tx: Connection, query: Select[Any], column: Column[Any], keys: Sequence[str] | None
) -> Iterator[Row[Any]]:
    """Rows of `query` whose `column` is one of `keys`, or all of them for None.

    Many keys are asked for in parts: databases bound what one query may name.
    """
    if keys is None:
        yield from tx.execute(query)
        return
    for some in parts(keys):
        yield from tx.execute(query.where(column.in_(some)))


def delete_in(tx: Connection, table: Table, column: Column[Any], keys: Sequence[str]) -> None:
    """Delete the rows of `table` whose `column` is one of `keys`."""
    for some in parts(keys):
        tx.execute(delete(table).where(column.in_(some)))


def parts(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Keys in lots that one query may name."""
    return (keys[start : start + KEYS_PER_QUERY] for start in range(0, len(keys), KEYS_PER_QUERY))


def _on_connect(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: `_on_begin` says which kind is wanted.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # With WAL this survives a killed process; only a power cut can cost the last transactions.
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _on_begin(connection: Connection) -> None:
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _migrate(engine: Engine) -> None:
    with engine.connect().execution_options(read_only=True) as connection:
        names = inspect(connection).get_table_names()
        at_head = "alembic_version" in names and (
            connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        )
    if at_head:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            raise InputError(
                f"{engine.url.database}: was made by a later version of Twosource; install that one"
            ) from None
