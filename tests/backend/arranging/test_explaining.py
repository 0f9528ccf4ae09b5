"""Trying a moment, as it was agreed and with a change that waits for approval."""

import pytest

from backend import clock
from backend.database import writing
from backend.people.author import Role
from backend.publishing import publish_areas
from tests.backend.areas.arranged import RIGHT, SERGEANT
from tests.backend.council import new_id
from tests.backend.people.people_builders import bearer, make_person, sign_in
from tests.backend.sync_api.shelves import Phone

MONDAY = {"at": "2026-11-23T10:00:00Z", "role": "team_manager", "category": "serious_risk"}


@pytest.fixture
def office(app, client):
    make_person("admin@example.invalid", Role.ADMINISTRATOR)
    make_person("worker@example.invalid", Role.SOCIAL_WORKER)
    with writing() as connection:
        publish_areas(connection, clock.now(), demo=False)
    return client


def token_of(client, who):
    return sign_in(client, f"{who}@example.invalid").get_json()


def ask(client, who="admin", **more):
    headers = bearer(token_of(client, who)["access_token"])
    return client.post("/areas/explain", json={**MONDAY, **more}, headers=headers)


def propose(client):
    told, draft = token_of(client, "admin"), new_id()
    phone = Phone(client, told["device_id"], told["access_token"])
    changes = {f"{SERGEANT}.{name}": RIGHT[name] for name in RIGHT}
    fields = {"changes": changes, "note": "Moved"}
    (outcome,) = phone.push(
        phone.add(
            kind="propose_arrangements", feed="arrangements:wirral", record_id=draft,
            base_version=0, fields=fields, occurred_at=clock.now(),
        )
    )  # fmt: skip
    assert outcome["status"] == "accepted"
    return draft


def test_eight_answers_each_with_its_source(office):
    told = ask(office).get_json()

    assert [one["key"] for one in told["answers"]][0] == "call_now"
    assert len(told["answers"]) == 8
    assert all(one["source"] for one in told["answers"])
    assert "07967 348834" in str(told["answers"][0])


def test_a_change_is_tried_before_anybody_has_approved_it(office):
    draft = propose(office)

    assert RIGHT["shown"] in str(ask(office, draft_id=draft).get_json()["answers"][0])
    assert RIGHT["shown"] not in str(ask(office).get_json()["answers"][0])


def test_what_cannot_be_asked_is_said_in_plain_words(office):
    answer = ask(office, category="no_such_category")

    assert answer.status_code == 422
    assert answer.get_json()["fields"]
    assert ask(office, draft_id=new_id()).status_code == 404


def test_promise_4_only_an_administrator_asks(office):
    assert ask(office, who="worker").status_code == 403
