"""Another device of the same person or of a colleague, without a browser: it pulls and looks."""

import json
import urllib.request
import uuid
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

import uuid_utils

Record = dict[str, Any]


@dataclass(frozen=True)
class Person:
    """One of the invented people of the demo."""

    name: str
    role: str
    area: str
    email: str
    password: str


def find_person(address: str, role: str, area: str = "wirral") -> Person:
    """The one who plays this role in this area; of two the first."""
    return find_people(address, role, area)[0]


def find_people(address: str, role: str, area: str = "wirral") -> list[Person]:
    """Everybody who plays this role in this area."""
    with urllib.request.urlopen(f"{address}/demo/people", timeout=30) as reply:
        people = json.load(reply)
    names = [field.name for field in fields(Person)]
    return [
        Person(**{name: person[name] for name in names})
        for person in people
        if (person["role"], person["area"]) == (role, area)
    ]


class Desk:
    """Signed in straight at the server, past the phone's network."""

    def __init__(self, address: str, person: Person) -> None:
        self._address = address
        self.token = ""
        self._number = 0
        device = {"id": str(uuid.uuid4()), "name": "desk"}
        asked = {"email": person.email, "password": person.password, "device": device}
        answer = self.post("/sign-in", asked)
        self.token = answer["access_token"]
        self.device_id: str = answer["device_id"]
        self.person: dict[str, Any] = answer["person"]

    def records(self, kind: str | None = None) -> list[Record]:
        """Everything this person may read now, or one type of it."""
        found, cursor, more = [], None, True
        while more:
            pull: dict[str, Any] = {"cursor": cursor, "check_all": False, "refresh": []}
            asked = {"protocol": 1, "device_id": self.device_id, "changes": [], "pull": pull}
            page = self.post("/sync", asked)["pull"]
            found += [record for feed in page["feeds"] for record in feed["records"]]
            cursor, more = page["cursor"], page["more"]
        return [record for record in found if kind in (None, record["type"])]

    def change(self, kind: str, record: Record, fields: dict[str, Any]) -> dict[str, Any]:
        """One change to a record as it stands; its outcome comes back."""
        named = {"feed": record["feed"], "record_id": record["id"]}
        about = {"kind": kind, "base_version": record["version"], "fields": fields}
        return self.push([{**named, **about}])[0]

    def push(self, written: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Changes in one request; an outcome for each."""
        changes = [self._made(change) for change in written]
        asked = {"protocol": 1, "device_id": self.device_id, "changes": changes, "pull": None}
        outcomes: list[dict[str, Any]] = self.post("/sync", asked)["outcomes"]
        return outcomes

    def _made(self, written: dict[str, Any]) -> dict[str, Any]:
        made_at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        self._number += 1
        return {
            "id": str(uuid_utils.uuid7()),
            "device_id": self.device_id,
            "number": self._number,
            "schema": 1,
            "base_version": 0,
            "depends_on": [],
            "occurred_at": made_at,
            "clock": {"made_at": made_at, "offset_ms": 0, "trusted": True},
            **written,
        }

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """One JSON request; an error is the test's error."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(
            self._address + path, json.dumps(body).encode(), headers, method="POST"
        )
        with urllib.request.urlopen(request, timeout=30) as reply:
            answer: dict[str, Any] = json.load(reply)
            return answer
