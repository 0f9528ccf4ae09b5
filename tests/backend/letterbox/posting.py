"""Posting letters, and what came of them."""

import json
import uuid
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Table, delete, func, select
from werkzeug.test import TestResponse

from backend.database import Base, reading, writing
from backend.people.models import SharedLimit
from sync.messages import Change
from tests.backend.letterbox.phone import SealingPhone
from tests.backend.people.people_builders import bearer
from tests.sync.making import make_change

WRITTEN = ("change", "record", "change_waiting", "kept_aside", "quarantine", "departure")


def a_thing(phone: SealingPhone, **parts: Any) -> Change:
    """A new thing on the red shelf, by this phone."""
    usual = {
        "id": str(uuid.uuid4()),
        "device_id": phone.device_id,
        "record_id": str(uuid.uuid4()),
    }
    return make_change(**usual | parts)


def post(
    client: FlaskClient, request: dict[str, Any], token: str = "", **headers: str
) -> TestResponse:
    """To /sync; with no session, unless there is a token."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    usual = {"Content-Type": "application/json", **(bearer(token) if token else {})}
    return client.post("/sync", data=json.dumps(request).encode(), headers=usual | named)


def outcomes(client: FlaskClient, phone: SealingPhone, *sealed: Any) -> list[dict[str, Any]]:
    """Of letters posted without a session."""
    answer = post(client, phone.request(*sealed))
    assert answer.status_code == 200, answer.get_data()
    found: list[dict[str, Any]] = answer.get_json()["outcomes"]
    assert [one["index"] for one in found] == list(range(len(sealed)))
    return found


def words(found: list[dict[str, Any]]) -> list[str]:
    """Each outcome in a word: its reason where it has one, else its status."""
    return [one["reason"]["code"] if one["reason"] else one["status"] for one in found]


def held(found: list[dict[str, Any]]) -> list[str]:
    """The same, where all of them must be held."""
    assert {one["status"] for one in found} == {"held"}, found
    return words(found)


def rows(*tables: str) -> int:
    """How much is written, of what was posted."""
    with reading() as connection:
        return sum(
            connection.scalar(select(func.count()).select_from(_table(name))) or 0
            for name in tables or WRITTEN
        )


def forget_limits() -> None:
    """As if nothing had been posted before."""
    with writing() as connection:
        connection.execute(delete(SharedLimit))


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
