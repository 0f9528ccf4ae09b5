"""A change of an area's arrangements: proposed by one administrator, approved by another.

Only the server can say whether two people agreed, so nothing of it is pretended on a phone. What
is approved becomes a new version, from a moment on; what is open keeps the version it began with.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from backend.areas.names import area_of_feed, arrangements_feed, arrangements_id, version_id
from backend.areas.overrides import closed_to_change, value_at
from backend.areas.publishing_versions import add_version
from backend.areas.trying import faults_of, profile_with
from backend.areas.versions import Timeline, Version, timeline_of
from backend.areas.warnings import warnings_of
from backend.people.author import author_at
from backend.people.staff import administers
from backend.schemas import in_words, read_moment
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text


def draft_reads(change: Change) -> Collection[str]:
    """The arrangements of the feed that is named."""
    area = area_of_feed(change.feed)
    return (arrangements_id(area), version_id(area, 1))


def check_propose(change: Change, current: Record | None, desk: Desk) -> None:
    """An administrator of the area; whole and right together with what has been agreed."""
    author = administers(desk)
    if change.feed != arrangements_feed(author.area):
        raise Refused("wrong-feed", "Arrangements are in the feed of their area.")
    if current is not None:
        raise Refused("proposed-already", "This was proposed already. Make a new one.")
    if desk.record(arrangements_id(author.area)) is None:
        raise Refused("not-published", "The arrangements of this area are not published yet.")
    timeline = timeline_of(author.area, desk.record)
    from_moment = _moment_of(change.fields, desk)
    wanted = _wanted(change.fields, timeline, from_moment)
    if not wanted:
        raise Refused("nothing-changes", "This is how it stands already.")
    check_fits(wanted, timeline, from_moment, rolls_back=_rolls_back(change.fields))


def as_proposed(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """With what stands there now beside it, so that both are seen, and later compared."""
    author = author_at(desk)
    timeline = timeline_of(author.area, desk.record)
    from_moment = _moment_of(fields, desk)
    wanted = _wanted(fields, timeline, from_moment)
    return {
        "changes": wanted,
        "before": _before(wanted, timeline, from_moment),
        "note": fields["note"],
        "effective_from": fields.get("effective_from"),
        "roll_back_to": fields.get("roll_back_to"),
        "warnings": _warnings(wanted, timeline, fields, desk),
        "status": "waiting",
        "proposed_by": author.person_id,
        "proposed_at": time_text(desk.received_at),
        "decided_by": None,
        "decided_at": None,
        "reason": None,
        "version": None,
    }


def check_approve(change: Change, current: Record | None, desk: Desk) -> None:
    """By a second administrator, who has seen it as it is, and while it still fits."""
    draft = _waiting(current)
    area = area_of_feed(draft.feed)
    author = administers(desk, area)
    if author.person_id == draft.fields["proposed_by"]:
        raise Refused("not-yourself", "Another administrator must approve what you propose.")
    timeline = timeline_of(area, desk.record)
    from_moment = _moment_of(draft.fields, desk)
    changes = draft.fields["changes"]
    if _before(changes, timeline, from_moment) != draft.fields["before"]:
        raise Refused(
            "changed-since", "What this would change has been changed since. Propose it again."
        )
    rolls_back = _rolls_back(draft.fields)
    check_fits(changes, timeline, from_moment, rolls_back=rolls_back)


def as_approved(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom and when, and which version it is."""
    draft = _waiting(current)
    known = desk.record(arrangements_id(area_of_feed(draft.feed)))
    assert known is not None
    return {
        "status": "approved",
        "version": known.fields["last_version"] + 1,
        "effective_from": _counts_from(draft.fields, desk),
        **_decided(desk),
    }


def then_add_version(change: Change, record: Record, desk: Desk) -> None:
    """It is a version now, and phones are told of it."""
    from_moment = _moment_of(record.fields, desk)
    add_version(record, from_moment, desk)


def check_decline(change: Change, current: Record | None, desk: Desk) -> None:
    """Any administrator of the area: who proposed it takes it back by this."""
    administers(desk, area_of_feed(_waiting(current).feed))


def as_declined(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom, when and why; it stays readable."""
    return {"status": "declined", "reason": fields["reason"], **_decided(desk)}


def check_fits(
    changes: Mapping[str, Any], timeline: Timeline, moment: datetime, *, rolls_back: bool
) -> None:
    """Refused with what is wrong by key, in every version that it would be laid over."""
    faults = {} if rolls_back else closed_to_change(changes)
    counting = () if faults else (timeline.at(moment), *timeline.after(moment))
    for version in counting:
        faults |= faults_of(changes, version, timeline, moment)
    if faults:
        raise Refused("invalid-fields", in_words(faults), faults)


def _wanted(fields: Mapping[str, Any], timeline: Timeline, moment: datetime) -> dict[str, Any]:
    """What differs from what counts then; to roll back, all that differs from the older version."""
    counting = timeline.at(moment)
    document = _document(timeline, counting)
    changes = fields.get("changes") or {}
    if _rolls_back(fields):
        older = timeline.numbered(fields["roll_back_to"])
        if older is None:
            raise Refused("no-such-version", "There is no such version.")
        changes = _back_to(older, counting, timeline)
    return {path: value for path, value in changes.items() if value_at(document, path) != value}


def _back_to(older: Version, counting: Version, timeline: Timeline) -> dict[str, Any]:
    document = _document(timeline, older)
    paths = {**counting.overrides, **older.overrides}
    return {path: value_at(document, path) for path in paths}


def _before(changes: Mapping[str, Any], timeline: Timeline, moment: datetime) -> dict[str, Any]:
    document = _document(timeline, timeline.at(moment))
    return {path: value_at(document, path) for path in changes}


def _document(timeline: Timeline, version: Version) -> Mapping[str, Any]:
    return timeline.profile(version).data


def _moment_of(fields: Mapping[str, Any], desk: Desk) -> datetime:
    """When it is to count from: never before it is agreed."""
    asked = fields.get("effective_from")
    return max(read_moment(asked), desk.received_at) if asked else desk.received_at


def _counts_from(fields: Mapping[str, Any], desk: Desk) -> str | None:
    """As it is, where a moment was asked for that had passed when it was approved."""
    return time_text(_moment_of(fields, desk)) if fields.get("effective_from") else None


def _warnings(
    wanted: Mapping[str, Any], timeline: Timeline, fields: Mapping[str, Any], desk: Desk
) -> list[str]:
    """What the second administrator must see before they approve it."""
    counting = timeline.at(_moment_of(fields, desk))
    after = profile_with(wanted, counting, timeline)
    asked = fields.get("effective_from")
    moment = read_moment(asked) if asked else None
    return list(warnings_of(timeline.profile(counting), after, moment, desk.received_at))


def _rolls_back(fields: Mapping[str, Any]) -> bool:
    return fields.get("roll_back_to") is not None


def _waiting(current: Record | None) -> Record:
    assert current is not None
    if current.fields["status"] != "waiting":
        raise Refused("not-in-this-state", "This was decided already.")
    return current


def _decided(desk: Desk) -> Fields:
    return {"decided_by": author_at(desk).person_id, "decided_at": time_text(desk.received_at)}
