"""Signing in by two steps, as a phone asks for it."""

from typing import Any

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend import clock
from tests.backend.people.people_builders import bearer, sign_in


def ask(client: FlaskClient, path: str, token: str, **said: Any) -> TestResponse:
    """Something of one's own, signed in."""
    return client.post(f"/second-factor/{path}", json=said, headers=bearer(token))


def set_up_app(client: FlaskClient, **where: Any) -> tuple[str, list[str]]:
    """The secret of a new app of a person who has none, and their recovery codes."""
    token = sign_in(client, **where).get_json()["access_token"]
    secret = ask(client, "totp", token).get_json()["secret"]
    done = ask(client, "totp/confirm", token, code=code_of(secret))
    assert done.status_code == 200, done.get_json()
    return secret, done.get_json()["recovery_codes"]


def code_of(secret: str, later: int = 0) -> str:
    """What the app shows, now or so many half minutes later."""
    return pyotp.TOTP(secret).generate_otp(int(clock.now().timestamp()) // 30 + later)


def first_step(client: FlaskClient, **where: Any) -> dict[str, Any]:
    """The right password; what is asked for next."""
    answer = sign_in(client, **where).get_json()
    assert set(answer) == {"second_factor"}, answer
    told: dict[str, Any] = answer["second_factor"]
    return told


def second_step(client: FlaskClient, ticket: str, method: str, **said: Any) -> TestResponse:
    """A code or a passkey."""
    body = {"ticket": ticket, "method": method, **said}
    place = {"REMOTE_ADDR": "192.0.2.1"}
    return client.post("/sign-in/second-factor", json=body, environ_base=place)
