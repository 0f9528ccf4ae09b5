"""Who has which shelf when, and what people do to the things on them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sync.messages import Change, Clock
from tests.simulation.phone import Phone, Values
from tests.simulation.plan import START, Plan
from tests.sync.things import Access, Keeper

FIELDS = ("name", "colour", "note")
NEW_KIND = "paint_thing"
"""A kind of newer phones, which the server learns in the course of the run."""


@dataclass
class Actor:
    """A phone with its person: what they believe, and how wrong its clock is."""

    phone: Phone
    person: str
    skew: timedelta
    feeds: tuple[str, ...]
    made: int = 0
    life: int = 0
    waiting_for: int = 0
    """The request that it waits for an answer to, 0 for none."""
    offset_ms: int | None = None
    creates: dict[str, str] = field(default_factory=dict)
    """The change that made a record, by record."""
    rotten: bool = False
    """Rows have vanished from it, so that it has something to repair."""


class World:
    """People, shelves and phones; everything random comes from one source."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.random = Random(plan.seed)
        self.now = START
        self.shelves = [f"shelf:{n}" for n in range(plan.shelves)]
        names = [self.make_id() for _ in range(plan.people)]
        self.people = {name: Keeper(name, self._first_access()) for name in names}
        self.actors = [self._make_actor(names[n % len(names)]) for n in range(plan.phones)]
        self.made: dict[str, tuple[Actor, Values]] = {}

    def make_id(self) -> str:
        """A UUID from the run's own source."""
        return str(UUID(int=self.random.getrandbits(128), version=4))

    def feeds_of(self, person: str) -> list[str]:
        """What a person may read now."""
        return self.people[person].feeds(self.now)

    def hand_over(self) -> None:
        """A shelf goes from one person to another, or one more gets it."""
        shelf = self.random.choice(self.shelves)
        having = [name for name in self.people if shelf in self.feeds_of(name)]
        others = [name for name in self.people if shelf not in self.feeds_of(name)]
        if len(having) > 1 or (having and self.random.random() < 0.5):
            self._end(self.random.choice(having), shelf)
        if others:
            self._begin(self.random.choice(others), shelf)

    def act(self, actor: Actor) -> Change | None:
        """A person does something, with what their phone shows them."""
        rows = list(actor.phone.saved.rows.values())
        mine = [record for record in actor.creates if record not in actor.phone.saved.rows]
        ways = ["add"] * 3 + ["edit"] * 8 * bool(rows) + ["more"] * 2 * bool(rows)
        ways += ["edit_new"] * 3 * bool(mine)
        way = self.random.choice(ways)
        if way == "add":
            return self._add(actor)
        if way == "edit_new":
            return self._edit_new(actor, self.random.choice(mine))
        row = self.random.choice(rows)
        return self._edit(actor, row) if way == "edit" else self._more(actor, row)

    def _add(self, actor: Actor) -> Change | None:
        if not actor.feeds:
            return None
        record_id, feed = self.make_id(), self.random.choice(actor.feeds)
        change = self._change(actor, "add_thing", record_id, feed, self._some_fields(actor))
        actor.creates[record_id] = change.id
        return change

    def _edit_new(self, actor: Actor, record_id: str) -> Change:
        """What the server has not confirmed yet is built upon (PROTOCOL 3.1)."""
        made = self.made[actor.creates[record_id]][1]
        fields = self._some_fields(actor)
        return self._change(
            actor, "edit_thing", record_id, made["feed"], fields, depends_on=(made["id"],)
        )

    def _edit(self, actor: Actor, row: Values) -> Change:
        kind = NEW_KIND if self.random.random() < 0.05 else "edit_thing"
        return self._on_row(actor, kind, row, self._some_fields(actor))

    def _more(self, actor: Actor, row: Values) -> Change:
        kind = self.random.choice(["correct_thing", "decide_thing", "move_thing", "choose_thing"])
        if kind == "move_thing":
            to = self.random.choice(self.shelves)
            return self._on_row(actor, kind, row, {"to": to})
        if kind == "choose_thing" and row["conflicts"]:
            kept = self.random.choice(row["conflicts"])
            fields = {"change_id": kept["change_id"], "field": kept["field"]}
            choice = self.random.choice(["kept", "other"])
            return self._on_row(actor, kind, row, {**fields, "choose": choice})
        if kind == "decide_thing":
            status = {"status": f"{actor.phone.device_id[:4]}-{actor.made}"}
            return self._on_row(actor, kind, row, status)
        fields = {**self._some_fields(actor), "reason": "wrong before"}
        return self._on_row(actor, "correct_thing", row, fields)

    def _on_row(self, actor: Actor, kind: str, row: Values, fields: Values) -> Change:
        return self._change(
            actor, kind, row["id"], row["feed"], fields, base_version=row["version"]
        )

    def _change(
        self, actor: Actor, kind: str, record_id: str, feed: str, fields: Values, **parts: Any
    ) -> Change:
        actor.made += 1
        made_at = self.phone_time(actor)
        clock = Clock(made_at, actor.offset_ms, actor.offset_ms is not None)
        usual: Values = {"base_version": 0, "depends_on": (), "schema": 1, "fields": fields}
        change = Change(
            id=self.make_id(), device_id=actor.phone.device_id, number=actor.made, kind=kind,
            feed=feed, record_id=record_id, occurred_at=made_at, clock=clock, **usual | parts,
        )  # fmt: skip
        actor.phone.save(change)
        self.made[change.id] = (actor, actor.phone.saved.outbox[change.id])
        return change

    def phone_time(self, actor: Actor) -> datetime:
        """What the phone's clock says."""
        moment = self.now + actor.skew
        return moment.replace(microsecond=moment.microsecond // 1000 * 1000)

    def _some_fields(self, actor: Actor) -> Values:
        """Mostly values of their own, so that each can be told from all others."""
        names = self.random.sample(FIELDS, self.random.randint(1, 2))
        own = f"{actor.phone.device_id[:8]}-{actor.made}"
        return {name: "same" if self.random.random() < 0.05 else own for name in names}

    def _first_access(self) -> tuple[Access, ...]:
        had = self.random.sample(self.shelves, self.random.randint(1, 3))
        return tuple(Access(shelf, START - timedelta(days=30)) for shelf in had)

    def _make_actor(self, person: str) -> Actor:
        phone = Phone(self.make_id(), most=self.plan.batch)
        skew = timedelta(0)
        if self.random.random() < 0.5:
            skew = timedelta(seconds=self.random.uniform(-8 * 3600, 8 * 3600))
        return Actor(phone, person, skew, tuple(self.feeds_of(person)))

    def _end(self, person: str, shelf: str) -> None:
        keeper = self.people[person]
        access = tuple(
            Access(one.feed, one.from_at, self.now)
            if one.feed == shelf and one.until_at is None
            else one
            for one in keeper.access
        )
        self.people[person] = Keeper(person, access)

    def _begin(self, person: str, shelf: str) -> None:
        keeper = self.people[person]
        self.people[person] = Keeper(person, (*keeper.access, Access(shelf, self.now)))
