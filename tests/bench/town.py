"""Who and what there is before anything is measured: workers with a family each, signed in."""

import io
import json
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from uuid_utils import uuid7

from backend import clock, create_app
from backend.database import db, writing, writing_session
from backend.people.accounts import NewPerson, save_person
from backend.people.author import Author, Role
from backend.people.models import Area, Team
from backend.people.passwords import passwords
from backend.people.second_factor.factors import EVERY_ROLE, set_rule
from backend.sync_api.server_changes import write_as, write_as_server
from sync.messages import Change, Clock, time_text
from tests.databases import make_config

PASSWORD = "correct horse battery"
TEXT = "The kitchen was warm and the children were doing homework at the table. "
AREA = "wirral"


@dataclass(frozen=True)
class Worker:
    """A signed-in phone, and the family that its owner has."""

    token: str
    device_id: str
    person_id: str
    case_id: str

    def note(self, number: int, size: int = 1000) -> dict[str, Any]:
        """A note of about `size` bytes on the wire."""
        now = time_text(clock.now())
        return {
            "id": str(uuid7()),
            "device_id": self.device_id,
            "number": number,
            "kind": "add_note",
            "schema": 1,
            "feed": f"case:{self.case_id}",
            "record_id": str(uuid7()),
            "base_version": 0,
            "depends_on": [],
            "fields": {"case_id": self.case_id, "text": (TEXT * 20)[: size - 500]},
            "occurred_at": now,
            "clock": {"made_at": now, "offset_ms": 0, "trusted": True},
        }

    def request(self, changes: Sequence[Any], pull: Any = None, urgent: bool = False) -> bytes:
        """A whole HTTP request."""
        envelope = {"protocol": 1, "device_id": self.device_id, "changes": changes, "pull": pull}
        body = json.dumps(envelope).encode()
        lane = "Doorstep-Lane: urgent\r\n" if urgent else ""
        head = (
            f"POST /sync HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {self.token}\r\n{lane}"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Flask]:
    """The application on this database, in this process."""
    app = create_app(make_config(url, folder))
    with app.app_context():
        yield app
        db.engine.dispose()


def settle_town(url: str, folder: Path, size: int, families: int = 1) -> list[Worker]:
    """`size` workers with `families` families each; the first one's is their note-taking."""
    with opened(url, folder) as app:
        manager, people = _people(size)
        cases = [str(uuid.uuid4()) for _ in range(size * families)]
        owners = [people[place % size] for place in range(len(cases))]
        _publish(people)
        _open_cases(manager, cases, owners)
        with redirect_stdout(io.StringIO()):
            return [_sign_in(app, place, one, cases[place]) for place, one in enumerate(people)]


def _people(size: int) -> tuple[Author, list[str]]:
    team_id, hashed = str(uuid.uuid4()), passwords().make_hash(PASSWORD)
    with writing_session() as session:
        session.add(Area(key=AREA, name="Wirral"))
        session.flush()
        session.add(Team(id=team_id, area=AREA, name="Team"))
        session.flush()
        set_rule(session.connection(), AREA, EVERY_ROLE, demanded=False)
        people = [save_person(session, _worker(n, team_id), hashed).id for n in range(size)]
    device = str(uuid.uuid4())
    return Author(str(uuid.uuid4()), Role.TEAM_MANAGER, AREA, team_id, device), people


def _worker(place: int, team_id: str) -> NewPerson:
    email = f"worker{place}@example.invalid"
    return NewPerson(email, "A Worker", Role.SOCIAL_WORKER, AREA, team_id)


def _change(kind: str, feed: str, record_id: str, device: str, fields: dict[str, Any]) -> Change:
    now = clock.now()
    return Change(
        id=str(uuid7()), device_id=device, number=1, kind=kind, schema=1, feed=feed,
        record_id=record_id, base_version=0, depends_on=(), fields=fields, occurred_at=now,
        clock=Clock(now, 0, True),
    )  # fmt: skip


def _publish(people: Sequence[str]) -> None:
    fields = {"name": "A Worker", "role": "social_worker", "team_id": None, "phone": None}
    changes = [
        _change("publish_person", f"area:{AREA}", one, str(uuid.uuid4()), fields) for one in people
    ]
    with writing() as connection:
        _all_taken(write_as_server(connection, changes))


def _open_cases(manager: Author, cases: Sequence[str], owners: Sequence[str]) -> None:
    opened = [
        _change(
            "open_case", f"case:{case}", case, manager.device_id,
            {"name": "Marlow", "address": "1 Test Street"},
        )
        for case in cases
    ]  # fmt: skip
    given = [
        _change("allocate_case", f"case:{case}", case, manager.device_id, {"person_id": owner})
        for case, owner in zip(cases, owners, strict=True)
    ]
    with writing() as connection:
        yesterday = clock.now() - timedelta(days=1)
        _all_taken(write_as(connection, manager, [*opened, *given], yesterday))


def _all_taken(outcomes: Sequence[Any]) -> None:
    wrong = [one for one in outcomes if one.status not in ("accepted", "merged")]
    if wrong:
        raise SystemExit(f"the town could not be settled: {wrong[0]}")


def _sign_in(app: Flask, place: int, person_id: str, case_id: str) -> Worker:
    device = {"id": str(uuid.uuid4()), "name": "Pixel"}
    asked = {"email": f"worker{place}@example.invalid", "password": PASSWORD, "device": device}
    told = app.test_client().post("/sign-in", json=asked).get_json()
    return Worker(told["access_token"], told["device_id"], person_id, case_id)
