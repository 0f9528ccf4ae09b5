"""What must hold at the end of every run, whatever went wrong in it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sync.keeping import record_wire
from sync.messages import Change, Record, wire_of
from sync.store import Settled
from tests.simulation.simulation import Simulation
from tests.simulation.world import Actor

APPLIED = ("accepted", "merged", "conflict")
FIELD_KINDS = ("add_thing", "edit_thing", "correct_thing", "decide_thing", "paint_thing")


@dataclass(frozen=True)
class End:
    """Everything that the server has, and everything that was made."""

    simulation: Simulation
    settled: Mapping[str, Settled]
    records: Mapping[str, Record]

    def applied(self, record_id: str) -> list[Settled]:
        """The changes of one record of which something was taken."""
        return self._by_record.get(record_id, [])

    @cached_property
    def _by_record(self) -> dict[str, list[Settled]]:
        found: dict[str, list[Settled]] = {}
        for one in self.settled.values():
            if one.outcome.status in APPLIED:
                found.setdefault(one.change.record_id, []).append(one)
        return found


def check_everything(simulation: Simulation) -> None:
    """Raises AssertionError with what is wrong."""
    end = read_end(simulation)
    check_every_change_is_somewhere(end)
    check_phones_show_what_they_may(end)
    check_what_was_accepted_is_there(end)
    check_decisions_were_taken_once(end)
    check_nothing_needed_repair(end)


def read_end(simulation: Simulation) -> End:
    """From the store, by the seam."""
    made = simulation.world.made
    record_ids = {change["record_id"] for _, change in made.values()}
    with simulation.server.shelf.reading() as store:
        return End(simulation, dict(store.settled(list(made))), dict(store.records(record_ids)))


def check_every_change_is_somewhere(end: End) -> None:
    """On the server once, or on its phone with a reason."""
    for change_id, (actor, values) in end.simulation.world.made.items():
        one = end.settled.get(change_id)
        assert one is not None, f"the server does not have {change_id}"
        assert wire_of(one.change) == values, f"{change_id} is not what was made"
        saved = actor.phone.saved
        if one.outcome.status == "held":
            assert change_id in saved.outbox, f"{change_id} is held and not on its phone"
            _check_rightly_held(end, one)
            continue
        assert change_id not in saved.outbox, f"{change_id} is settled and still in the outbox"
        if one.outcome.status in ("refused", "conflict"):
            assert change_id in saved.attention, f"nobody was told what became of {change_id}"
        if one.outcome.status == "refused":
            assert one.outcome.reason, f"{change_id} was refused for no reason"
            assert change_id in saved.sent, f"{change_id} was refused and is lost"


def _check_rightly_held(end: End, one: Settled) -> None:
    """It waits for something that is not settled, or for a record that a restore has lost."""
    change, reason = one.change, one.outcome.reason
    assert reason, f"{change.id} is held for no reason"
    found = [end.settled.get(dependency) for dependency in change.depends_on]
    waits = any(other is None or other.outcome.status == "held" for other in found)
    lost = reason.code == "record-not-here-yet" and change.record_id not in end.records
    assert waits or lost, f"{change.id} is held ({reason.code}) and waits for nothing"


def check_phones_show_what_they_may(end: End) -> None:
    """All of it, none of anything else, the same on every phone."""
    for actor in end.simulation.world.actors:
        feeds = set(end.simulation.world.feeds_of(actor.person))
        expected = {
            record.id: json.loads(json.dumps(record_wire(record)))
            for record in end.records.values()
            if record.feed in feeds
        }
        assert actor.phone.saved.rows == expected, _difference(actor, expected)


def _difference(actor: Actor, expected: Mapping[str, Any]) -> str:
    rows = actor.phone.saved.rows
    missing, extra = expected.keys() - rows.keys(), rows.keys() - expected.keys()
    other = [id_ for id_ in rows.keys() & expected.keys() if rows[id_] != expected[id_]]
    return f"{actor.phone.device_id}: missing {missing}, extra {extra}, different {other}"


def check_what_was_accepted_is_there(end: End) -> None:
    """Each value stands, or is kept beside, or was replaced by somebody who could know it."""
    for record in end.records.values():
        applied = end.applied(record.id)
        assert record.version <= len(applied), f"{record.id} has changed more often than it was"
        values = list(_values(applied))
        kept = [(conflict.change_id, conflict.field) for conflict in record.conflicts]
        assert len(kept) == len(set(kept)), f"{record.id} keeps one value twice"
        for one, name, value in values:
            current = record.feed if name == "@feed" else record.fields.get(name)
            fine = (
                current == value
                or (one.change.id, name) in kept
                or _was_replaced(name, value, applied)
                or _was_decided(one.change, name, applied)
            )
            assert fine, f"{name}={value!r} of {one.change.id} ({one.outcome.status}) is lost"


def _values(applied: list[Settled]) -> Iterator[tuple[Settled, str, Any]]:
    for one in applied:
        if one.change.kind == "move_thing":
            yield one, "@feed", one.change.fields["to"]
        if one.change.kind == "add_thing":
            yield one, "@feed", one.change.feed
        if one.change.kind in FIELD_KINDS:
            for name, value in one.change.fields.items():
                if name != "reason":
                    yield one, name, value


def _was_replaced(name: str, value: Any, applied: list[Settled]) -> bool:
    """By a change that could know it: of a phone that had set it, or that had seen it.

    An equal value from somebody else needs nothing (PROTOCOL 6.3), so it stands or falls with the
    first.
    """
    set_by = [one for one, field, same in _values(applied) if field == name and same == value]
    return any(
        _could_know(other, one)
        for other, field, another in _values(applied)
        for one in set_by
        if field == name and another != value
    )


def _could_know(other: Settled, one: Settled) -> bool:
    if other.change.device_id == one.change.device_id:
        return other.change.number > one.change.number
    return other.change.base_version >= (one.outcome.version or 0)


def _was_decided(change: Change, name: str, applied: list[Settled]) -> bool:
    """A person chose between two values of this field."""
    return any(
        one.change.kind == "choose_thing" and one.change.fields["field"] == name for one in applied
    )


def check_decisions_were_taken_once(end: End) -> None:
    """The second one was refused."""
    for record in end.records.values():
        decided = [one for one in end.applied(record.id) if one.change.kind == "decide_thing"]
        assert len(decided) <= 1, f"{record.id} was decided {len(decided)} times"
        corrected = {correction.change_id for correction in record.corrections}
        for one in end.applied(record.id):
            if one.change.kind == "correct_thing" and one.outcome.status == "accepted":
                # A value that stood already needs nothing (PROTOCOL 6.3).
                is_new = set(one.change.fields.values()) - {"same", one.change.fields["reason"]}
                left_a_trace = one.change.id in corrected or not is_new
                assert left_a_trace, f"correction {one.change.id} left no trace"


def check_nothing_needed_repair(end: End) -> None:
    """Only a phone whose rows vanished has had a feed afresh."""
    for actor in end.simulation.world.actors:
        if not actor.rotten:
            assert not actor.phone.repairs, f"{actor.phone.device_id} had to repair itself"
        assert not actor.phone.saved.refresh, "a repair was never finished"
