"""Tokens copied off a phone are of no use: each request proves that it comes from the phone."""

import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from joserfc import jwt
from joserfc.jwk import OctKey

from backend import create_app
from backend.config import Config
from backend.database import db
from tests.backend.people.device_key import DeviceKey, b64
from tests.backend.people.people_builders import EMAIL, PASSWORD, bearer, make_person, me, refresh

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STAMP = int(NOW.timestamp())


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def key() -> DeviceKey:
    return DeviceKey()


def sign_in_with(client: FlaskClient, public_key: str, install: str | None = None) -> Any:
    device = {"id": install or str(uuid.uuid4()), "name": "Pixel", "public_key": public_key}
    return client.post("/sign-in", json={"email": EMAIL, "password": PASSWORD, "device": device})


@pytest.fixture
def tokens(client: FlaskClient, key: DeviceKey) -> dict[str, str]:
    """Of somebody whose phone has that key."""
    make_person()
    told: dict[str, str] = sign_in_with(client, key.public_key).get_json()
    return told


def ask(client: FlaskClient, headers: dict[str, str]) -> tuple[int, str | None]:
    answer = client.get("/me", headers=headers)
    return answer.status_code, answer.get_json().get("code")


def test_the_phone_itself_is_believed(
    client: FlaskClient, key: DeviceKey, tokens: dict[str, str]
) -> None:
    for _ in range(2):
        assert ask(client, key.prove("GET", "/me", tokens["access_token"])) == (200, None)

    said = {"refresh_token": tokens["refresh_token"]}
    fresh = client.post("/refresh", json=said, headers=key.prove("POST", "/refresh", None))
    assert fresh.status_code == 200
    proof = key.prove("GET", "/me", fresh.get_json()["access_token"])
    assert ask(client, proof) == (200, None)


def test_a_copied_token_opens_nothing_and_renews_nothing(
    client: FlaskClient, key: DeviceKey, tokens: dict[str, str]
) -> None:
    thief = DeviceKey()
    token = tokens["access_token"]

    assert me(client, token).get_json()["code"] == "proof-needed"
    assert ask(client, thief.prove("GET", "/me", token)) == (401, "proof-needed")
    assert ask(client, thief.prove("GET", "/me", token, jwk=key.jwk)) == (401, "proof-needed")
    assert refresh(client, tokens["refresh_token"]).get_json()["code"] == "proof-needed"
    said = {"refresh_token": tokens["refresh_token"]}
    stolen = client.post("/refresh", json=said, headers=thief.prove("POST", "/refresh", None))
    assert stolen.get_json()["code"] == "proof-needed"
    assert ask(client, key.prove("GET", "/me", token)) == (200, None)  # and the phone goes on


@pytest.mark.parametrize(
    "bend",
    [
        {"htm": "POST"},
        {"htm": None},
        {"htu": "https://doorstep.example/devices"},
        {"htu": None},
        {"htu": 7},
        {"ath": None},
        {"ath": b64(b"another token")},
        {"iat": None},
        {"iat": True},
        {"iat": str(STAMP)},
        {"iat": float("nan")},
        {"iat": float("inf")},
        {"jti": None},
        {"jti": 7},
        {"typ": "JWT"},
        {"jwk": {}},
    ],
)
def test_a_proof_of_something_else_is_none(
    client: FlaskClient, key: DeviceKey, tokens: dict[str, str], bend: dict[str, Any]
) -> None:
    proof = key.prove("GET", "/me", tokens["access_token"], **bend)

    assert ask(client, proof) == (401, "proof-needed")


@pytest.mark.parametrize("jti", ["", "x" * 201])
def test_a_proof_has_a_name(
    client: FlaskClient, key: DeviceKey, tokens: dict[str, str], jti: str
) -> None:
    assert ask(client, key.prove("GET", "/me", tokens["access_token"], jti=jti))[0] == 401


@pytest.mark.parametrize("proof", ["", "rubbish", "a.b.c", "\u00e9", "x" * 5000])
def test_rubbish_is_no_proof(client: FlaskClient, tokens: dict[str, str], proof: str) -> None:
    headers = bearer(tokens["access_token"]) | {"DPoP": proof}

    assert ask(client, headers) == (401, "proof-needed")


def test_a_proof_signed_by_a_shared_word_or_nothing_is_none(
    client: FlaskClient, key: DeviceKey, tokens: dict[str, str]
) -> None:
    good = key.prove("GET", "/me", tokens["access_token"])
    head, body, _ = good["DPoP"].split(".")
    claims = {"htm": "GET", "htu": "/me", "iat": STAMP, "jti": "x"}
    secret = OctKey.import_key("a word of thirty-two letters or so")
    forged = jwt.encode({"alg": "HS256", "typ": "dpop+jwt", "jwk": key.jwk}, claims, secret)

    for proof in (f"{head}.{body}.", forged, f"{good['DPoP']},{good['DPoP']}"):
        assert ask(client, good | {"DPoP": proof}) == (401, "proof-needed")


def test_no_proof_is_good_twice_whichever_process_is_asked(
    app: Flask, config: Config, key: DeviceKey, client: FlaskClient, tokens: dict[str, str]
) -> None:
    proof = key.prove("GET", "/me", tokens["access_token"])
    other = create_app(config)
    with other.app_context():
        assert ask(other.test_client(), proof) == (200, None)
        db.engine.dispose()

    assert ask(client, proof) == (401, "proof-used")


def test_of_many_at_the_same_moment_one_is_answered(
    app: Flask, key: DeviceKey, tokens: dict[str, str]
) -> None:
    proof, codes = key.prove("GET", "/me", tokens["access_token"]), []

    def try_once() -> None:
        codes.append(ask(app.test_client(), proof)[0])

    tries = [threading.Thread(target=try_once) for _ in range(8)]
    for one in tries:
        one.start()
    for one in tries:
        one.join(20)

    assert sorted(codes) == [200] + [401] * 7


@pytest.mark.parametrize(("off", "good"), [(-299, True), (299, True), (-301, False), (301, False)])
def test_a_phone_whose_clock_is_wrong_is_told_the_time(
    client: FlaskClient, key: DeviceKey, tokens: dict[str, str], off: int, good: bool
) -> None:
    proof = key.prove("GET", "/me", tokens["access_token"], iat=STAMP + off)
    answer = client.get("/me", headers=proof)

    assert (answer.status_code == 200) == good
    if not good:
        told = answer.get_json()
        assert told["code"] == "proof-clock"
        assert told["fields"] == {"now": "2026-11-22T09:00:00.000Z"}


def test_an_old_proof_stays_used_until_it_is_too_old(
    client: FlaskClient, key: DeviceKey, tokens: dict[str, str], clock: time_machine.Traveller
) -> None:
    proof = key.prove("GET", "/me", tokens["access_token"], iat=STAMP + 299)
    assert ask(client, proof) == (200, None)
    clock.shift(timedelta(minutes=9))
    assert ask(client, proof) == (401, "proof-used")
    clock.shift(timedelta(minutes=1))
    assert ask(client, proof) == (401, "proof-clock")


def test_signing_in_again_with_another_key_ends_the_one_before(
    client: FlaskClient, key: DeviceKey, tokens: dict[str, str]
) -> None:
    other = DeviceKey()
    install = tokens["device_id"]
    told = sign_in_with(client, other.public_key, install).get_json()

    assert ask(client, key.prove("GET", "/me", told["access_token"])) == (401, "proof-needed")
    assert ask(client, other.prove("GET", "/me", told["access_token"])) == (200, None)
    assert ask(client, key.prove("GET", "/me", tokens["access_token"])) == (401, "session-ended")


@pytest.mark.parametrize("bad", ["", "AAAA", "x" * 87, b64(b"\x04" + b"\x01" * 64), 7])
def test_a_key_that_is_no_point_of_the_curve_is_refused(client: FlaskClient, bad: Any) -> None:
    make_person()

    assert sign_in_with(client, bad).status_code == 422


def test_signing_out_asks_for_no_proof(client: FlaskClient, tokens: dict[str, str]) -> None:
    assert client.post("/sign-out", headers=bearer(tokens["access_token"])).status_code == 204
