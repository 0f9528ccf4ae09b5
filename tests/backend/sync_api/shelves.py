"""The engine's neutral product behind the real door: things on shelves, over HTTP, with sign-in."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection
from werkzeug.test import TestResponse

from backend.people.author import Author
from backend.sync_api import init_app
from backend.sync_api.authority import LetterAuthority, SessionAuthority
from backend.sync_api.registry import EXTENSION, Product
from sync.messages import Change, wire_of
from tests.backend.people.people_builders import bearer, make_person, sign_in
from tests.sync.making import BLUE, GREEN, LONG_AGO, RED, make_change
from tests.sync.things import THINGS, Access, Keeper

SHELVES = (RED, BLUE, GREEN)


class ShelfAuthority(SessionAuthority):
    """Whoever is signed in keeps every shelf."""

    def author_of(self, change: Change) -> Any:
        return keeper(super().author_of(change).person_id)

    def author_again(self, change: Change, person_id: str) -> Any:
        return keeper(person_id)


class ShelfLetters(LetterAuthority):
    """Whoever has signed keeps every shelf too."""

    def author_of(self, change: Change) -> Any:
        return keeper(super().author_of(change).person_id)

    def author_again(self, change: Change, person_id: str) -> Any:
        return keeper(person_id)


def keeper(person_id: str) -> Keeper:
    return Keeper(person_id, tuple(Access(shelf, LONG_AGO) for shelf in SHELVES))


def all_shelves(_connection: Connection, _author: Author, _now: datetime) -> Sequence[str]:
    return SHELVES


SHELF_PRODUCT = Product(THINGS, all_shelves, ShelfAuthority, letters_of=ShelfLetters)


def open_shelves(app: Flask, product: Product = SHELF_PRODUCT) -> Flask:
    """The application, with things on shelves in place of families."""
    if EXTENSION in app.extensions:
        app.extensions[EXTENSION] = product
    else:
        init_app(app, product)
    return app


@dataclass
class Phone:
    """A signed-in device: it numbers its changes, pushes them and pulls."""

    client: FlaskClient
    device_id: str
    token: str
    made: int = 0
    cursor: str | None = None
    headers: dict[str, str] = field(default_factory=dict)

    def add(self, **parts: Any) -> Change:
        """A new thing on the red shelf."""
        self.made += 1
        usual = {
            "id": str(uuid.uuid4()),
            "device_id": self.device_id,
            "number": self.made,
            "record_id": str(uuid.uuid4()),
        }
        return make_change(**usual | parts)

    def edit(self, thing: Change, **fields: Any) -> Change:
        """An edit of a thing at its first version."""
        return replace(
            self.add(record_id=thing.record_id), kind="edit_thing", base_version=1, fields=fields
        )

    def sync(self, *changes: Any, pull: Any = None, **headers: str) -> TestResponse:
        """One request."""
        return self.post(self.envelope(*changes, pull=pull), **headers)

    def envelope(self, *changes: Any, pull: Any = None) -> bytes:
        """The body of a request; a change may be given as JSON values."""
        values = [wire_of(one) if isinstance(one, Change) else one for one in changes]
        envelope = {"protocol": 1, "device_id": self.device_id, "changes": values, "pull": pull}
        return json.dumps(envelope).encode()

    def post(self, body: bytes, **headers: str) -> TestResponse:
        """Whatever bytes."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        usual = {"Content-Type": "application/json", **bearer(self.token), **self.headers}
        return self.client.post("/sync", data=body, headers=usual | named)

    def push(self, *changes: Any, **headers: str) -> list[dict[str, Any]]:
        """The outcomes."""
        answer = self.sync(*changes, **headers)
        assert answer.status_code == 200, answer.get_data()
        outcomes: list[dict[str, Any]] = answer.get_json()["outcomes"]
        return outcomes

    def statuses(self, *changes: Any) -> list[str]:
        """The outcomes, in a word each."""
        return [outcome["status"] for outcome in self.push(*changes)]

    def pull(self, **asked: Any) -> dict[str, Any]:
        """What is new; the cursor is kept."""
        answer = self.sync(pull={"cursor": self.cursor, "check_all": False, "refresh": []} | asked)
        assert answer.status_code == 200, answer.get_data()
        page: dict[str, Any] = answer.get_json()["pull"]
        self.cursor = page["cursor"]
        return page

    def things(self) -> list[dict[str, Any]]:
        """Everything that a fresh pull shows."""
        self.cursor = None
        found, more = [], True
        while more:
            page = self.pull()
            found += [record for feed in page["feeds"] for record in feed["records"]]
            more = page["more"]
        return found


def make_phone(client: FlaskClient, email: str = "worker@example.invalid") -> Phone:
    """Somebody new, signed in on a phone of their own."""
    make_person(email)
    told = sign_in(client, email).get_json()
    return Phone(client, told["device_id"], told["access_token"])
