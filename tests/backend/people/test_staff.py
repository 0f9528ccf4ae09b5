"""An administrator adds people, changes what they do, ends their access; everywhere at once."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient

from backend import clock
from backend.people.invitations import hash_of
from backend.people.staff import account_id
from sync.messages import time_text
from tests.backend.people.office import (
    OTHER_TEAM,
    TEAM,
    act,
    open_office,
    phone_of,
    publish,
    records_of,
)
from tests.backend.people.people_builders import me, refresh, sign_in
from tests.backend.sync_api.shelves import Phone

EMAIL, CODE, PASSWORD = "New@Example.invalid", "ABCD-EFGH-JKLM", "a long password"


@pytest.fixture
def phones(client: FlaskClient) -> dict[str, Phone]:
    return {name: phone_of(client, name) for name in open_office()}


def add(admin: Phone, **more: Any) -> dict[str, Any]:
    """The administrator adds a social worker of the first team."""
    fields = {"email": EMAIL, "name": "Invented New", "role": "social_worker", "team_id": TEAM}
    change = admin.add(
        kind="add_person", feed="people:wirral", record_id=account_id(EMAIL),
        fields={**fields, "invitation": hash_of(EMAIL, CODE), **more}, occurred_at=clock.now(),
    )  # fmt: skip
    (outcome,) = admin.push(change)
    return outcome


def account(admin: Phone, email: str) -> dict[str, Any]:
    return records_of(admin, "account")[account_id(email)]


def join(client: FlaskClient, code: str = CODE) -> int:
    asked = {"email": EMAIL, "code": code, "password": PASSWORD}
    return client.post("/join", json=asked).status_code


def test_somebody_added_chooses_a_password_with_the_code_and_signs_in(
    phones: dict[str, Phone], client: FlaskClient
) -> None:
    assert add(phones["admin"])["status"] == "accepted"

    assert join(client, "ABCD-EFGH-JKLX") == 403
    assert join(client, "abcd efgh jklm") == 204
    assert join(client) == 403
    assert sign_in(client, EMAIL, PASSWORD).get_json()["person"]["team_id"] == TEAM
    shown = account(phones["admin"], EMAIL)["fields"]
    assert "invitation" not in shown
    colleagues = records_of(phones["worker"], "person")
    assert colleagues[shown["person_id"]]["fields"]["name"] == "Invented New"


def test_a_code_is_good_for_a_week(phones: dict[str, Phone], client: FlaskClient) -> None:
    add(phones["admin"])
    with time_machine.travel(clock.now() + timedelta(days=8), tick=True):
        assert join(client) == 403


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"role": "social_worker", "team_id": None}, "team-needed"),
        ({"email": "not an e-mail"}, "invalid-fields"),
        ({"team_id": "01920000-0000-7000-8000-000000000003"}, "no-such-team"),
        ({"email": "worker@example.invalid"}, "wrong-id"),
        ({"role": "server"}, "invalid-fields"),
    ],
)
def test_what_does_not_fit_is_refused(
    phones: dict[str, Phone], more: dict[str, Any], code: str
) -> None:
    assert add(phones["admin"], **more)["reason"]["code"] == code


def test_an_email_is_used_once(phones: dict[str, Phone]) -> None:
    assert add(phones["admin"])["status"] == "accepted"
    assert add(phones["admin"], name="Somebody else")["reason"]["code"] == "email-taken"


def test_promise_4_whose_access_ends_is_out_everywhere_at_once(phones: dict[str, Phone]) -> None:
    admin, worker = phones["admin"], phones["worker"]
    told = sign_in(worker.client, "worker@example.invalid").get_json()
    ended = account(admin, "worker@example.invalid")
    assert act(admin, "end_person_access", ended, at=time_text(clock.now()))["status"] == "accepted"

    answer = worker.sync(pull={"cursor": None, "check_all": False, "refresh": []})
    assert answer.status_code == 401
    assert answer.headers["Doorstep-Order"] == "sign-out"
    assert me(worker.client, told["access_token"]).status_code == 401
    assert refresh(worker.client, told["refresh_token"]).status_code == 401
    assert sign_in(worker.client, "worker@example.invalid").status_code == 401
    person = records_of(phones["manager"], "person")[ended["fields"]["person_id"]]
    assert person["fields"]["ended_at"] is not None
    back = account(admin, "worker@example.invalid")
    act(admin, "restore_access", back)
    assert sign_in(worker.client, "worker@example.invalid").status_code == 200


def test_access_that_ends_later_goes_on_until_then(phones: dict[str, Phone]) -> None:
    admin, worker = phones["admin"], phones["worker"]
    soon = clock.now() + timedelta(minutes=5)
    act(admin, "end_person_access", account(admin, "worker@example.invalid"), at=time_text(soon))

    assert worker.sync().status_code == 200
    with time_machine.travel(soon + timedelta(seconds=1), tick=True):
        assert worker.sync().status_code == 401


def test_a_change_of_team_changes_what_is_read_from_the_next_pull_on(
    phones: dict[str, Phone],
) -> None:
    admin, stranger = phones["admin"], phones["stranger"]
    moved = account(admin, "worker@example.invalid")
    act(admin, "change_person", moved, team_id=OTHER_TEAM, role="team_manager")

    assert phones["worker"].device_id in records_of(stranger, "device")
    teams = records_of(admin, "team")
    assert moved["fields"]["person_id"] in teams[OTHER_TEAM]["fields"]["managers"]


def test_an_administrator_does_not_shut_themself_out(phones: dict[str, Phone]) -> None:
    admin = phones["admin"]
    own = account(admin, "admin@example.invalid")

    for kind, fields in (("end_person_access", {"at": time_text(clock.now())}),
                         ("change_person", {"role": "health"})):  # fmt: skip
        assert act(admin, kind, own, **fields)["reason"]["code"] == "not-yourself"


def test_what_was_changed_in_the_app_is_published_again_without_a_conflict(
    phones: dict[str, Phone],
) -> None:
    admin = phones["admin"]
    act(admin, "change_person", account(admin, "worker@example.invalid"), name="Another Name")
    publish()

    person_id = account(admin, "worker@example.invalid")["fields"]["person_id"]
    person = records_of(admin, "person")[person_id]
    assert (person["fields"]["name"], person["conflicts"]) == ("Another Name", [])
