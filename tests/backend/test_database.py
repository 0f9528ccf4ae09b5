"""Transactions mean the same on both databases."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import Connection, insert, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from backend.database import (
    db,
    reading,
    reading_session,
    writing,
    writing_lightly,
    writing_session,
)
from backend.people.models import Area, SignInAttempt

AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


def _save_area(key: str) -> None:
    with writing() as connection:
        connection.execute(insert(Area).values(key=key, name=key))


def _keys() -> list[str]:
    with reading() as connection:
        return list(connection.scalars(select(Area.key).order_by(Area.key)))


def test_what_was_written_is_there(app: Flask) -> None:
    _save_area("wirral")

    assert _keys() == ["wirral"]


def test_what_raised_is_not_there(app: Flask) -> None:
    def write_and_fail() -> None:
        with writing() as connection:
            connection.execute(insert(Area).values(key="a", name="a"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert _keys() == []


def test_models_are_saved_without_a_commit_of_ones_own(app: Flask) -> None:
    with writing_session() as session:
        session.add(Area(key="a", name="A"))

    with reading_session() as session:
        assert [area.name for area in session.scalars(select(Area))] == ["A"]


def test_a_reader_sees_one_moment(app: Flask) -> None:
    _save_area("a")
    with reading() as connection:
        before = connection.scalars(select(Area.key)).all()
        writer = threading.Thread(target=_in_context(app, lambda: _save_area("b")))
        writer.start()
        writer.join(5)

        assert connection.scalars(select(Area.key)).all() == before == ["a"]
    assert _keys() == ["a", "b"]


def test_many_writers_all_get_their_turn(app: Flask) -> None:
    writers = [
        threading.Thread(target=_in_context(app, partial(_save_area, f"a{i:02d}")))
        for i in range(20)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(20)

    assert len(_keys()) == 20


def test_a_time_keeps_its_zone(app: Flask) -> None:
    paris = AT.astimezone(timezone(timedelta(hours=1)))
    with writing() as connection:
        connection.execute(insert(SignInAttempt).values(key="k", level=1, updated_at=paris))

    with reading() as connection:
        kept = connection.scalar(select(SignInAttempt.updated_at))
    assert kept == AT
    assert kept is not None
    assert kept.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(app: Flask) -> None:
    naive = AT.replace(tzinfo=None)
    with pytest.raises(StatementError), writing() as connection:
        connection.execute(insert(SignInAttempt).values(key="k", level=1, updated_at=naive))


def test_a_reference_to_nothing_is_refused(app: Flask) -> None:
    with pytest.raises(DBAPIError), writing() as connection:
        connection.execute(text("INSERT INTO team (id, area, name) VALUES ('x', 'nowhere', 'n')"))


def test_sqlite_never_answers_before_the_disk_has_it(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        pytest.skip("a setting of SQLite")
    with reading() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]

    assert found == ["wal", 2, 1, 10000]


def test_what_need_not_survive_a_power_cut_waits_for_no_disk_and_slows_no_later_safety(
    app: Flask,
) -> None:
    with writing_lightly() as connection:
        lightly = _durability(connection)
        connection.execute(insert(Area).values(key="a", name="A"))
    with writing() as connection:
        safely = _durability(connection)

    assert _keys() == ["a"]
    assert lightly in ("1", "off")
    assert safely != "1"


def _durability(connection: Connection) -> str:
    on_sqlite = connection.dialect.name == "sqlite"
    asked = "PRAGMA synchronous" if on_sqlite else "SHOW synchronous_commit"
    return str(connection.exec_driver_sql(asked).scalar())


def _in_context(app: Flask, do: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        with app.app_context():
            do()

    return run
