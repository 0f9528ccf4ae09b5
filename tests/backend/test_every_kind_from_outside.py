"""Every kind of change, from every role: of a lost, revoked or wiped device, and after leaving.

What comes of it stands in the tables of docs/security.md (access_table.py takes it from here).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from backend import clock
from backend.config import Config
from backend.database import reading
from backend.people.author import Role
from backend.sync_api import models
from backend.sync_api.product import DOORSTEP
from sync.messages import Change, wire_of
from sync.wire import MOST_CHANGES
from tests.backend.letterbox.phone import SealingPhone, make_sealing_phone
from tests.backend.letterbox.posting import post, rows, words
from tests.backend.letterbox.town import mark
from tests.backend.people.people_builders import bearer
from tests.backend.sync_api.every_kind import every_kind
from tests.backend.sync_api.honest import honest_changes

__all__ = ["every_kind"]

PEOPLE = [role for role in Role if role is not Role.SERVER]
WAITS, SHUT, REFUSED = "in-quarantine", 401, "access-ended"


@dataclass(frozen=True)
class State:
    """What has happened, and what comes of every change after it: with the session, and sealed."""

    happens: Callable[[SealingPhone], None]
    plain: str | int
    sealed: str


def to_device(*names: str) -> Callable[[SealingPhone], None]:
    return lambda phone: mark("device", phone.device_id, **dict.fromkeys(names, an_hour_ago()))


def to_person(phone: SealingPhone) -> None:
    mark("person", phone.person_id, ended_at=an_hour_ago())


def an_hour_ago() -> datetime:
    return clock.now() - timedelta(hours=1)


STATES = {
    "lost": State(to_device("lost_at"), WAITS, WAITS),
    "revoked": State(to_device("revoked_at"), SHUT, WAITS),
    "wiped": State(to_device("lost_at", "wiped_at"), SHUT, WAITS),
    "left": State(to_person, SHUT, REFUSED),
}


@pytest.fixture
def phones(client: FlaskClient, config: Config) -> list[SealingPhone]:
    """One for each role, with a key that the server knows. (Rules are the same on PostgreSQL.)"""
    here = PEOPLE if config.database_url.startswith("sqlite") else PEOPLE[:1]
    return [
        make_sealing_phone(client, config, f"{role}@example.invalid", role=role) for role in here
    ]


@pytest.mark.parametrize("name", STATES)
def test_nothing_of_any_kind_is_applied(
    client: FlaskClient, phones: list[SealingPhone], name: str
) -> None:
    state, before = STATES[name], rows("record", "change")
    for phone in phones:
        state.happens(phone)
        assert came_of(client, phone, honest_changes(phone.device_id), plain=True) == state.plain
        assert came_of(client, phone, honest_changes(phone.device_id)) == state.sealed
        assert reads_nothing(client, phone)

    with reading() as connection:
        kinds = set(connection.scalars(select(models.change.c.kind)))
        types = set(connection.scalars(select(models.record.c.type)))
    assert kinds <= {"report_quarantined_change"}
    assert types <= {"quarantined_change", "alert"}
    if REFUSED in (state.plain, state.sealed):
        assert rows("record", "change", "quarantine") == before


def reads_nothing(client: FlaskClient, phone: SealingPhone) -> bool:
    """Whatever it asks for."""
    asked: dict[str, Any] = {"cursor": None, "check_all": True, "refresh": []}
    return post(client, phone.request(pull=asked), phone.token).status_code == SHUT


def came_of(
    client: FlaskClient, phone: SealingPhone, changes: list[Change], *, plain: bool = False
) -> Any:
    """The one outcome that all of them had, in a word; or the answer's status."""
    assert {one.kind for one in changes} == DOORSTEP.kinds.keys()
    (word,) = {
        word
        for some in batched(changes, MOST_CHANGES)
        for word in words_of(client, phone, some, plain=plain)
    }
    return word


def words_of(
    client: FlaskClient, phone: SealingPhone, changes: Sequence[Change], *, plain: bool
) -> list[Any]:
    """Of one request."""
    if plain:
        body = phone.request(*map(wire_of, changes))
        answer = client.post("/sync", json=body, headers=bearer(phone.token))
    else:
        answer = post(client, phone.request(*map(phone.seal, changes)))
    if answer.status_code != 200:
        return [answer.status_code]
    return list(words(answer.get_json()["outcomes"]))


def batched(changes: list[Change], most: int) -> Iterator[Sequence[Change]]:
    """As many at a time as one request may hold."""
    for start in range(0, len(changes), most):
        yield changes[start : start + most]
