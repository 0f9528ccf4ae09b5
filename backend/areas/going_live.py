"""An area is opened for real work by an administrator, once nothing that it needs is missing."""

from typing import Any

from backend.areas.call_windows import entries
from backend.areas.names import area_of_feed, arrangements_feed
from backend.areas.profile import Opening, Profile
from backend.areas.versions import timeline_of
from backend.people.author import author_at
from backend.people.staff import administers
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

OPENINGS: tuple[Opening, ...] = ("open", "closed", "bank_holiday")
POLICE = frozenset({"police", "101"})
NOT_LIVE = (
    "This area is not open for real work yet, so nobody would read this. Call: 999 if a child is "
    "in danger now, otherwise 101."
)


def checklist(profile: Profile) -> list[dict[str, Any]]:
    """What must be set before the area goes live: `{key, name}` of each contact."""
    return [{"key": key, "name": profile.contacts[key].name} for key in profile.missing()]


def without_police(profile: Profile) -> dict[str, str]:
    """Of each line for the police, when it would offer no 999 or no police number (promise 1)."""
    faults = {}
    for line in profile.lines:
        if line.purpose != "urgent_police":
            continue
        for opening in OPENINGS:
            called = {one["called"] for one in entries(line, opening) if one["number"]}
            if "999" not in called or not called & POLICE:
                words = opening.replace("_", " ")
                faults["calls.urgent_police.entries"] = (
                    f"offers no 999, or nobody at the police, while it is {words}."
                )
    return faults


def check_opens_area(change: Change, current: Record | None, desk: Desk) -> None:
    """An administrator of the area, when the list is empty: by what counts now and later."""
    area = area_of_feed(current.feed if current else "")
    administers(desk, area)
    timeline = timeline_of(area, desk.record)
    counting = (timeline.at(desk.received_at), *timeline.after(desk.received_at))
    missing = {
        f"contacts.{one['key']}": f"{one['name']} is not set."
        for version in counting
        for one in checklist(timeline.profile(version))
    }
    if missing:
        raise Refused("not-ready", "Something that the area must have is not set yet.", missing)


def as_live(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Since when, and by whom; who says it a second time changes nothing."""
    before = current.fields if current else {}
    return {
        "live_at": before.get("live_at") or time_text(desk.received_at),
        "live_by": before.get("live_by") or author_at(desk).person_id,
    }


def feed_of_arrangements(change: Change, desk: Desk) -> str:
    """Of the author's own area."""
    return arrangements_feed(author_at(desk).area)
