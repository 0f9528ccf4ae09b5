"""How to join a discussion: shown to who takes part, after the check, and written down nowhere."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text

from backend import clock
from backend.areas.passcodes import keep_passcode
from backend.database import reading, writing
from backend.people.models import SecurityEvent
from tests.backend.people.people_builders import bearer, sign_in
from tests.backend.strategy.agreeing.office import Office, good

TUESDAY = datetime(2026, 11, 3, 15, tzinfo=UTC)
PASSCODE = "482 913"


@pytest.fixture
def office(app: Flask, time_machine) -> Office:
    """A confirmed discussion is tomorrow at ten; its passcode is kept."""
    time_machine.move_to(TUESDAY, tick=False)
    office = Office(app)
    with writing() as connection:
        by = office.people["administrator"]
        keep_passcode(connection, by, "secret:northants_bridge", PASSCODE, clock.now())
    return office


@pytest.fixture
def request_id(office: Office) -> str:
    return office.confirmed()


def join(client, request_id, who, **body):
    answer = sign_in(client, f"{who}@example.invalid").get_json()
    headers = bearer(answer["access_token"])
    return client.post(f"/discussions/{request_id}/bridge", json=body, headers=headers)


def test_who_takes_part_is_told_how_to_join(client, request_id):
    """N-28: the worker, whose request it is."""
    answer = join(client, request_id, "worker")

    assert answer.status_code == 200
    assert answer.get_json()["passcode"] == PASSCODE
    assert answer.get_json()["conference_name"] == "N146782"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("who", ["stranger", "police", "support", "health", "administrator"])
def test_nobody_else_is(client, request_id, who):
    """N-28: not of the same area, not of the same role, and administrators never."""
    answer = join(client, request_id, who)

    assert answer.status_code == 404
    assert PASSCODE not in answer.get_data(as_text=True)


def test_health_are_told_once_they_have_accepted(client, office, request_id):
    """N-28: a confirmed participant is one who says that they come."""
    invitations = office.fields(request_id)["invitations"]
    health = next(one for one in invitations if office.fields(one)["agency"] == "health")
    feed = f"discussion:{request_id}"
    good(office.post("health", "reply_to_invitation", health, feed, reply="accepted"))

    assert join(client, request_id, "health").get_json()["passcode"] == PASSCODE


def test_the_manager_says_first_which_conference_it_is(client, request_id):
    """N-39: the children's number, so that nobody joins another family's discussion."""
    for wrong in ({}, {"conference_name": "N999999"}):
        answer = join(client, request_id, "manager", **wrong)
        assert answer.status_code == 422
        assert "conference_name" in answer.get_json()["fields"]
        assert PASSCODE not in answer.get_data(as_text=True)

    assert join(client, request_id, "manager", conference_name=" n146782").status_code == 200


def test_only_around_its_time(client, office, request_id, time_machine):
    """N-28: not two days before, and not when it is long over or given up."""
    time_machine.move_to(TUESDAY - timedelta(days=2), tick=False)
    assert join(client, request_id, "worker").status_code == 404
    time_machine.move_to(TUESDAY + timedelta(hours=1), tick=False)
    good(office.decide("manager", "release_slot", request_id, reason="Off"))
    assert join(client, request_id, "worker").status_code == 404


@pytest.mark.parametrize("path", ["0192a000-0000-7000-8000-000000000001", "not-an-id", "%00"])
def test_what_is_no_discussion_is_not_there(client, office, path):
    """N-28."""
    assert join(client, path, "worker").status_code == 404


def test_each_look_is_an_event_and_the_passcode_is_in_no_row(client, request_id):
    """N-28: static and printed before, it is now in no record, change, job or event."""
    join(client, request_id, "worker")
    with reading() as connection:
        what = list(connection.scalars(select(SecurityEvent.what)))
        for table in ("record", "change", "job", "security_event"):
            for row in connection.execute(text(f"SELECT * FROM {table}")):  # noqa: S608
                assert PASSCODE not in str(
                    [bytes(v) if isinstance(v, memoryview) else v for v in row]
                )

    assert what.count("bridge-shown") == 1
