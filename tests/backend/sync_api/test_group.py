"""Several people's requests are settled together, and none of them is answered by another's."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from backend.database import writing
from backend.people.author import Author, Role
from backend.sync_api.device import seen_now
from backend.sync_api.pushing import Delivery, settle_all
from sync.messages import Outcome, wire_of
from tests.backend.sync_api.shelves import Phone, make_phone

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def delivery(phone: Phone, *changes: Any) -> Delivery:
    """One request, as it waits in the queue."""
    author = Author(phone.device_id, Role.SOCIAL_WORKER, "wirral", None, phone.device_id)
    return Delivery(author, changes, NOW, seen_now(phone.device_id, Headers(), NOW))


def settle(*deliveries: Delivery) -> list[list[Outcome]]:
    with writing() as connection:
        return settle_all(connection, deliveries)


def codes(outcomes: list[Outcome]) -> list[str | None]:
    return [one.reason.code if one.reason else None for one in outcomes]


def test_what_one_person_sends_unreadable_refuses_nothing_of_anothers(
    app: Flask, client: FlaskClient
) -> None:
    ann, bob = make_phone(client), make_phone(client, "bob@example.invalid")
    awaited = str(uuid.uuid4())
    waits = wire_of(replace(ann.add(), depends_on=(awaited,)))

    bad, good = settle(delivery(bob, {"id": awaited}), delivery(ann, waits))

    assert codes(bad) == ["not-a-change"]
    assert codes(good) == ["waiting-for-another"]


def test_what_one_sends_unreadable_oneself_is_not_waited_for(
    app: Flask, client: FlaskClient
) -> None:
    ann = make_phone(client)
    awaited = str(uuid.uuid4())
    waits = wire_of(replace(ann.add(), depends_on=(awaited,)))

    (outcomes,) = settle(delivery(ann, {"id": awaited}, waits))

    assert codes(outcomes) == ["not-a-change", "depends-on-refused"]
