"""Signing in, staying signed in, and being signed out."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from backend.config import Config, HashCost
from backend.database import reading, reading_session, writing
from backend.people.models import Device, Person, SignInSession
from tests.backend.people.people_builders import (
    EMAIL,
    PASSWORD,
    bearer,
    make_person,
    me,
    refresh,
    sign_in,
)

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_a_person_signs_in_and_is_known(client: FlaskClient, config: Config) -> None:
    person = make_person(phone="01632 960001")

    answer = sign_in(client, install="0199f000-0000-7000-8000-000000000001")

    assert answer.status_code == 200
    told = answer.get_json()
    assert told["person"] == {
        "id": person.id,
        "name": "Ash Marlow",
        "role": "social_worker",
        "area": "wirral",
        "team_id": None,
        "phone": "01632 960001",
    }
    assert told["device_id"] == "0199f000-0000-7000-8000-000000000001"
    assert told["push_key"] == config.push_public_key
    assert told["demo"] is False
    again = me(client, told["access_token"]).get_json()
    same = ("person", "device_id", "push_key", "letterbox_keys", "demo")
    assert again == {k: told[k] for k in same}


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "wrong horse"), ("nobody@example.invalid", PASSWORD), (EMAIL, f" {PASSWORD} ")],
)
def test_a_wrong_one_is_told_no_more_than_that(
    client: FlaskClient, email: str, password: str
) -> None:
    make_person()

    answer = sign_in(client, email, password)

    assert answer.status_code == 401
    assert answer.get_json() == {
        "code": "wrong-email-or-password",
        "message": "The e-mail address or the password is not right.",
        "fields": {},
    }


def test_an_email_is_the_same_however_it_is_written(client: FlaskClient) -> None:
    make_person()

    assert sign_in(client, " Worker@Example.INVALID ").status_code == 200


def test_an_account_without_a_password_cannot_be_signed_in_to(client: FlaskClient) -> None:
    make_person()
    with writing() as connection:
        connection.execute(update(Person).values(password_hash=None))

    assert sign_in(client).status_code == 401


def test_an_access_token_lives_fifteen_minutes(client: FlaskClient) -> None:
    make_person()
    with time_machine.travel(START, tick=False) as clock:
        token = sign_in(client).get_json()["access_token"]
        clock.shift(timedelta(minutes=14))
        assert me(client, token).status_code == 200
        clock.shift(timedelta(minutes=2))
        answer = me(client, token)

    assert answer.status_code == 401
    assert answer.get_json()["code"] == "token-expired"


def test_a_refresh_that_got_lost_can_be_asked_again(client: FlaskClient) -> None:
    make_person()
    first = sign_in(client).get_json()["refresh_token"]

    refresh(client, first)  # the answer never arrives
    second = refresh(client, first).get_json()["refresh_token"]
    third = refresh(client, second)

    assert third.status_code == 200
    assert me(client, third.get_json()["access_token"]).status_code == 200


def test_an_old_refresh_token_ends_the_session(client: FlaskClient) -> None:
    make_person()
    first = sign_in(client).get_json()["refresh_token"]
    second = refresh(client, first).get_json()["refresh_token"]
    third = refresh(client, second).get_json()

    stolen = refresh(client, first)

    assert stolen.status_code == 401
    assert stolen.get_json()["code"] == "session-ended"
    assert refresh(client, third["refresh_token"]).status_code == 401
    assert me(client, third["access_token"]).get_json()["code"] == "session-ended"
    with reading() as connection:
        assert connection.scalar(select(SignInSession.ended_because)) == "refresh-token-reused"


def test_a_session_unused_for_two_weeks_is_over(client: FlaskClient) -> None:
    make_person()
    with time_machine.travel(START, tick=False) as clock:
        token = sign_in(client).get_json()["refresh_token"]
        clock.shift(timedelta(days=13))
        token = refresh(client, token).get_json()["refresh_token"]
        clock.shift(timedelta(days=13))
        token = refresh(client, token).get_json()["refresh_token"]
        clock.shift(timedelta(days=15))

        assert refresh(client, token).status_code == 401


def test_an_access_token_refreshes_nothing_and_a_refresh_token_opens_nothing(
    client: FlaskClient,
) -> None:
    make_person()
    told = sign_in(client).get_json()

    assert refresh(client, told["access_token"]).status_code == 401
    assert me(client, told["refresh_token"]).status_code == 401


def test_signing_out_ends_the_session_even_with_an_expired_token(client: FlaskClient) -> None:
    make_person()
    with time_machine.travel(START, tick=False) as clock:
        told = sign_in(client).get_json()
        clock.shift(timedelta(minutes=20))
        out = client.post("/sign-out", headers=bearer(told["access_token"]))

        assert out.status_code == 204
        assert refresh(client, told["refresh_token"]).status_code == 401
        again = client.post("/sign-out", json={"refresh_token": told["refresh_token"]})
        assert again.status_code == 204


def test_ended_people_lose_access_at_once(client: FlaskClient) -> None:
    make_person()
    told = sign_in(client).get_json()
    with writing() as connection:
        connection.execute(update(Person).values(ended_at=datetime.now(UTC)))

    assert me(client, told["access_token"]).status_code == 401
    assert refresh(client, told["refresh_token"]).status_code == 401
    assert sign_in(client).status_code == 401


def test_a_revoked_device_loses_access_at_once_and_for_good(client: FlaskClient) -> None:
    make_person()
    told = sign_in(client).get_json()
    with writing() as connection:
        connection.execute(update(Device).values(revoked_at=datetime.now(UTC)))

    assert me(client, told["access_token"]).status_code == 401
    assert refresh(client, told["refresh_token"]).status_code == 401
    assert sign_in(client, install=told["device_id"]).get_json()["code"] == "device-revoked"
    assert sign_in(client).status_code == 200


def test_signing_in_again_on_an_install_keeps_its_device_and_ends_the_session_before(
    client: FlaskClient,
) -> None:
    make_person()
    install = str(uuid.uuid4())
    before = sign_in(client, install=install).get_json()
    after = sign_in(client, install=install).get_json()

    assert after["device_id"] == before["device_id"] == install
    assert me(client, before["access_token"]).status_code == 401
    assert me(client, after["access_token"]).status_code == 200


def test_two_people_on_one_install_have_a_device_each(client: FlaskClient) -> None:
    make_person()
    make_person("other@example.invalid")
    install = str(uuid.uuid4())

    first = sign_in(client, install=install).get_json()
    other = sign_in(client, "other@example.invalid", install=install).get_json()
    other_again = sign_in(client, "other@example.invalid", install=install).get_json()

    assert first["device_id"] == install
    assert other["device_id"] == other_again["device_id"] != install
    assert me(client, first["access_token"]).status_code == 200


def test_a_persons_devices_are_listed_to_them_alone(client: FlaskClient) -> None:
    make_person()
    make_person("other@example.invalid")
    sign_in(client, "other@example.invalid")
    sign_in(client)
    token = sign_in(client).get_json()["access_token"]

    listed = client.get("/devices", headers=bearer(token)).get_json()

    assert [d["this_one"] for d in listed] == [True, False]
    assert listed[0]["last_seen_at"].endswith("Z")
    assert set(listed[0]) == {
        "id",
        "name",
        "created_at",
        "last_seen_at",
        "app_release",
        "waiting",
        "waiting_since",
        "revoked_at",
        "lost_at",
        "wipe_asked_at",
        "wiped_at",
        "this_one",
    }


def test_a_hash_that_has_become_too_cheap_is_made_again(
    client: FlaskClient, app: Flask, config: Config
) -> None:
    make_person()
    dearer = replace(config, hash_cost=HashCost(time=2, memory_kib=16, lanes=1))
    app.extensions["doorstep"] = dearer

    assert sign_in(client).status_code == 200

    with reading_session() as session:
        assert "m=16,t=2" in (session.scalar(select(Person.password_hash)) or "")
    assert sign_in(client).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"aud": "another"},
        {"iss": "another"},
        {"sub": 7},
        {"sid": None},
        {"turn": "0"},
        {"exp": None},
        {"type": "refresh"},
    ],
)
def test_a_token_that_is_not_quite_ours_is_not_believed(
    client: FlaskClient, config: Config, change: dict[str, Any]
) -> None:
    make_person()
    good = sign_in(client).get_json()["access_token"]
    claims = jwt.decode(good, config.token_key, algorithms=["HS256"], audience="doorstep")
    changed = {k: v for k, v in (claims | change).items() if v is not None}
    forged = jwt.encode(changed, config.token_key, algorithm="HS256")

    answer = me(client, forged)

    assert answer.status_code == 401
    assert set(answer.get_json()) == {"code", "message", "fields"}


def test_a_token_signed_with_nothing_is_not_believed(client: FlaskClient, config: Config) -> None:
    make_person()
    good = sign_in(client).get_json()["access_token"]
    claims = jwt.decode(good, config.token_key, algorithms=["HS256"], audience="doorstep")

    assert me(client, jwt.encode(claims, "", algorithm="none")).status_code == 401
