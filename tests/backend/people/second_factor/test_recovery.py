"""Recovery codes stand in for what was lost."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.database import reading
from backend.people.second_factor.models import RecoveryCode
from tests.backend.people.people_builders import bearer, make_person, sign_in
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


def test_ten_come_with_the_first_second_step_and_each_is_good_once(client: FlaskClient) -> None:
    make_person()
    _, codes = set_up_app(client)
    assert len(set(codes)) == 10
    assert all(re.fullmatch(r"([A-Z2-9]{4}-){3}[A-Z2-9]{4}", code) for code in codes)

    typed = f" {codes[3].lower().replace('-', ' ')} "
    done = second_step(client, first_step(client)["ticket"], "recovery", code=typed)
    assert done.status_code == 200
    again = second_step(client, first_step(client)["ticket"], "recovery", code=codes[3])
    assert (again.status_code, again.get_json()["code"]) == (403, "wrong-code")
    headers = bearer(done.get_json()["access_token"])
    assert client.get("/second-factor", headers=headers).get_json()["recovery_codes_left"] == 9


def test_another_persons_code_is_no_good(client: FlaskClient) -> None:
    make_person()
    make_person("other@example.invalid")
    set_up_app(client)
    _, of_another = set_up_app(client, email="other@example.invalid")

    answer = second_step(client, first_step(client)["ticket"], "recovery", code=of_another[0])

    assert answer.status_code == 403


def test_new_ones_end_the_old_ones(client: FlaskClient, clock: time_machine.Traveller) -> None:
    make_person()
    secret, old = set_up_app(client)
    clock.shift(timedelta(minutes=1))
    signed_in = second_step(client, first_step(client)["ticket"], "totp", code=code_of(secret))
    token = signed_in.get_json()["access_token"]

    new = ask(client, "recovery-codes", token, code=old[0]).get_json()["recovery_codes"]

    assert not set(new) & set(old)
    for code, status in ((old[1], 403), (new[0], 200)):
        ticket = first_step(client)["ticket"]
        assert second_step(client, ticket, "recovery", code=code).status_code == status


def test_whoever_has_no_second_step_gets_none(client: FlaskClient) -> None:
    make_person()
    token = sign_in(client).get_json()["access_token"]

    assert ask(client, "recovery-codes", token, code="AAAA").status_code == 409


def test_the_table_holds_hashes(client: FlaskClient) -> None:
    make_person()
    _, codes = set_up_app(client)

    with reading() as connection:
        kept = " ".join(connection.scalars(select(RecoveryCode.hash)))
    assert len(kept.split()) == 10
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
