"""What the answer to any contact of a device carries: an order, and the oldest good release.

The device names itself in `Doorstep-Device`, with a sign-in or without one. An order is told by
header, so that an answer of any kind carries it: to a phone whose sign-in has ended too.
"""

import uuid

import structlog
from flask import Flask, Response, g, request
from sqlalchemy import Select, bindparam, select
from sqlalchemy.exc import SQLAlchemyError

from backend import clock
from backend.config import current_config
from backend.database import reading
from backend.people.author import Author
from backend.people.models import Device, Person

log = structlog.get_logger()
DEVICE, ORDER, MINIMUM = "Doorstep-Device", "Doorstep-Order", "Doorstep-Minimum-Release"
WIPE, SIGN_OUT = "wipe", "sign-out"

STATE: Select[tuple[object, ...]] = (
    select(Device.wipe_asked_at, Device.wipe_order, Device.lost_at, Device.revoked_at)
    .add_columns(Person.ended_at)
    .join(Person, Person.id == Device.person_id)
    .where(Device.id == bindparam("device"))
)


def init_contact(app: Flask) -> None:
    """On every answer to a device that names itself."""
    app.after_request(_tell)


def _tell(answer: Response) -> Response:
    device_id = _named()
    if device_id is None:
        return answer
    if minimum := current_config().minimum_release:
        answer.headers[MINIMUM] = minimum
    if order := _order_for(device_id):
        answer.headers[ORDER] = order
    return answer


def _named() -> str | None:
    try:
        return str(uuid.UUID(request.headers.get(DEVICE, "")))
    except ValueError:
        return None


def _order_for(device_id: str) -> str | None:
    """None at once for a device whose session has just been found good."""
    author: Author | None = g.get("author")
    if author and author.device_id == device_id and not author.device_lost:
        return None
    try:
        return read_order(device_id)
    except SQLAlchemyError as error:
        log.error("an order could not be read", why=type(error).__name__)
        return None


def read_order(device_id: str) -> str | None:
    """What this device is to do. A person who has left is signed out of it."""
    with reading() as connection:
        found = connection.execute(STATE, {"device": device_id}).mappings().first()
    if found is None:
        return None
    if found["wipe_asked_at"]:
        return f"{WIPE} {found['wipe_order']}"
    left = found["ended_at"] is not None and found["ended_at"] <= clock.now()
    return SIGN_OUT if found["lost_at"] or found["revoked_at"] or left else None
