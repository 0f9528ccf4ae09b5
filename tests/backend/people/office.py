"""A small office behind the real door: its people, their phones, what they post and read."""

import uuid
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient

from backend import clock
from backend.database import writing, writing_session
from backend.people.author import Role
from backend.people.models import Area, Person, Team
from backend.publishing import QUIET, publish_areas, publish_devices
from tests.backend.people.people_builders import make_person, sign_in
from tests.backend.sync_api.shelves import Phone

TEAM, OTHER_TEAM = str(uuid.uuid4()), str(uuid.uuid4())
PEOPLE = {
    "manager": (Role.TEAM_MANAGER, TEAM),
    "worker": (Role.SOCIAL_WORKER, TEAM),
    "stranger": (Role.TEAM_MANAGER, OTHER_TEAM),
    "admin": (Role.ADMINISTRATOR, None),
}


def open_office() -> dict[str, Person]:
    """A manager, a worker, a manager of another team, an administrator."""
    with writing_session() as session:
        session.add(Area(key="wirral", name="Wirral"))
        session.flush()
        session.add(Team(id=TEAM, area="wirral", name="East"))
        session.add(Team(id=OTHER_TEAM, area="wirral", name="West"))
    people = {
        name: make_person(email_of(name), role, team_id=team)
        for name, (role, team) in PEOPLE.items()
    }
    publish()
    return people


def email_of(name: str) -> str:
    return f"{name}@example.invalid"


def phone_of(client: FlaskClient, name: str) -> Phone:
    """They sign in on a phone of their own, and the worker publishes it."""
    told = sign_in(client, email_of(name)).get_json()
    publish()
    phone = Phone(client, told["device_id"], told["access_token"])
    phone.headers["Doorstep-Device"] = phone.device_id
    return phone


def publish() -> None:
    """What the worker does by itself."""
    with writing() as connection:
        publish_areas(connection, clock.now(), demo=False)
        publish_devices(connection, clock.now() + QUIET, "")


def later(**span: float) -> Any:
    """The time then, for a time-machine."""
    return clock.now() + timedelta(**span)


def records_of(phone: Phone, kind: str) -> dict[str, dict[str, Any]]:
    """What this phone reads of one type, by id."""
    return {one["id"]: one for one in phone.things() if one["type"] == kind}


def act(phone: Phone, kind: str, record: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """One change to a record as this phone has seen it; its outcome."""
    change = phone.add(
        kind=kind, feed=record["feed"], record_id=record["id"],
        base_version=record["version"], fields=fields,
        occurred_at=clock.now(),
    )  # fmt: skip
    (outcome,) = phone.push(change)
    return outcome
