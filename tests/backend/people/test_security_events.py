"""What happens with accounts and phones is noted: ids, times and fixed words, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import func, select

from backend import clock
from backend.database import reading, writing
from backend.people.models import SecurityEvent
from backend.people.security_events import (
    KEPT,
    PAGE,
    What,
    forget_old_events,
    note,
    note_key,
)
from sync.messages import time_text
from tests.backend.people.office import TEAM, act, email_of, open_office, phone_of, records_of
from tests.backend.people.people_builders import PASSWORD, bearer, make_person, refresh, sign_in
from tests.backend.people.second_factor.steps import (
    ask,
    code_of,
    first_step,
    second_step,
    set_up_app,
)
from tests.backend.sync_api.shelves import Phone

NOW = datetime(2026, 11, 22, 9, 5, tzinfo=UTC)
WRONG = "another one than that"


@pytest.fixture(autouse=True)
def moved() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def phones(client: FlaskClient) -> dict[str, Phone]:
    return {name: phone_of(client, name) for name in open_office()}


def events() -> list[str]:
    """In order, a word each; with how often, where it was more than once."""
    asked = select(SecurityEvent.what, SecurityEvent.times).order_by(SecurityEvent.id)
    with reading() as connection:
        found = connection.execute(asked).all()
    return [row.what if row.times == 1 else f"{row.what} {row.times}" for row in found]


def seen_by(phone: Phone, **asked: Any) -> list[dict[str, Any]]:
    headers = bearer(phone.token)
    answer = phone.client.get("/security-events", headers=headers, query_string=asked)
    assert answer.status_code == 200, answer.get_json()
    found: list[dict[str, Any]] = answer.get_json()["events"]
    return found


def test_wrong_passwords_are_counted_by_the_hour(
    client: FlaskClient, moved: time_machine.Traveller
) -> None:
    person = make_person()
    for _ in range(3):
        sign_in(client, password=WRONG)
    sign_in(client, "nobody@example.invalid")
    moved.shift(timedelta(hours=1))
    sign_in(client, password=WRONG)
    sign_in(client)

    assert events() == ["sign-in-failed 3", "sign-in-failed", "sign-in-failed", "signed-in"]
    with reading() as connection:
        whose = connection.scalars(select(SecurityEvent.person_id).order_by(SecurityEvent.id))
        assert whose.all() == [person.id, None, person.id, person.id]


def test_being_made_to_wait_is_noted(client: FlaskClient) -> None:
    make_person()
    while sign_in(client, password=WRONG).status_code != 429:
        pass

    assert events() == ["sign-in-failed 8", "too-many-tries"]


def test_second_steps_are_noted(client: FlaskClient, moved: time_machine.Traveller) -> None:
    make_person()
    secret, codes = set_up_app(client)
    second_step(client, first_step(client)["ticket"], "totp", code="000000")
    second_step(client, first_step(client)["ticket"], "recovery", code=codes[0])
    moved.shift(timedelta(minutes=1))
    done = second_step(client, first_step(client)["ticket"], "totp", code=code_of(secret))
    token = done.get_json()["access_token"]
    ask(client, "recovery-codes", token, code=codes[1])
    moved.shift(timedelta(minutes=1))
    ask(client, "remove", token, method="totp", code="000000")
    ask(client, "remove", token, method="totp", code=code_of(secret))

    assert events() == [
        "signed-in", "second-step-set", "second-step-failed", "recovery-code-used", "signed-in",
        "signed-in", "recovery-code-used", "recovery-codes-made", "second-step-failed",
        "second-step-removed",
    ]  # fmt: skip


def test_a_copied_sign_in_and_signing_out(client: FlaskClient) -> None:
    make_person()
    told = sign_in(client).get_json()
    following = refresh(client, told["refresh_token"]).get_json()
    refresh(client, following["refresh_token"])
    refresh(client, told["refresh_token"])
    other = sign_in(client).get_json()["access_token"]
    for _ in range(2):
        client.post("/sign-out", headers=bearer(other))

    assert events() == ["signed-in", "sign-in-copied", "signed-in", "signed-out"]


def test_what_is_done_to_phones_and_people_says_who_did_it(phones: dict[str, Phone]) -> None:
    admin, device = phones["admin"], phones["worker"].device_id
    for kind in ("report_device_lost", "report_device_found", "wipe_device", "revoke_device"):
        act(admin, kind, records_of(admin, "device")[device])
    for kind, fields in (
        ("change_person", {"role": "aswp", "team_id": TEAM}),
        ("change_person", {"name": "Else"}),
        ("invite_person", {"invitation": "0" * 64}),
        ("end_person_access", {"at": time_text(clock.now())}),
        ("restore_access", {}),
    ):
        accounts = records_of(admin, "account").values()
        (own,) = [one for one in accounts if one["fields"]["email"] == email_of("worker")]
        assert act(admin, kind, own, **fields)["status"] == "accepted"

    found = [one for one in reversed(seen_by(admin)) if one["by_id"]]
    assert [one["what"] for one in found] == [
        "device-lost", "device-found", "device-wipe-asked", "device-revoked",
        "role-changed", "person-invited", "access-ended", "access-restored",
    ]  # fmt: skip
    assert {one["device_id"] for one in found} == {device, None}
    assert len({one["by_id"] for one in found} | {one["person_id"] for one in found}) == 2


def test_what_is_refused_for_not_being_theirs_is_counted(phones: dict[str, Phone]) -> None:
    worker = phones["worker"]
    for _ in range(2):
        act(worker, "rename_team", {"feed": "area:wirral", "id": TEAM, "version": 1}, name="X")

    assert events()[-1] == "change-not-allowed 2"


def test_only_administrators_read_them_and_of_their_own_area(
    phones: dict[str, Phone], client: FlaskClient
) -> None:
    make_person("far@example.invalid", area="sefton")
    sign_in(client, "far@example.invalid")

    assert len(seen_by(phones["admin"])) == 4
    for name in ("manager", "worker", "stranger"):
        headers = bearer(phones[name].token)
        assert client.get("/security-events", headers=headers).status_code == 403


def test_older_ones_come_page_by_page_and_go_after_a_year(
    phones: dict[str, Phone], moved: time_machine.Traveller
) -> None:
    with writing() as connection:
        for _ in range(PAGE):
            note(connection, What.SIGNED_OUT)
    first = seen_by(phones["admin"])
    assert len(first) == PAGE
    assert len(seen_by(phones["admin"], before=first[-1]["id"])) == 4

    with writing() as connection:
        forget_old_events(connection, NOW + KEPT)
        assert connection.scalar(select(func.count()).select_from(SecurityEvent)) == PAGE + 4
        forget_old_events(connection, NOW + KEPT + timedelta(seconds=1))
        assert connection.scalar(select(func.count()).select_from(SecurityEvent)) == 0


def test_another_key_of_the_server_is_noted_once(phones: dict[str, Phone]) -> None:
    with writing() as connection:
        for name in ("first", "first", "second", "second"):
            note_key(connection, What.SERVER_KEY, name)
            note_key(connection, What.ATTACHMENT_KEY, name)

    assert events()[-4:] == ["server-key-changed", "attachment-key-changed"] * 2


def test_the_log_has_ids_only_and_only_of_what_was_not_rolled_back(
    client: FlaskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    person = make_person()
    capsys.readouterr()
    sign_in(client)
    with writing() as connection:
        note(connection, What.DEVICE_LOST, person.id)
        connection.rollback()

    logged = capsys.readouterr().out
    assert logged.count("security event") == 1
    assert person.id in logged
    for secret in (person.email, person.name, PASSWORD, "192.0.2.1", "device-lost"):
        assert secret not in logged
