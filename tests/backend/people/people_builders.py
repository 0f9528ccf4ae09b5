"""People for tests, and how they sign in."""

import uuid
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend.database import writing_session
from backend.people.accounts import NewPerson, save_person
from backend.people.author import Role
from backend.people.models import Area, Person
from backend.people.passwords import passwords
from backend.people.second_factor.factors import EVERY_ROLE, set_rule

PASSWORD = "correct horse battery"
EMAIL = "worker@example.invalid"


def make_person(email: str = EMAIL, role: Role = Role.SOCIAL_WORKER, **given: Any) -> Person:
    """Somebody of Wirral, who can sign in with PASSWORD alone: their area demands no more."""
    given = {"name": "Ash Marlow", "area": "wirral"} | given
    with writing_session() as session:
        if session.get(Area, given["area"]) is None:
            session.add(Area(key=given["area"], name=given["area"].title()))
            session.flush()
        set_rule(session.connection(), given["area"], EVERY_ROLE, demanded=False)
        hashed = passwords().make_hash(PASSWORD)
        return save_person(session, NewPerson(email=email, role=role, **given), hashed)


def sign_in(
    client: FlaskClient,
    email: str = EMAIL,
    password: str = PASSWORD,
    install: str | None = None,
    address: str = "192.0.2.1",
) -> TestResponse:
    """Post the sign-in form, from an install of its own by default."""
    device = {"id": install or str(uuid.uuid4()), "name": "Pixel"}
    return client.post(
        "/sign-in",
        json={"email": email, "password": password, "device": device},
        environ_base={"REMOTE_ADDR": address},
    )


def refresh(client: FlaskClient, refresh_token: str) -> TestResponse:
    """Ask for the next pair of tokens."""
    return client.post("/refresh", json={"refresh_token": refresh_token})


def me(client: FlaskClient, access_token: str) -> TestResponse:
    """Ask who one is."""
    return client.get("/me", headers=bearer(access_token))


def bearer(access_token: str) -> dict[str, str]:
    """How a token is handed in."""
    return {"Authorization": f"Bearer {access_token}"}
