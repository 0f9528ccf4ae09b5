"""Somebody joins while the worker publishes: it is done again, by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select

from backend import clock
from backend.database import db, reading, writing
from backend.joining import join
from backend.people.accounts import NewPerson
from backend.people.author import Role
from backend.people.models import Person
from backend.publishing import publish_areas
from backend.sync_api.lanes import write_queue
from backend.sync_api.models import record


def somebody(name: str) -> NewPerson:
    return NewPerson(f"{name}@example.invalid", name, Role.SOCIAL_WORKER, "wirral")


@contextmanager
def published_meanwhile() -> Iterator[list[str]]:
    """The worker publishes between what the next publication reads and what it writes."""
    met: list[str] = []

    def publish_first(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not met and "FROM feed" in statement:
            met.append(statement)
            with writing() as connection:
                publish_areas(connection, clock.now(), demo=False)

    event.listen(db.engine, "before_cursor_execute", publish_first)
    yield met
    event.remove(db.engine, "before_cursor_execute", publish_first)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_who_joins_while_the_worker_publishes_has_joined(app: Flask) -> None:
    """(SQLite has one writer: nobody publishes meanwhile.)"""
    join(somebody("Sal"), "East", "hash")

    with published_meanwhile() as met:
        join(somebody("Toni"), "East", "hash")
    write_queue().close()

    assert met
    with reading() as connection:
        people = connection.execute(select(Person.name, Person.team_id).order_by(Person.name)).all()
    assert [person.name for person in people] == ["Sal", "Toni"]
    assert people[0].team_id == people[1].team_id


def test_nobodys_call_windows_are_sent_again_because_somebody_joined(app: Flask) -> None:
    def positions() -> dict[str, int]:
        asked = select(record.c.id, record.c.position).where(record.c.type != "team")
        with reading() as connection:
            rows = connection.execute(asked.where(record.c.type != "person"))
            return {row.id: row.position for row in rows}

    join(somebody("Sal"), "East", "hash")
    before = positions()
    assert before
    join(somebody("Toni"), "East", "hash")

    assert before.items() <= positions().items()
