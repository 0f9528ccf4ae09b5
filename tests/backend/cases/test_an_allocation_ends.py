"""Through the real door: a worker whose allocation ended reads nothing more, and loses no work."""

import time
import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend import clock
from backend.database import writing, writing_session
from backend.people.author import Role
from backend.people.models import Area, Person, Team
from backend.publishing import publish_areas
from sync.messages import Change, Clock
from tests.backend.people.people_builders import make_person, sign_in
from tests.backend.sync_api.shelves import Phone

TEAM = str(uuid.uuid4())
CASE = str(uuid.uuid4())
FEED = f"case:{CASE}"
CHECK_ALL = {"check_all": True}


@pytest.fixture
def people(app: Flask) -> dict[str, Person]:
    """A manager and two workers of one team."""
    with writing_session() as session:
        session.add(Area(key="wirral", name="Wirral"))
        session.flush()
        session.add(Team(id=TEAM, area="wirral", name="East"))
    made = {
        "manager": make_person("manager@example.invalid", Role.TEAM_MANAGER, team_id=TEAM),
        "worker": make_person("worker@example.invalid", Role.SOCIAL_WORKER, team_id=TEAM),
        "other": make_person("other@example.invalid", Role.SOCIAL_WORKER, team_id=TEAM),
    }
    with writing() as connection:
        publish_areas(connection, clock.now(), demo=False)
    return made


def phone_of(client: FlaskClient, name: str) -> Phone:
    told = sign_in(client, f"{name}@example.invalid").get_json()
    return Phone(client, told["device_id"], told["access_token"])


def at(change: Change, moment: datetime) -> Change:
    """Done then, by a clock that was right."""
    return replace(change, occurred_at=moment, clock=Clock(moment, 0, trusted=True))


def on_case(phone: Phone, kind: str, fields: dict[str, Any], base: int = 0) -> dict[str, Any]:
    """A change to the family itself; it must be taken."""
    change = phone.add(kind=kind, feed=FEED, record_id=CASE, base_version=base, fields=fields)
    (outcome,) = phone.push(at(change, clock.now()))
    assert outcome["status"] in ("accepted", "merged"), outcome
    return outcome


def note(phone: Phone, moment: datetime) -> dict[str, Any]:
    fields = {"case_id": CASE, "text": "Seen at the door."}
    (outcome,) = phone.push(at(phone.add(kind="add_note", feed=FEED, fields=fields), moment))
    return outcome


def shown(page: dict[str, Any]) -> set[str]:
    """Feeds of which anything was said: records, or how many there are."""
    return {one["feed"] for one in (*page["feeds"], *page["checks"])}


def test_it_really_ends_and_late_work_is_taken(
    client: FlaskClient, people: dict[str, Person]
) -> None:
    manager, worker, other = (phone_of(client, name) for name in ("manager", "worker", "other"))
    given = {"person_id": people["worker"].id}
    on_case(manager, "open_case", {"name": "Invented", "address": "1 Nowhere Street"})
    allocated = on_case(manager, "allocate_case", given, base=1)
    manager.pull()
    assert FEED in shown(worker.pull(**CHECK_ALL))
    assert FEED not in shown(other.pull(**CHECK_ALL))
    time.sleep(0.01)
    during = clock.now()
    assert note(worker, during)["status"] == "accepted"
    time.sleep(0.01)
    on_case(manager, "end_allocation", given, base=allocated["version"])
    held = worker.cursor

    page = worker.pull(**CHECK_ALL)
    assert page["drop"] == [FEED]
    assert FEED not in shown(page)
    assert worker.pull()["drop"] == []

    for asked in (
        {"cursor": None, "refresh": [FEED], **CHECK_ALL},
        {"cursor": held, "refresh": [FEED], **CHECK_ALL},
        {"cursor": manager.cursor, "refresh": [FEED], **CHECK_ALL},
        {"cursor": (held or "")[:-2] + "AA", "refresh": [FEED], **CHECK_ALL},
    ):
        assert FEED not in shown(worker.pull(**asked))

    stolen = other.pull(cursor=held)
    assert (stolen["reset"], stolen["drop"]) == (True, [])

    refused = note(worker, clock.now())
    assert (refused["status"], refused["reason"]["code"]) == ("refused", "not-your-case")
    late = note(worker, during)
    assert (late["status"], late["late"]) == ("accepted", True)
    (record,) = [one for one in manager.things() if one["id"] == late["record_id"]]
    assert (record["feed"], record["late"]) == (FEED, True)
    assert note(other, during)["reason"]["code"] == "not-your-case"
