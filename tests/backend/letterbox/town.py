"""A real council behind the real door: a worker with a family, their managers, their phones."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Table, update

from backend import clock
from backend.config import Config
from backend.database import Base, writing, writing_session
from backend.people.author import Author, Role
from backend.people.models import Team
from backend.sync_api.server_changes import write_as
from sync.messages import Change, Clock
from tests.backend.letterbox.phone import SealingPhone, make_sealing_phone
from tests.backend.letterbox.posting import post
from tests.backend.people.people_builders import make_person

AREA = "wirral"


@dataclass
class Town:
    """One team, one family, and whoever works with it."""

    client: FlaskClient
    config: Config
    team_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    case_id: str = field(default_factory=lambda: str(uuid.uuid4()))
    numbers: int = 0

    def __post_init__(self) -> None:
        make_person("first@example.invalid", Role.HEALTH)
        with writing_session() as session:
            session.add(Team(id=self.team_id, area=AREA, name="Team"))
        self.worker = self.hire(Role.SOCIAL_WORKER, "worker@example.invalid")
        self.manager = self.hire(Role.TEAM_MANAGER, "manager@example.invalid")
        self.make_family()

    def hire(self, role: Role, email: str, **given: Any) -> SealingPhone:
        """Somebody of the team, with a phone."""
        team = {"team_id": self.team_id} | given
        return make_sealing_phone(self.client, self.config, email, role=role, **team)

    def make_family(self) -> None:
        """With the worker since yesterday."""
        author = Author(self.manager.person_id, Role.TEAM_MANAGER, AREA, self.team_id, "")
        about = {"name": "Marlow", "address": "1 Test Street"}
        opened = self.change(self.manager, "open_case", self.case_id, about)
        to = {"person_id": self.worker.person_id}
        given = self.change(self.manager, "allocate_case", self.case_id, to)
        server = Author(author.person_id, Role.SERVER, "", None, "")
        feed = f"area:{AREA}"
        said = {"name": "A Worker", "role": "social_worker", "team_id": None, "phone": None}
        known = self.change(self.manager, "publish_person", self.worker.person_id, said, feed=feed)
        with writing() as connection:
            yesterday = clock.now() - timedelta(days=1)
            done = write_as(connection, server, [known], yesterday)
            done += write_as(connection, author, [opened, given], yesterday)
        assert {one.status for one in done} <= {"accepted", "merged"}, done

    def change(
        self, phone: SealingPhone, kind: str, record_id: str, fields: dict[str, Any], **parts: Any
    ) -> Change:
        """The next change of anybody."""
        self.numbers += 1
        now = parts.pop("at", clock.now())
        usual = {
            "id": str(uuid.uuid4()), "device_id": phone.device_id, "number": self.numbers,
            "kind": kind, "schema": 1, "feed": f"case:{self.case_id}", "record_id": record_id,
            "base_version": 0, "depends_on": (), "fields": fields, "occurred_at": now,
            "clock": Clock(now, 0, True),
        }  # fmt: skip
        return Change(**usual | parts)

    def note(self, phone: SealingPhone, text: str = "Seen at the door", **parts: Any) -> Change:
        """A note on the family's file."""
        fields = {"case_id": self.case_id, "text": text}
        return self.change(phone, "add_note", str(uuid.uuid4()), fields, **parts)

    def records(self, phone: SealingPhone, kind: str) -> list[dict[str, Any]]:
        """Those of a type that this person may read."""
        asked: dict[str, Any] = {"cursor": None, "check_all": False, "refresh": []}
        answer = post(self.client, phone.request(pull=asked), phone.token)
        assert answer.status_code == 200, answer.get_data()
        feeds = answer.get_json()["pull"]["feeds"]
        return [one for feed in feeds for one in feed["records"] if one["type"] == kind]

    def decide(
        self, phone: SealingPhone, record: dict[str, Any], what: str, **fields: Any
    ) -> dict[str, Any]:
        """About something in quarantine; the outcome."""
        kind = f"{what}_quarantined_change"
        feed = f"person:{phone.person_id}"
        seen = {"feed": feed, "base_version": record["version"]}
        change = self.change(phone, kind, record["id"], fields, **seen)
        answer = post(self.client, phone.request(phone.seal(change)))
        outcome: dict[str, Any] = answer.get_json()["outcomes"][0]
        return outcome


def mark(table: str, key: str, **values: datetime | str | None) -> None:
    """A device lost, a person's access ended."""
    rows: Table = Base.metadata.tables[table]
    with writing() as connection:
        connection.execute(update(rows).where(rows.c.id == key).values(values))


def texts(notes: Sequence[dict[str, Any]]) -> set[str]:
    """What notes say."""
    return {one["fields"]["text"] for one in notes}
