"""A change of an area's arrangements: proposed by one administrator, approved by another.

Only the server can say whether two people agreed, so nothing of it is pretended on a phone. What
is approved becomes a new version, from a moment on; what is open keeps the version it began with.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from backend.areas.demo_numbers import reaches_nobody
from backend.areas.going_live import checklist, without_police
from backend.areas.names import area_of_feed, arrangements_feed, arrangements_id, version_id
from backend.areas.overrides import (
    by_name,
    closed_to_change,
    laid_over,
    value_at,
)
from backend.areas.profile import Profile
from backend.areas.profiles import BadProfile, profile_from
from backend.areas.publishing_versions import add_version
from backend.areas.trying import faults_in_use
from backend.areas.versions import Timeline, Version, base_document, timeline_of
from backend.people.author import author_at
from backend.people.staff import administers
from backend.schemas import in_words, read_moment
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

IN_DEMO = "is no number for drama, or no mailbox that ends in .example: this is a demonstration."


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
        faults |= faults_of(changes, version, timeline)
    if faults:
        raise Refused("invalid-fields", in_words(faults), faults)


def faults_of(changes: Mapping[str, Any], version: Version, timeline: Timeline) -> dict[str, str]:
    """What is not right about the area with these changes, by key; nothing when all is well."""
    document = base_document(timeline.area, demo=timeline.demo)
    overrides = {**version.overrides, **changes}
    written: Mapping[str, Any] = {}
    try:
        written = laid_over(document, overrides)
        profile = profile_from(written)
    except BadProfile as bad:
        return {by_name(written, key): text for key, text in bad.faults.items()}
    faults = without_police(profile) | _taken_away(document, profile)
    faults = faults or faults_in_use(profile, version.effective_from)
    if timeline.demo:
        faults |= _not_for_demo(overrides, timeline)
    if timeline.live:
        known = checklist(timeline.profile(version))
        faults |= {
            f"contacts.{one['key']}": f"{one['name']} must be set while the area is live."
            for one in checklist(profile)
            if one not in known
        }
    return faults


def _taken_away(document: Mapping[str, Any], profile: Profile) -> dict[str, str]:
    """Clocks are changed, never taken away: a deadline would silently be gone."""
    keys = [one["key"] for one in document["clocks"]]
    return {f"clocks.{key}": "must be there." for key in keys if key not in profile.clocks}


def _not_for_demo(overrides: Mapping[str, Any], timeline: Timeline) -> dict[str, str]:
    """As written, before anything is swapped: a real number is told, not silently replaced."""
    document = base_document(timeline.area, demo=True)
    for contact in document["contacts"]:
        contact["pretended"] = False
    written = laid_over(document, overrides)["contacts"]
    return {f"contacts.{one['key']}": IN_DEMO for one in written if not reaches_nobody(one)}


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


def _rolls_back(fields: Mapping[str, Any]) -> bool:
    return fields.get("roll_back_to") is not None


def _waiting(current: Record | None) -> Record:
    assert current is not None
    if current.fields["status"] != "waiting":
        raise Refused("not-in-this-state", "This was decided already.")
    return current


def _decided(desk: Desk) -> Fields:
    return {"decided_by": author_at(desk).person_id, "decided_at": time_text(desk.received_at)}
