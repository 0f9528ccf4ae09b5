"""The tables of docs/security.md are what the code does; every caller walks every route."""

import re
import uuid
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend import clock
from backend.database import writing
from backend.people.author import Role
from backend.people.endings import end_access, revoke_device
from backend.web.doors import is_open
from tests.backend.access_table import calls, people, tables, written
from tests.backend.people.people_builders import bearer, make_person, sign_in

SHUT = {401, 403}
Ending = Callable[[str, str], object]


def test_the_document_says_what_is_so(app: Flask) -> None:
    assert written() == tables(app), "run `python -m tests.backend.access_table`"


def closed_routes(app: Flask) -> Iterator[tuple[str, str]]:
    """Those that ask who it is, with something plausible in the path."""
    for rule, method, endpoint in calls(app):
        if not is_open(app, endpoint):
            yield re.sub(r"<[^>]+>", str(uuid.uuid4()), rule), method


@pytest.mark.parametrize("role", people())
def test_every_role_is_let_in_where_the_table_says(
    app: Flask, client: FlaskClient, role: Role
) -> None:
    make_person(role=role)
    for path, method in closed_routes(app):
        token = sign_in(client).get_json()["access_token"]  # some of them end the session
        answer = client.open(path, method=method, json={}, headers=bearer(token))
        assert answer.status_code not in SHUT, (method, path, answer.get_json())
        assert answer.status_code < 500, (method, path)


def leaves(email: str, _device_id: str) -> None:
    with writing() as connection:
        assert end_access(connection, email, clock.now())


def is_revoked(_email: str, device_id: str) -> None:
    with writing() as connection:
        assert revoke_device(connection, device_id, clock.now())


@pytest.mark.parametrize("ending", [leaves, is_revoked])
@pytest.mark.parametrize("role", people())
def test_nobody_is_let_in_who_has_left_or_whose_device_is_revoked(
    app: Flask, client: FlaskClient, role: Role, ending: Ending
) -> None:
    person = make_person(role=role)
    signed_in = sign_in(client).get_json()
    ending(person.email, signed_in["device_id"])

    for path, method in closed_routes(app):
        answer = client.open(
            path, method=method, json={}, headers=bearer(signed_in["access_token"])
        )
        assert answer.status_code == 401, (method, path)
