"""The SQL store does what every store must, on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask

from backend.database import reading, writing
from backend.sync_api.epoch import make_first_epoch
from backend.sync_api.sql_store import SqlStore
from tests.sync.store_contract import StoreContract


class SqlShelf:
    """Stores on the database of this test's application."""

    @contextmanager
    def writing(self) -> Iterator[SqlStore]:
        with writing() as connection:
            yield SqlStore(connection)

    @contextmanager
    def reading(self) -> Iterator[SqlStore]:
        with reading() as connection:
            yield SqlStore(connection)


class TestSqlStore(StoreContract):
    """On SQLite and PostgreSQL."""

    @pytest.fixture
    def shelf(self, app: Flask) -> SqlShelf:
        with writing() as connection:
            make_first_epoch(connection)
        return SqlShelf()
