"""The real server of an area with sessions: its people, a family, requests with the police."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import UUID, uuid4, uuid5

from flask import Flask
from sqlalchemy import Connection

from backend import clock
from backend.areas.profiles import profiles
from backend.database import reading, writing, writing_session
from backend.errors import Unavailable
from backend.people.author import Author, Role
from backend.people.models import Area, Team
from backend.publishing import publish_areas
from backend.sync_api.authority import SERVER
from backend.sync_api.lanes import write_queue
from backend.sync_api.server_changes import write_as
from backend.sync_api.sql_store import SqlStore
from sync.messages import Change, Clock, Fields, Outcome, Record, time_text
from tests.backend.people.people_builders import make_person
from tests.backend.strategy.agreeing.town import NORTHANTS
from tests.backend.strategy.forms import WHOLE

ROLES = {
    "manager": Role.TEAM_MANAGER,
    "worker": Role.SOCIAL_WORKER,
    "support": Role.BUSINESS_SUPPORT,
    "police": Role.POLICE_SERGEANT,
    "health": Role.HEALTH,
    "stranger": Role.SOCIAL_WORKER,
    "second manager": Role.TEAM_MANAGER,
    "second worker": Role.SOCIAL_WORKER,
    "head of service": Role.HEAD_OF_SERVICE,
    "administrator": Role.ADMINISTRATOR,
}
MAILBOX = profiles()[NORTHANTS].email.to
BUSY_AT_MOST = 20
TEAM_BOUND = {Role.TEAM_MANAGER, Role.SOCIAL_WORKER}


@dataclass
class Office:
    """Everybody posts as a phone of theirs would, having seen everything."""

    app: Flask
    people: dict[str, Author] = field(default_factory=dict)
    case_id: str = field(default_factory=lambda: str(uuid4()))
    child_id: str = field(default_factory=lambda: str(uuid4()))

    def __post_init__(self) -> None:
        team_id = str(uuid4())
        with writing_session() as session:
            session.add(Area(key=NORTHANTS, name="Northamptonshire"))
            session.flush()
            session.add(Team(id=team_id, area=NORTHANTS, name="East"))
        self.people["server"] = SERVER
        for name, role in ROLES.items():
            self._hire(name, role, team_id if role in TEAM_BOUND else None)
        with writing() as connection:
            publish_areas(connection, clock.now(), demo=True)
        self._open_family()

    def post(self, who: str, kind: str, record_id: str, feed: str, **fields: Any) -> Outcome:
        base = fields.pop("base_version", None)
        known = self.records(record_id).get(record_id) if base is None else None
        version = base if base is not None else known.version if known else 0
        author, now = self.people[who], clock.now()
        change = Change(
            str(uuid4()), author.device_id, next(_numbers), kind, 1, feed, record_id, version, (),
            fields, now, Clock(now, 0, True),
        )  # fmt: skip

        def work(connection: Connection) -> Outcome:
            return write_as(connection, author, [change], now)[0]

        return until_taken(partial(write_queue().run, work))

    def decide(self, who: str, kind: str, request_id: str, **fields: Any) -> Outcome:
        return self.post(who, kind, request_id, f"discussion:{request_id}", **fields)

    def with_the_police(self, **more: Any) -> str:
        """A request that is not urgent, authorised and sent."""
        request_id = str(uuid4())
        said = {
            "case_id": self.case_id, "child_ids": [self.child_id], "urgent": False,
            "what_is_happening": "Concerns add up.", "concern_at": time_text(clock.now()),
            "reachable_number": "07700 900001", "manager_id": self.people["manager"].person_id,
            **WHOLE[NORTHANTS], **more,
        }  # fmt: skip
        good(self.decide("worker", "raise_request", request_id, **said))
        asked = good(self.decide("manager", "authorise_request", request_id, checked=True))
        mail = str(uuid5(UUID(str(asked.id)), f"dispatch:police:{MAILBOX}:None"))
        sent = {"dispatch_id": mail, "state": "sent", "at": time_text(clock.now())}
        good(self.decide("server", "note_dispatch", request_id, **sent))
        return request_id

    def confirmed(self) -> str:
        request_id = self.with_the_police()
        at = self.fields(request_id)["booking"]["starts_at"]
        why = {"health_reason": "Not heard yet", "place": "Conference call"}
        good(self.decide("manager", "confirm_slot", request_id, starts_at=at, **why))
        return request_id

    def fields(self, record_id: str) -> Fields:
        return self.records(record_id)[record_id].fields

    def records(self, *ids: str) -> dict[str, Record]:
        with reading() as connection:
            found = SqlStore(connection).records(ids)
        return dict(found)

    def _hire(self, name: str, role: Role, team_id: str | None) -> None:
        email = f"{name.replace(' ', '.')}@example.invalid"
        person = make_person(email, role, area=NORTHANTS, team_id=team_id, name=name.title())
        self.people[name] = Author(person.id, role, NORTHANTS, team_id, str(uuid4()))

    def _open_family(self) -> None:
        feed = f"case:{self.case_id}"
        about = {"name": "Invented", "address": "1 Nowhere Street"}
        good(self.post("manager", "open_case", self.case_id, feed, **about))
        for name in ("worker", "second worker"):
            worker = {"person_id": self.people[name].person_id}
            good(self.post("manager", "allocate_case", self.case_id, feed, **worker))
        child = {"given_name": "Ada", "family_name": "Invented", "date_of_birth": "2019-04-01"}
        ids = {"case_id": self.case_id, "local_child_id": "N146782"}
        good(self.post("worker", "add_child", self.child_id, feed, **child, **ids))


_numbers = itertools.count(1)


def good(outcome: Outcome) -> Outcome:
    """It must have been taken."""
    assert outcome.status in ("accepted", "merged"), outcome
    return outcome


def until_taken(send: Callable[[], Outcome]) -> Outcome:
    """As a phone does: what finds the server busy is offered again."""
    for _ in range(BUSY_AT_MOST):
        try:
            return send()
        except Unavailable:
            continue
    return send()
