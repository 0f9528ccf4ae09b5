"""The tables of docs/security.md are what the code does; every caller walks every route."""

import re
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend import clock
from backend.config import Config
from backend.people.author import Role
from backend.people.invitations import hash_of
from backend.web.doors import is_open
from tests.backend.access_table import calls, people, tables, written
from tests.backend.letterbox.phone import make_sealing_phone
from tests.backend.letterbox.town import mark
from tests.backend.people.people_builders import EMAIL, PASSWORD, bearer, make_person, sign_in
from tests.backend.people.second_factor.steps import code_of, first_step, second_step, set_up_app
from tests.backend.test_every_kind_from_outside import STATES

SHUT = {401, 403}
ADMINISTRATORS_OWN = {"/security-events", "/areas/explain", "/areas/passcodes"}


def test_the_document_says_what_is_so(app: Flask) -> None:
    assert written() == tables(app), "run `python -m tests.backend.access_table`"


def closed_routes(app: Flask) -> Iterator[tuple[str, str]]:
    """Those that ask who it is, with something plausible in the path."""
    for rule, method, endpoint in calls(app):
        if not is_open(app, endpoint):
            yield re.sub(r"<[^>]+>", str(uuid.uuid4()), rule), method


def test_every_role_is_let_in_where_the_table_says(app: Flask, client: FlaskClient) -> None:
    for role in people():
        email = make_person(f"{role}@example.invalid", role).email
        for path, method in closed_routes(app):
            token = sign_in(client, email).get_json()["access_token"]  # some end the session
            answer = client.open(path, method=method, json={}, headers=bearer(token))
            let_in = path not in ADMINISTRATORS_OWN or role is Role.ADMINISTRATOR
            assert (answer.status_code not in SHUT) == let_in, (role, method, path)
            assert answer.status_code < 500, (role, method, path)


@pytest.mark.parametrize("name", STATES)
def test_nobody_is_let_in_who_has_left_or_whose_device_is_not_trusted(
    app: Flask, client: FlaskClient, config: Config, name: str
) -> None:
    for role in people():
        phone = make_sealing_phone(client, config, f"{role}@example.invalid", role=role)
        STATES[name].happens(phone)
        for path, method in closed_routes(app):
            answer = client.open(
                path, method=method, json=phone.request(), headers=bearer(phone.token)
            )
            assert answer.status_code == 401, (role, method, path)


@pytest.mark.parametrize("name", STATES)
def test_no_open_route_opens_a_session_for_them(
    client: FlaskClient, config: Config, name: str
) -> None:
    phone, gone = make_sealing_phone(client, config), name == "left"
    told = sign_in(client, install=phone.device_id).get_json()
    STATES[name].happens(phone)

    again = sign_in(client, install=phone.device_id)
    assert again.status_code == (401 if gone else 403)
    assert sign_in(client).status_code == (401 if gone else 200), "on another device"
    fresh = client.post("/refresh", json={"refresh_token": told["refresh_token"]})
    assert fresh.status_code == (200 if name == "lost" else 401), "to hand in, no more"
    mark("person", phone.person_id, invitation=hash_of(EMAIL, "CODE"), invited_until=tomorrow())
    said = {"email": EMAIL, "code": "CODE", "password": PASSWORD}
    assert client.post("/join", json=said).status_code == (403 if gone else 204)


@pytest.mark.parametrize("name", STATES)
def test_who_was_half_in_gets_no_further(client: FlaskClient, config: Config, name: str) -> None:
    phone = make_sealing_phone(client, config)
    secret, _ = set_up_app(client, install=phone.device_id)
    ticket = first_step(client, install=phone.device_id)["ticket"]
    STATES[name].happens(phone)

    done = second_step(client, ticket, "totp", code=code_of(secret, 1))
    assert done.get_json()["code"] == ("session-ended" if name == "left" else "device-revoked")
    asked = {"ticket": ticket, "method": "totp"}
    begun = client.post("/sign-in/second-factor/enrol", json=asked)
    assert begun.status_code == (401 if name == "left" else 409)


def tomorrow() -> datetime:
    return clock.now() + timedelta(days=1)
