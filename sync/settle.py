"""Deciding one change against the record as it stands. Nothing here reads or writes a store."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from sync import merging
from sync.errors import Refused
from sync.kinds import ANY_TYPE, Desk, Kind
from sync.messages import (
    Change,
    Conflict,
    Correction,
    Fields,
    Outcome,
    Record,
    Status,
)

FEED = "@feed"
"""The stamp of a record's last move."""


class SettlingDesk(Desk, Protocol):
    """What settling needs of a desk beyond what rules may do."""

    @property
    def late(self) -> bool: ...

    def put(self, record: Record) -> None:
        """Save the change's own record as it is, stamps included."""
        ...


@dataclass(frozen=True, slots=True)
class Case:
    """One change on the desk, and what its kind makes of it (`wanted`)."""

    change: Change
    kind: Kind
    desk: SettlingDesk
    wanted: Fields
    current: Record | None

    @property
    def known(self) -> Record:
        """The record, for effects that need one."""
        assert self.current is not None
        return self.current


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a case: the record's next state, None when it stays as it is."""

    record: Record | None
    status: Status
    anything: bool


def settle(change: Change, kind: Kind, desk: SettlingDesk) -> Outcome:
    """Decide, and leave what is to be saved at the desk; raises Refused (PROTOCOL 5)."""
    fields = kind.read_fields(change)
    change = replace(change, fields=fields)
    current = desk.record(change.record_id)
    _check_fits(change, kind, current)
    kind.check(change, current, desk)
    wanted = kind.becomes(change, current, fields, desk)
    taken = _EFFECTS[kind.effect](Case(change, kind, desk, wanted, current))
    if taken.record is not None:
        desk.put(taken.record)
    stands = desk.record(change.record_id)
    if stands is not None and (taken.anything or not wanted):
        kind.and_then(change, stands, desk)
        stands = desk.record(change.record_id)
    version = stands.version if stands else None
    return Outcome(change.id, taken.status, change.record_id, version, desk.late)


def _check_fits(change: Change, kind: Kind, current: Record | None) -> None:
    if current is None:
        if kind.effect != "create":
            raise Refused("no-such-record", "What this changes is not on the server.")
    elif kind.record_type not in (ANY_TYPE, current.type):
        raise Refused("other-type", "This cannot be done to a record of this type.")


def _create(case: Case) -> Taken:
    if case.current is not None:
        return _meet(case)
    change, desk = case.change, case.desk
    feed = case.kind.home(change, desk)
    record = Record(
        id=change.record_id,
        type=case.kind.record_type,
        feed=feed,
        version=1,
        fields=dict(case.wanted),
        made_by=desk.author.person_id,
        made_at=desk.happened_at,
        received_at=desk.received_at,
        late=desk.late,
        stamps=merging.stamped({}, change, {**case.wanted, FEED: feed}, 1),
    )
    return Taken(record, "accepted", anything=True)


def _meet(case: Case) -> Taken:
    """Two devices made the same record: nothing is filled in from the other (PROTOCOL 6)."""
    sent = {name: value for name, value in case.wanted.items() if name in case.change.fields}
    merged = merging.merge(case.change, case.known, sent, base=0)
    if not _is_own(case):
        filled = {name: value for name, value in merged.fields.items() if value is not None}
        merged = replace(merged, fields={}, lost={**merged.lost, **filled})
    taken = _merged(case, merged, base=0)
    return replace(taken, anything=taken.record is not None)


def _is_own(case: Case) -> bool:
    """Only this device has had a hand in the record."""
    devices = {stamp.device_id for stamp in case.known.stamps.values()}
    return devices <= {case.change.device_id}


def _edit(case: Case) -> Taken:
    base = case.change.base_version
    return _merged(case, merging.merge(case.change, case.known, case.wanted, base), base)


def _correct(case: Case) -> Taken:
    reason = case.change.fields.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise Refused("reason-needed", "Say why this is corrected.", {"reason": "is needed"})
    base = case.change.base_version
    wanted = {name: value for name, value in case.wanted.items() if name != "reason"}
    merged = merging.merge(case.change, case.known, wanted, base)
    taken = _merged(case, merged, base)
    if taken.record is None:
        return taken
    correction = _correction(case, merged, reason)
    record = replace(taken.record, corrections=(*taken.record.corrections, correction))
    return replace(taken, record=record)


def _correction(case: Case, merged: merging.Merge, reason: str) -> Correction:
    """What the record said before stays readable (PROTOCOL 8)."""
    before = {name: case.known.fields.get(name) for name in merged.fields}
    by, at = case.desk.author.person_id, case.desk.happened_at
    return Correction(case.change.id, reason, before, by, at)


def _merged(case: Case, merged: merging.Merge, base: int) -> Taken:
    current, change = case.known, case.change
    status: Status = "conflict" if merged.lost else "merged"
    if status == "merged" and base >= current.version and not merged.outdated:
        status = "accepted"
    if not merged.fields and not merged.lost:
        return Taken(None, status, anything=False)
    record = current.next(
        fields={**current.fields, **merged.fields},
        conflicts=(*current.conflicts, *_conflicts(case, merged.lost)),
        late=current.late or case.desk.late,
        stamps=merging.stamped(current.stamps, change, merged.fields, current.version + 1),
    )
    return Taken(record, status, anything=bool(merged.fields))


def _conflicts(case: Case, lost: Fields) -> list[Conflict]:
    """The other values, kept beside those that stand (PROTOCOL 7)."""
    by, at = case.desk.author.person_id, case.desk.happened_at
    return [Conflict(case.change.id, name, value, by, at) for name, value in lost.items()]


def _decide(case: Case) -> Taken:
    """All of it or none: what somebody else set meanwhile must be looked at again (PROTOCOL 8)."""
    wanted = _all_free(case, case.wanted)
    return _replaced(case, wanted, {}) if wanted else Taken(None, _status(case), anything=False)


def _move(case: Case) -> Taken:
    """All of it or none, as a decision; the record goes to the feed that is its home now."""
    feed = case.kind.home(case.change, case.desk)
    wanted = _all_free(case, case.wanted)
    if feed == case.known.feed:
        return _replaced(case, wanted, {}) if wanted else Taken(None, _status(case), anything=False)
    stamp, base = case.known.stamps.get(FEED), case.change.base_version
    if merging.standing_of(stamp, case.change, base) != "free":
        raise _changed_since({"feed": "was moved meanwhile"})
    return _replaced(case, wanted, {"feed": feed})


def _choose(case: Case) -> Taken:
    """A person decides between the value that stands and one kept beside it (PROTOCOL 7)."""
    asked = (case.change.fields.get("change_id"), case.change.fields.get("field"))
    kept = [one for one in case.known.conflicts if (one.change_id, one.field) == asked]
    choice = case.change.fields.get("choose")
    if choice not in ("kept", "other"):
        raise Refused(
            "no-such-choice", "Choose one of the two values.", {"choose": "kept or other"}
        )
    if not kept:
        raise Refused("already-decided", "Somebody has decided this already.")
    wanted = _all_free(case, {kept[0].field: kept[0].value}) if choice == "other" else {}
    rest = tuple(one for one in case.known.conflicts if one not in kept)
    return _replaced(case, wanted, {"conflicts": rest})


def _all_free(case: Case, wanted: Fields) -> Fields:
    change, current = case.change, case.known
    merged = merging.merge(change, current, wanted, change.base_version)
    differing = {
        name: value
        for name, value in wanted.items()
        if name not in current.fields or not merging.is_same(current.fields[name], value)
    }
    blocked = differing.keys() - merged.fields.keys()
    if blocked:
        raise _changed_since(dict.fromkeys(sorted(blocked), "was changed meanwhile"))
    return differing


def _changed_since(fields: Mapping[str, str]) -> Refused:
    message = "Somebody changed this after you last saw it. Look again, then decide."
    return Refused("changed-since", message, fields)


def _replaced(case: Case, wanted: Fields, others: Mapping[str, Any]) -> Taken:
    current = case.known
    names = wanted if "feed" not in others else {**wanted, FEED: others["feed"]}
    record = current.next(
        fields={**current.fields, **wanted},
        late=current.late or case.desk.late,
        stamps=merging.stamped(current.stamps, case.change, names, current.version + 1),
        **others,
    )
    return Taken(record, _status(case), anything=True)


def _status(case: Case) -> Status:
    return "accepted" if case.change.base_version >= case.known.version else "merged"


_EFFECTS: Mapping[str, Callable[[Case], Taken]] = {
    "create": _create,
    "edit": _edit,
    "correct": _correct,
    "decide": _decide,
    "move": _move,
    "choose": _choose,
}
