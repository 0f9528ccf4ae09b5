"""Many rows in one statement, without SQLAlchemy's work for each of them.

SQLite runs a prepared statement again and again at no cost; PostgreSQL takes whole columns at once.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator

from backend.sync_api.sql_read import POSTGRESQL

Row = Mapping[str, Any]
ORDINARY = "ON CONFLICT DO NOTHING"


def insert_rows(
    connection: Connection, table: Table, lines: Sequence[Row], on_conflict: str = ORDINARY
) -> int:
    """How many were written. `on_conflict` is a fixed text of ours, never anything from outside."""
    dialect = connection.dialect
    columns = [[line[name] for line in lines] for name in _names(table)]
    for place, convert in _converters(table, dialect):
        made = {value: convert(value) for value in set(columns[place])}
        columns[place] = [made[value] for value in columns[place]]
    statement = _statement(table, dialect.name, on_conflict)
    given: Any = tuple(columns)
    if dialect.name != POSTGRESQL:
        given = list(zip(*columns, strict=True))
    counted = {"preserve_rowcount": True}
    return connection.exec_driver_sql(statement, given, execution_options=counted).rowcount


POSTGRES: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]


@cache
def _names(table: Table) -> tuple[str, ...]:
    """Every column but those that the database numbers itself."""
    return tuple(c.name for c in table.c if not _is_numbered(table, c.name))


def _is_numbered(table: Table, name: str) -> bool:
    return table.autoincrement_column is not None and table.autoincrement_column.name == name


@cache
def _statement(table: Table, dialect: str, on_conflict: str) -> str:
    names = _names(table)
    into = f"INSERT INTO {table.name} ({', '.join(names)})"
    if dialect != POSTGRESQL:
        return f"{into} VALUES ({', '.join('?' * len(names))}) {on_conflict}"
    columns = ", ".join(f"%b::{_array_of(table, name)}" for name in names)
    return f"{into} SELECT * FROM unnest({columns}) AS given {on_conflict}"  # nosec B608


def _array_of(table: Table, name: str) -> str:
    return f"{table.c[name].type.compile(POSTGRES)}[]"


@lru_cache(maxsize=64)
def _converters(table: Table, dialect: Dialect) -> Sequence[tuple[int, Callable[[Any], Any]]]:
    """Only our own types need one; the drivers know the rest."""
    found = []
    for place, name in enumerate(_names(table)):
        kind = table.c[name].type
        convert = kind.dialect_impl(dialect).bind_processor(dialect)
        if isinstance(kind, TypeDecorator) and convert is not None:
            found.append((place, convert))
    return found
