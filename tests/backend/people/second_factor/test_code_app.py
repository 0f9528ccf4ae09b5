"""A code of an app as the second step."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from backend.database import reading
from backend.people.models import SignInSession
from backend.people.second_factor.models import CodeApp
from tests.backend.people.people_builders import bearer, make_person, me, sign_in
from tests.backend.people.second_factor.steps import (
    ask,
    code_of,
    first_step,
    second_step,
    set_up_app,
)

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def sessions() -> int:
    with reading() as connection:
        return connection.scalar(select(func.count()).select_from(SignInSession)) or 0


def test_a_password_alone_opens_nothing_once_an_app_is_set_up(
    client: FlaskClient, clock: time_machine.Traveller
) -> None:
    make_person()
    secret, _ = set_up_app(client)
    before = sessions()
    clock.shift(timedelta(minutes=1))

    asked = first_step(client)
    assert asked["methods"] == ["totp", "recovery"]
    assert asked["enrol"] is False
    assert sessions() == before

    done = second_step(client, asked["ticket"], "totp", code=code_of(secret))
    assert done.status_code == 200
    assert "recovery_codes" not in done.get_json()
    assert me(client, done.get_json()["access_token"]).status_code == 200


def test_a_ticket_is_good_once_and_for_ten_minutes(
    client: FlaskClient, clock: time_machine.Traveller
) -> None:
    make_person()
    secret, _ = set_up_app(client)
    clock.shift(timedelta(minutes=1))
    ticket, late = first_step(client)["ticket"], first_step(client)["ticket"]

    assert second_step(client, ticket, "totp", code=code_of(secret)).status_code == 200
    clock.shift(timedelta(minutes=1))
    again = second_step(client, ticket, "totp", code=code_of(secret))
    assert (again.status_code, again.get_json()["code"]) == (401, "ticket-ended")
    clock.shift(timedelta(minutes=10))
    assert second_step(client, late, "totp", code=code_of(secret)).status_code == 401


def test_no_code_is_good_twice(client: FlaskClient, clock: time_machine.Traveller) -> None:
    make_person()
    secret, _ = set_up_app(client)  # takes the code of this half minute
    used = second_step(client, first_step(client)["ticket"], "totp", code=code_of(secret))
    assert used.get_json()["code"] == "code-used"

    following = code_of(secret, 1)
    assert (
        second_step(client, first_step(client)["ticket"], "totp", code=following).status_code == 200
    )
    clock.shift(timedelta(seconds=30))
    for code in (code_of(secret), code_of(secret, -1)):
        again = second_step(client, first_step(client)["ticket"], "totp", code=code)
        assert again.get_json()["code"] == "code-used"


@pytest.mark.parametrize(("off", "status"), [(-2, 403), (-1, 200), (0, 200), (1, 200), (2, 403)])
def test_a_clock_may_be_one_step_off(
    client: FlaskClient, clock: time_machine.Traveller, off: int, status: int
) -> None:
    make_person()
    secret, _ = set_up_app(client)
    clock.shift(timedelta(minutes=5))

    answer = second_step(client, first_step(client)["ticket"], "totp", code=code_of(secret, off))

    assert answer.status_code == status


def test_guessing_codes_gets_slow_though_the_password_is_known(client: FlaskClient) -> None:
    make_person()
    set_up_app(client)
    codes = []
    for guess in range(9):
        asked = sign_in(client)
        if asked.status_code == 429:
            codes.append(429)
            break
        ticket = asked.get_json()["second_factor"]["ticket"]
        codes.append(second_step(client, ticket, "totp", code=f"{guess:06}").status_code)

    assert codes == [403] * 4 + [429]


def test_a_wrong_code_leaves_no_session_and_the_ticket_stays(
    client: FlaskClient, clock: time_machine.Traveller
) -> None:
    make_person()
    secret, _ = set_up_app(client)
    before = sessions()
    clock.shift(timedelta(minutes=1))
    ticket = first_step(client)["ticket"]

    wrong = second_step(client, ticket, "totp", code="000000")
    assert wrong.status_code == 403
    assert wrong.get_json()["message"].startswith("That code is not right.")
    assert sessions() == before
    assert second_step(client, ticket, "totp", code=code_of(secret)).status_code == 200


def test_an_app_is_nothing_until_a_code_of_it_was_typed(client: FlaskClient) -> None:
    make_person()
    token = sign_in(client).get_json()["access_token"]
    first = ask(client, "totp", token).get_json()["secret"]
    second = ask(client, "totp", token).get_json()

    assert second["link"].startswith("otpauth://totp/Doorstep:worker%40example.invalid?secret=")
    assert ask(client, "totp/confirm", token, code=code_of(first)).status_code == 403
    assert "access_token" in sign_in(client).get_json()


def test_the_database_alone_makes_no_codes(client: FlaskClient, app: Flask) -> None:
    make_person()
    secret, _ = set_up_app(client)

    with reading() as connection:
        kept = connection.scalar(select(CodeApp.secret)) or b""
    assert kept
    assert secret.encode() not in kept


def test_taking_the_app_away_needs_a_code_of_it(
    client: FlaskClient, clock: time_machine.Traveller
) -> None:
    make_person()
    secret, _ = set_up_app(client)
    clock.shift(timedelta(minutes=1))
    signed_in = second_step(client, first_step(client)["ticket"], "totp", code=code_of(secret))
    token = signed_in.get_json()["access_token"]
    clock.shift(timedelta(minutes=1))

    assert ask(client, "remove", token, method="totp").status_code == 422
    assert ask(client, "remove", token, method="totp", code="000000").status_code == 403
    assert ask(client, "totp", token, code="000000").status_code == 403
    gone = ask(client, "remove", token, method="totp", code=code_of(secret))
    assert gone.get_json() == client.get("/second-factor", headers=bearer(token)).get_json()
    assert gone.get_json()["app_since"] is None
    assert gone.get_json()["recovery_codes_left"] == 0
    assert "access_token" in sign_in(client).get_json()
