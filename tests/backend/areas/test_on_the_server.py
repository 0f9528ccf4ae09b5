"""Arrangements behind the real door: administrators, the worker, and what phones pull."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from backend import clock, worker
from backend.areas.names import arrangements_id, contact_id, profile_id
from backend.database import reading
from backend.jobs.queue import JOBS
from backend.people.author import Role
from backend.sync_api.sql_store import SqlStore
from sync.messages import time_text
from tests.backend.areas.arranged import RIGHT, SERGEANT
from tests.backend.council import new_id
from tests.backend.people.office import act, open_office, phone_of, publish, records_of
from tests.backend.people.people_builders import make_person, sign_in
from tests.backend.sync_api.shelves import Phone

KEY = "dedicated_sergeant"


@pytest.fixture
def people(app):
    found = open_office()
    found["second"] = make_person("second@example.invalid", Role.ADMINISTRATOR)
    publish()
    return found


def fetch(record_id):
    with reading() as connection:
        return SqlStore(connection).records({record_id}).get(record_id)


def propose(phone, changes, **more):
    fields = {"changes": changes, "note": "Moved", **more}
    (outcome,) = phone.push(
        phone.add(
            kind="propose_arrangements", feed="arrangements:wirral", record_id=new_id(),
            base_version=0, fields=fields, occurred_at=clock.now(),
        )
    )  # fmt: skip
    return outcome


def decide(client, name, kind, **fields):
    phone = phone_of(client, name)
    (draft,) = records_of(phone, "arrangement_draft").values()
    return act(phone, kind, draft, **fields)


def alerts(client, name):
    return [one["fields"] for one in records_of(phone_of(client, name), "alert").values()]


def test_what_is_published_once_is_not_published_again(people):
    before = {one: fetch(one).version for one in (arrangements_id("wirral"), profile_id("wirral"))}
    publish()

    assert {one: fetch(one).version for one in before} == before


def test_administrators_read_arrangements_and_nobody_else(people, client):
    assert records_of(phone_of(client, "admin"), "arrangements")
    for name in ("manager", "worker"):
        phone = phone_of(client, name)
        for kind in ("arrangements", "contact", "profile_version", "arrangement_draft"):
            assert not records_of(phone, kind)


def test_a_correction_goes_from_one_administrator_by_another_to_the_phones(people, client):
    change = {f"{SERGEANT}.{name}": RIGHT[name] for name in RIGHT}
    assert propose(phone_of(client, "admin"), change)["status"] == "accepted"
    assert worker.run_once(client.application) > 0
    assert [one["kind"] for one in alerts(client, "second")] == ["arrangements_to_approve"]
    assert alerts(client, "admin") == []

    own = decide(client, "admin", "approve_arrangements")
    assert own["reason"]["code"] == "not-yourself"
    assert decide(client, "second", "approve_arrangements")["status"] == "accepted"
    worker.run_once(client.application)

    lines = records_of(phone_of(client, "worker"), "call_line").values()
    shown = {
        entry["number"]
        for line in lines
        for window in line["fields"]["windows"]
        for entry in window["entries"]
        if entry["key"] == KEY
    }
    assert shown == {RIGHT["number"]}
    assert [one["kind"] for one in alerts(client, "admin")] == ["arrangements_decided"]


def test_a_wrong_number_reaches_the_administrators_of_today(people, client):
    phone = phone_of(client, "worker")
    fields = {
        "line_key": KEY, "number": fetch(contact_id("wirral", KEY)).fields["number"],
        "called": "police", "outcome": "wrong_number", "started_at": time_text(clock.now()),
    }  # fmt: skip
    feed = f"person:{people['worker'].id}"
    for _ in range(2):
        (outcome,) = phone.push(
            phone.add(
                kind="log_call", feed=feed, record_id=new_id(), base_version=0, fields=fields,
                occurred_at=clock.now(),
            )
        )  # fmt: skip
        assert outcome["status"] == "accepted"
    worker.run_once(client.application)

    for name in ("admin", "second"):
        (first, _) = alerts(client, name)
        assert first["kind"] == "number_reported_wrong"
        assert first["subject_id"] == contact_id("wirral", KEY)
    assert alerts(client, "manager") == []


def test_what_is_agreed_for_later_is_published_when_it_begins(people, client, time_machine):
    later = clock.now() + timedelta(hours=3)
    time_machine.move_to(clock.now(), tick=False)
    label = {"urgent.categories.complex.label": "Organised abuse"}
    propose(phone_of(client, "admin"), label, effective_from=time_text(later))
    assert decide(client, "second", "approve_arrangements")["status"] == "accepted"
    worker.run_once(client.application)
    assert fetch(profile_id("wirral")).fields["version"] == 1

    time_machine.move_to(later + timedelta(seconds=1), tick=False)
    worker.run_once(client.application)

    told = fetch(profile_id("wirral")).fields
    assert told["version"] == 2
    labels = {one["code"]: one["label"] for one in told["urgent_categories"]}
    assert labels["complex"] == "Organised abuse"


def test_the_worker_has_no_job_of_it_that_it_cannot_do(people, client):
    propose(phone_of(client, "admin"), {f"{SERGEANT}.use": "Something else"})
    decide(client, "second", "decline_arrangements", reason="Not so")
    worker.run_once(client.application)

    with reading() as connection:
        left = select(func.count()).where(JOBS.c.done_at.is_(None))
        assert connection.scalar(left) == 0


def test_somebody_elsewhere_does_not_approve(people, client):
    propose(phone_of(client, "admin"), {f"{SERGEANT}.use": "Something else"})
    (draft,) = records_of(phone_of(client, "second"), "arrangement_draft").values()
    make_person("far@example.invalid", Role.ADMINISTRATOR, area="northamptonshire")
    told = sign_in(client, "far@example.invalid").get_json()

    outcome = act(
        Phone(client, told["device_id"], told["access_token"]), "approve_arrangements", draft
    )
    assert outcome["reason"]["code"] == "not-allowed"
