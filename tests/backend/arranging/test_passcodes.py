"""A passcode: set by an administrator, read by who is confirmed, and written down nowhere else."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from backend import clock
from backend.areas.names import contact_id
from backend.areas.passcodes import SECRETS, may_see_passcode, passcode_for
from backend.areas.secret_models import AreaSecret
from backend.database import reading, writing
from backend.people.author import Author, Role
from backend.publishing import publish_areas
from backend.sync_api.sql_store import SqlStore
from sync.messages import time_text
from tests.backend.council import new_id
from tests.backend.people.people_builders import bearer, make_person, sign_in

AREA, NAME = "northamptonshire", "secret:northants_bridge"
PASSCODE = "482 913"
NOON = clock.now().replace(hour=12)


@pytest.fixture
def office(app, client):
    make_person("admin@example.invalid", Role.ADMINISTRATOR, area=AREA)
    make_person("worker@example.invalid", Role.SOCIAL_WORKER, area=AREA, team_id=None)
    with writing() as connection:
        publish_areas(connection, clock.now(), demo=False)
    return client


def post(client, path, body, who="admin"):
    token = sign_in(client, f"{who}@example.invalid").get_json()["access_token"]
    return client.post(path, json=body, headers=bearer(token))


def keep(client, who="admin", **more):
    return post(client, "/areas/passcodes", {"name": NAME, "passcode": PASSCODE, **more}, who)


def a_request(**more):
    confirmed = {"starts_at": time_text(NOON), "place": "By telephone", "by": "support"}
    return {
        "area": AREA, "status": "slot_confirmed", "raised_by": "worker", "manager_id": "manager",
        "authorised_by": "manager", "confirmed": {**confirmed, "participants": ["health"]}, **more,
    }  # fmt: skip


def somebody(person_id, role=Role.SOCIAL_WORKER, **more):
    return Author(person_id, role, AREA, None, new_id(), **more)


def test_it_lies_sealed_and_apart_and_in_nothing_else(office):
    assert keep(office).status_code == 204

    with reading() as connection:
        row = connection.execute(SECRETS.select()).one()
        assert PASSCODE.encode() not in row.sealed
        for table in ("record", "change", "job"):
            rows = connection.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608
            for one in rows:
                assert PASSCODE not in str(
                    [bytes(v) if isinstance(v, memoryview) else v for v in one]
                )
        assert passcode_for(connection, somebody("worker"), a_request(), NAME, NOON) == PASSCODE
        assert passcode_for(connection, somebody("other"), a_request(), NAME, NOON) is None


def test_administrators_are_told_when_it_was_set_and_by_whom(office):
    keep(office)
    with reading() as connection:
        record = SqlStore(connection).records({contact_id(AREA, "conference_bridge")})
    fields = record[contact_id(AREA, "conference_bridge")].fields

    assert fields["passcode"] == NAME
    assert fields["passcode_set_at"]


def test_the_new_one_takes_the_place_of_the_old(office):
    keep(office)
    keep(office, passcode="111 222")
    with reading() as connection:
        shown = passcode_for(connection, somebody("worker"), a_request(), NAME, NOON)
        assert len(connection.execute(AreaSecret.__table__.select()).all()) == 1

    assert shown == "111 222"


def test_nobody_but_an_administrator_sets_it_and_only_where_the_area_has_one(office):
    assert keep(office, who="worker").status_code == 403
    assert keep(office, name="secret:other").status_code == 404


def test_no_answer_repeats_it(office):
    answer = keep(office, passcode=PASSCODE, more="x")

    assert answer.status_code == 422
    assert PASSCODE not in answer.get_data(as_text=True)


@pytest.mark.parametrize("person", ["worker", "manager", "support", "health"])
def test_promise_4_who_is_confirmed_may_see_it(person):
    assert may_see_passcode(somebody(person), a_request(), NOON)


@pytest.mark.parametrize(
    ("author", "request_", "at"),
    [
        (somebody("somebody else"), a_request(), NOON),
        (somebody("worker", Role.ADMINISTRATOR), a_request(), NOON),
        (somebody("worker", Role.SERVER), a_request(), NOON),
        (somebody("worker", device_lost=True), a_request(), NOON),
        (somebody("worker", ended_at=NOON), a_request(), NOON),
        (somebody("worker"), a_request(status="authorised"), NOON),
        (somebody("worker"), a_request(status="withdrawn"), NOON),
        (somebody("worker"), a_request(confirmed=None), NOON),
        (somebody("worker"), a_request(), NOON - timedelta(days=2)),
        (somebody("worker"), a_request(), NOON + timedelta(hours=5)),
    ],
)
def test_promise_4_nobody_else_may(author, request_, at):
    assert not may_see_passcode(author, request_, at)
