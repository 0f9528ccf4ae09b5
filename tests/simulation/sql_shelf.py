"""The server's own store under a simulation, with real backups."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url

from backend.database import db, reading, writing
from backend.sync_api.epoch import begin_new_epoch, make_first_epoch
from backend.sync_api.sql_store import SqlStore
from tests.databases import postgres_url


class SqlShelf:
    """Stores on the database of this test's application."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self._name = make_url(database_url).database or ""
        self._is_sqlite = make_url(database_url).get_backend_name() == "sqlite"
        self._file = folder / "backup.sqlite"
        with writing() as connection:
            make_first_epoch(connection)

    @contextmanager
    def writing(self) -> Iterator[SqlStore]:
        """A transaction for one push."""
        with writing() as connection:
            yield SqlStore(connection)

    @contextmanager
    def reading(self) -> Iterator[SqlStore]:
        """One moment for one pull."""
        with reading() as connection:
            yield SqlStore(connection)

    def back_up(self) -> None:
        """All of it, as an operator would."""
        if self._is_sqlite:
            with closing(sqlite3.connect(self._name)) as live:
                live.execute("VACUUM INTO ?", (str(self._file),))
        else:
            self._copy(self._name, f"{self._name}_backup")

    def restore(self, backup: None) -> None:
        """Lose what came since, and begin a new epoch (PROTOCOL 14.5)."""
        db.engine.dispose()
        if self._is_sqlite:
            for leftover in ("-wal", "-shm"):
                Path(self._name + leftover).unlink(missing_ok=True)
            shutil.copyfile(self._file, self._name)
        else:
            self._run(f'DROP DATABASE "{self._name}" WITH (FORCE)')
            self._copy(f"{self._name}_backup", self._name)
        with writing() as connection:
            begin_new_epoch(connection)

    def close(self) -> None:
        """Leave no backup behind."""
        if not self._is_sqlite:
            self._run(f'DROP DATABASE IF EXISTS "{self._name}_backup" WITH (FORCE)')

    def _copy(self, source: str, target: str) -> None:
        db.engine.dispose()
        self._run(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    def _run(self, statement: str) -> None:
        with psycopg.connect(postgres_url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())
