"""Guessing gets slow, and nobody who is right is kept out."""

import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.database import reading, writing
from backend.errors import TooMany
from backend.people.models import SignInAttempt
from backend.people.throttle import Bucket, buckets_for, take_a_try
from tests.backend.people.people_builders import EMAIL, PASSWORD, make_person, sign_in

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SCHOOL = "198.51.100.7"


@pytest.fixture(autouse=True)
def clock() -> object:
    """A clock that stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def test_guessing_at_one_account_is_stopped_and_says_when_to_try_again(
    client: FlaskClient,
) -> None:
    make_person()
    answers = [sign_in(client, password="a wrong guess") for _ in range(9)]

    assert [a.status_code for a in answers] == [401] * 8 + [429]
    assert answers[-1].get_json()["code"] == "too-many-tries"
    assert answers[-1].get_json()["message"] == "Too many tries. Wait a minute, then try again."
    assert answers[-1].headers["Retry-After"] == "60"


def test_the_right_password_does_not_help_a_guesser_who_tries_too_often(
    client: FlaskClient,
) -> None:
    make_person()
    for _ in range(8):
        sign_in(client, password="a wrong guess")

    assert sign_in(client).status_code == 429


def test_a_wait_is_enough(client: FlaskClient, clock: time_machine.Traveller) -> None:
    make_person()
    for _ in range(8):
        sign_in(client, password="a wrong guess")
    clock.shift(timedelta(seconds=61))

    assert sign_in(client).status_code == 200


def test_a_right_password_forgets_the_wrong_ones(client: FlaskClient) -> None:
    make_person()
    for _ in range(3):
        answers = [sign_in(client, password="a slip") for _ in range(7)]
        assert {a.status_code for a in answers} == {401}
        assert sign_in(client).status_code == 200


def test_an_account_guessed_at_from_everywhere_is_slow_everywhere(client: FlaskClient) -> None:
    make_person()
    answers = [
        sign_in(client, password="a guess", address=f"203.0.113.{n}").status_code for n in range(31)
    ]

    assert answers == [401] * 30 + [429]


def test_nobody_can_lock_a_person_out_of_their_own_phone(client: FlaskClient) -> None:
    make_person()
    phone = str(uuid.uuid4())
    sign_in(client, install=phone)
    for n in range(40):
        sign_in(client, password="an attacker's guess", address=f"203.0.113.{n}")

    assert sign_in(client, install=phone).status_code == 200


def test_a_school_behind_one_address_is_not_locked_out(client: FlaskClient) -> None:
    workers = [make_person(f"worker{n}@example.invalid") for n in range(30)]
    for worker in workers:
        for _ in range(3):
            assert sign_in(client, worker.email, "a slip", address=SCHOOL).status_code == 401

    answers = {sign_in(client, w.email, address=SCHOOL).status_code for w in workers}

    assert answers == {200}


def test_one_address_cannot_try_every_account(client: FlaskClient) -> None:
    codes = [
        sign_in(client, f"name{n}@example.invalid", address=SCHOOL).status_code for n in range(201)
    ]

    assert codes.index(429) == 200


def test_an_unknown_account_is_throttled_like_a_known_one(client: FlaskClient) -> None:
    codes = [sign_in(client, "nobody@example.invalid").status_code for _ in range(9)]

    assert codes[-1] == 429


def test_tries_at_the_same_moment_are_all_counted(app: Flask) -> None:
    bucket, taken = Bucket("one", size=5, seconds_a_drop=60), []

    def try_once() -> None:
        with app.app_context():
            try:
                with writing() as connection:
                    take_a_try(connection, [bucket], NOW)
                taken.append(1)
            except TooMany:
                pass

    tries = [threading.Thread(target=try_once) for _ in range(12)]
    for one in tries:
        one.start()
    for one in tries:
        one.join(20)

    assert len(taken) == 5


def test_the_table_names_nobody(client: FlaskClient) -> None:
    make_person()
    sign_in(client, password="a slip", address=SCHOOL)

    with reading() as connection:
        keys = " ".join(connection.scalars(select(SignInAttempt.key)))
    assert keys
    assert EMAIL not in keys
    assert SCHOOL not in keys
    assert PASSWORD not in keys


def test_an_address_of_ipv4_counts_as_itself_however_it_is_written() -> None:
    def place(address: str) -> str:
        return buckets_for("secret", EMAIL, address, None)[-1].key

    assert place(f"::ffff:{SCHOOL}") == place(SCHOOL)
    assert place("::ffff:198.51.100.8") != place(SCHOOL)
    assert place("2001:db8::1") == place("2001:db8::2") != place("2001:db8:1::1")
