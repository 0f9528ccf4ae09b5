"""One database, SQLite or PostgreSQL, by the same code: how it is opened, read and written.

`writing()` and `reading()` are the two ways in. Each is one explicit transaction, committed when
its block ends well and rolled back when it raises; `asking()` is for a single question. Models
inherit from `Base`.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    String,
    event,
    inspect,
    make_url,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

MIGRATIONS = Path(__file__).parent / "migrations"

SQLITE_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "busy_timeout": "10000",
    "cache_size": "-16000",
    "wal_autocheckpoint": "4000",  # pages: a storm stops less often to tidy up
    "temp_store": "MEMORY",
}

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


READING: dict[str, dict[str, Any]] = {
    "sqlite": {"doorstep_begins": "BEGIN"},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}

ASKING: dict[str, dict[str, Any]] = {
    "sqlite": {"doorstep_begins": None},
    "postgresql": {"isolation_level": "AUTOCOMMIT"},
}


class Base(DeclarativeBase):
    """What every model inherits from."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Base)

sqlite_writer = threading.RLock()
"""SQLite has one writer: whoever writes stands in line here, not in `busy_timeout`'s lottery."""


@contextmanager
def writing() -> Iterator[Connection]:
    """A transaction that may write. SQLite: the one writer. PostgreSQL: READ COMMITTED."""
    with _writers_turn(db.engine), db.engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing_lightly() -> Iterator[Connection]:
    """The same, but answered before the disk has it: what harms nobody if a power cut takes it."""
    with (
        _writers_turn(db.engine),
        db.engine.connect() as connection,
        _not_waiting_for_the_disk(connection),
        connection.begin(),
    ):
        if connection.dialect.name != "sqlite":
            connection.execute(text("SET LOCAL synchronous_commit TO off"))
        yield connection


@contextmanager
def reading() -> Iterator[Connection]:
    """A transaction that only reads, and sees one moment throughout."""
    with db.engine.connect() as connection:
        connection.execution_options(**READING[connection.dialect.name])
        with connection.begin():
            yield connection


@contextmanager
def asking() -> Iterator[Connection]:
    """For one statement that reads: it sees one moment by itself, and needs no transaction."""
    with db.engine.connect() as connection:
        connection.execution_options(**ASKING[connection.dialect.name])
        with connection.begin():
            yield connection


@contextmanager
def writing_session() -> Iterator[Session]:
    """The same transaction as `writing()`, for models."""
    with writing() as connection, session_on(connection) as session:
        yield session


@contextmanager
def reading_session() -> Iterator[Session]:
    """The same transaction as `reading()`, for models."""
    with reading() as connection, session_on(connection) as session:
        yield session


@contextmanager
def session_on(connection: Connection) -> Iterator[Session]:
    """Models in a transaction, or a savepoint, that is its owner's to end."""
    how: dict[str, Any] = {"expire_on_commit": False, "join_transaction_mode": "rollback_only"}
    with Session(connection, **how) as session:
        yield session
        session.flush()


@contextmanager
def _not_waiting_for_the_disk(connection: Connection) -> Iterator[None]:
    """SQLite is told so outside a transaction, and told back: others use the connection next."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.cursor()
    raw.execute("PRAGMA synchronous=NORMAL")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA synchronous={SQLITE_PRAGMAS['synchronous']}")
        raw.close()


@contextmanager
def _writers_turn(engine: Engine) -> Iterator[None]:
    if engine.dialect.name != "sqlite":
        yield
        return
    with sqlite_writer:
        yield


def migrate() -> None:
    """Bring the tables to those of this release; several processes may try at once."""
    from alembic import command  # noqa: PLC0415  12 MB that a web process does not need
    from alembic.config import Config  # noqa: PLC0415  the same

    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    command.upgrade(settings, "head")


def is_migrated(connection: Connection) -> bool:
    """Whether the tables are those of this release."""
    if not inspect(connection).has_table("alembic_version"):
        return False
    found = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    return list(found) == [newest_migration()]


@cache
def newest_migration() -> str:
    """Migrations are numbered: `0001_first_tables.py`."""
    files = (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return max(file.name.partition("_")[0] for file in files)


def insert_unless_there(connection: Connection, model: type[Base], **values: Any) -> None:
    """One row, unless its key is taken; nobody's transaction fails for coming second."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    connection.execute(insert(model).values(**values).on_conflict_do_nothing())


def engine_options(database_url: str) -> dict[str, Any]:
    """How Flask-SQLAlchemy opens this database; what was written never gets into a log."""
    if make_url(database_url).get_backend_name() == "sqlite":
        return {
            "pool_size": 24,
            "max_overflow": 8,
            "hide_parameters": True,
            "connect_args": {"check_same_thread": False},
        }
    return {
        "pool_size": 24,
        "max_overflow": 8,
        "pool_pre_ping": True,
        "hide_parameters": True,
        "isolation_level": "READ COMMITTED",
        "connect_args": {"options": "-c timezone=UTC", "connect_timeout": 10},
    }


def driver_url(database_url: str) -> str:
    """PostgreSQL is spoken by psycopg, whichever way its URL is written."""
    url = make_url(database_url)
    if url.get_backend_name() in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    return url.render_as_string(hide_password=False)


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    if not type(connection).__module__.startswith("sqlite3"):
        return
    connection.isolation_level = None  # BEGIN is ours, see below
    cursor = connection.cursor()
    for name, value in SQLITE_PRAGMAS.items():
        cursor.execute(f"PRAGMA {name}={value}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_as_what_it_is(connection: Connection) -> None:
    """SQLite fails a deferred BEGIN that reads and then writes: say which from the start."""
    if connection.dialect.name != "sqlite":
        return
    begins = connection.get_execution_options().get("doorstep_begins", "BEGIN IMMEDIATE")
    if begins is not None:
        connection.exec_driver_sql(begins)


class UtcDateTime(TypeDecorator[datetime]):
    """Aware in, aware in UTC out, on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuses a time without a zone: it is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone; it was UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class UuidText(String):
    """A UUID as it travels: 36 lower-case characters."""

    def __init__(self) -> None:
        super().__init__(36)
