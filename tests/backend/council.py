"""An invented council in memory: its people, their phones, what they post. Rules, no database."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.alerts.changes import KINDS as ALERT_KINDS
from backend.alerts.choose import heard
from backend.areas.changes import KINDS as AREA_KINDS
from backend.cases.changes import KINDS as CASE_KINDS
from backend.people.author import Author, Role
from backend.strategy.changes import KINDS as STRATEGY_KINDS
from backend.visits.changes import KINDS as VISIT_KINDS
from backend.visits.checks import check_id
from sync.kinds import Kind
from sync.memory import MemoryShelf, MemoryStore
from sync.messages import Change, Clock, Fields, Outcome, Reason, Record
from sync.push import push
from sync.store import Batch

MORNING = datetime(2026, 11, 3, 9, tzinfo=UTC)
ALL = heard(CASE_KINDS + VISIT_KINDS + STRATEGY_KINDS + AREA_KINDS + ALERT_KINDS)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in ALL}
EFFECTS = {kind.name: kind.effect for kind in ALL}
_numbers = itertools.count(1)


def new_id() -> str:
    """A UUIDv7-like id, in order of making."""
    return str(UUID(int=(0x01920000_0000_7000_8000 << 48) + next(_numbers)))


@dataclass
class Phone:
    """One person with one phone."""

    author: Author
    sent: int = 0


@dataclass
class Authority:
    """Everybody's word is taken for who they are."""

    author: Author

    def author_of(self, change: Change) -> Author:
        return self.author

    def author_again(self, change: Change, person_id: str) -> Author:
        return self.author


class RulesOnly(MemoryStore):
    """Remembers the effects instead of running them: they need a database."""

    def save(self, batch: Batch) -> None:
        batch.effects = []
        super().save(batch)


@dataclass
class Council:
    """One team of one area."""

    area: str = "wirral"
    team_id: str = field(default_factory=new_id)
    now: datetime = MORNING
    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    last: tuple[Phone, Change] | None = None
    """What was offered last, from which phone."""
    before: dict[str, Any] = field(default_factory=dict)
    """How everything stood before that."""

    def hire(self, role: Role, team_id: str | None = None) -> Phone:
        """Somebody new, whom everybody of the area can see."""
        author = Author(new_id(), role, self.area, team_id or self.team_id, new_id())
        if role is not Role.SERVER:
            server = Phone(Author(new_id(), Role.SERVER, "", None, new_id()))
            fields = {"name": "Invented", "role": str(role), "team_id": author.team_id}
            feed = f"area:{self.area}"
            self.post(server, "publish_person", author.person_id, feed, {**fields, "phone": None})
        return Phone(author)

    def change(
        self, phone: Phone, kind: str, record_id: str, feed: str, fields: Fields, **parts: Any
    ) -> Change:
        """The next change of this phone, which has seen the record as it stands."""
        phone.sent += 1
        at = parts.pop("at", self.now)
        known = self.shelf.records.get(record_id)
        base = known.version if known and EFFECTS[kind] != "create" else 0
        usual = {
            "id": new_id(), "device_id": phone.author.device_id, "number": phone.sent,
            "kind": kind, "schema": 1, "feed": feed, "record_id": record_id,
            "base_version": base, "depends_on": (), "fields": fields,
            "occurred_at": at, "clock": Clock(at, 0, True),
        }  # fmt: skip
        return Change(**{**usual, **parts})

    def post(
        self, phone: Phone, kind: str, record_id: str, feed: str, fields: Fields, **parts: Any
    ) -> Outcome:
        """Made and received at once, unless `at` says when it was made."""
        change = self.change(phone, kind, record_id, feed, fields, **parts)
        return self.offer(phone, change)

    def offer(self, phone: Phone, change: Change) -> Outcome:
        """Push one change; of somebody who leaves, when they have left."""
        self.last, received_at = (phone, change), phone.author.ended_at or self.now
        self.before = self.shelf.copied()
        authority = Authority(phone.author)
        (outcome,) = push(RulesOnly(self.shelf), KINDS, [change], authority, received_at)
        return outcome

    def undo(self) -> None:
        """As if the last offer had not been made."""
        self.shelf.__dict__.update(self.shelf.copied(self.before))

    def record(self, record_id: str) -> Record:
        """As it stands."""
        return self.shelf.records[record_id]

    def fields(self, record_id: str) -> Fields:
        """What it says."""
        return self.shelf.records[record_id].fields

    def later(self, **span: float) -> None:
        """Time goes by."""
        self.now += timedelta(**span)


@dataclass
class Household:
    """A family with its worker and manager."""

    council: Council
    manager: Phone
    worker: Phone
    case_id: str
    child_ids: list[str]

    @property
    def feed(self) -> str:
        return f"case:{self.case_id}"

    def post(self, kind: str, record_id: str, fields: Fields, **parts: Any) -> Outcome:
        """By the worker, on this family's file."""
        phone = parts.pop("by", self.worker)
        feed = parts.pop("feed", self.feed)
        return self.council.post(phone, kind, record_id, feed, fields, **parts)

    def visit(self, **more: Any) -> str:
        """A visit that is under way, to every child."""
        visit_id = new_id()
        fields = {
            "case_id": self.case_id, "place": "home", "child_ids": self.child_ids,
            "status": "on_site", "started_at": text(self.council.now), **more,
        }  # fmt: skip
        taken(self.post("plan_visit", visit_id, fields))
        return visit_id

    def check(self, visit_id: str, child_id: str, **facts: Any) -> Outcome:
        """One child's check: seen alone, unless `facts` say otherwise."""
        parts = {name: facts.pop(name) for name in ("by", "at") if name in facts}
        fields = {
            "visit_id": visit_id, "child_id": child_id, "case_id": self.case_id,
            "seen": "yes", "seen_alone": "yes", **facts,
        }  # fmt: skip
        fields = {name: value for name, value in fields.items() if value is not None}
        record_id = check_id(visit_id, child_id)
        return self.post("record_child_seen_check", record_id, fields, **parts)

    def raise_request(self, **more: Any) -> str:
        """An urgent request for the first child."""
        request_id = new_id()
        taken(self.try_request(request_id, **more))
        return request_id

    def try_request(self, request_id: str, **more: Any) -> Outcome:
        parts = {name: more.pop(name) for name in ("by", "at", "feed") if name in more}
        fields = {
            "case_id": self.case_id, "child_ids": self.child_ids[:1], "urgent": True,
            "category": "serious_risk", "what_is_happening": "A bruise that nobody explains.",
            "concern_at": text(self.council.now), "reachable_number": "07700 900001", **more,
        }  # fmt: skip
        return self.post(
            "raise_request", request_id, fields, **{"feed": f"discussion:{request_id}", **parts}
        )

    def call(self, request_id: str | None = None, **more: Any) -> tuple[str, Outcome]:
        """A call to the police, of which nobody knows yet how it ended."""
        call_id = new_id()
        parts = {name: more.pop(name) for name in ("by", "at") if name in more}
        fields = {
            "line_key": "dedicated_sergeant", "number": "+447700900100", "called": "police",
            "started_at": text(self.council.now), "outcome": "attempted", **more,
        }  # fmt: skip
        if request_id:
            fields["request_id"] = request_id
        return call_id, self.post("log_call", call_id, fields, feed=self.feed, **parts)


def make_household(
    children: int = 2, area: str = "wirral", council: Council | None = None, **flags: Any
) -> Household:
    """A council with one family, allocated to one worker."""
    council = council or Council(area)
    manager, worker = council.hire(Role.TEAM_MANAGER), council.hire(Role.SOCIAL_WORKER)
    return add_family(council, manager, worker, children, **flags)


def add_family(
    council: Council, manager: Phone, worker: Phone, children: int = 2, **flags: Any
) -> Household:
    """One more family of this worker."""
    family = Household(council, manager, worker, new_id(), [])
    about = {"name": "Invented", "address": "1 Nowhere Street"}
    taken(family.post("open_case", family.case_id, about, by=manager))
    allocate(family, worker)
    for _ in range(children):
        child_id = new_id()
        fields = {
            "case_id": family.case_id, "given_name": "Invented", "family_name": "Child",
            "date_of_birth": "2019-04-01", **flags,
        }  # fmt: skip
        taken(family.post("add_child", child_id, fields))
        family.child_ids.append(child_id)
    return family


def allocate(family: Household, worker: Phone) -> None:
    """The manager gives the family to this worker."""
    fields = {"person_id": worker.author.person_id}
    taken(family.post("allocate_case", family.case_id, fields, by=family.manager))


def take_away(family: Household, worker: Phone) -> None:
    """The manager takes it back."""
    fields = {"person_id": worker.author.person_id}
    taken(family.post("end_allocation", family.case_id, fields, by=family.manager))


def taken(outcome: Outcome) -> Outcome:
    """It must have been accepted."""
    assert outcome.status in ("accepted", "merged"), outcome
    return outcome


def made(outcome: Outcome) -> str:
    """The id of the record that it made; it must have been accepted."""
    record_id = taken(outcome).record_id
    assert record_id is not None
    return record_id


def why(outcome: Outcome) -> str:
    """The code of a refusal."""
    return reason_of(outcome).code


def reason_of(outcome: Outcome) -> Reason:
    """A refusal, whole."""
    assert outcome.status == "refused", outcome
    assert outcome.reason is not None
    return outcome.reason


def text(moment: datetime) -> str:
    """As it travels."""
    return moment.isoformat().replace("+00:00", "Z")
