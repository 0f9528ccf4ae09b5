"""A warning for staff is not taken down without saying why, and what it said stays readable."""

from typing import Any

from backend.people.author import author_at
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

FIELD = "staff_safety"
HISTORY = "staff_safety_history"
"""Every warning that ever stood, the present one last: {flag, note, by, at}. The server's own."""


def check_taken_down_with_reason(now: Any, current: Record | None) -> None:
    """`now` is the family's new `staff_safety`; its note, where the flag goes, says why."""
    before = current.fields.get(FIELD) if current else None
    if not before or not before["flag"] or now["flag"]:
        return
    note = (now.get("note") or "").strip()
    if not note or note == (before.get("note") or "").strip():
        raise Refused(
            "reason-needed",
            "Say in the note why staff no longer need to take care at this address.",
            {f"{FIELD}.note": "Say why the warning is taken down."},
        )


def with_first_warning(
    change: Change, current: Record | None, fields: Fields, desk: Desk
) -> Fields:
    """A family whose history was not kept from the start gets what stands as its beginning."""
    if FIELD not in fields or current is None or HISTORY in current.fields:
        return fields
    first = {**(current.fields.get(FIELD) or {"flag": False, "note": None}), "by": None, "at": None}
    return {**fields, HISTORY: [first]}


def remember_warning(change: Change, record: Record, desk: Desk) -> None:
    """Who set the warning that stands now, and when; nothing when it is the same as before."""
    if record.type != "family" or FIELD not in record.fields:
        return
    now, history = record.fields[FIELD], record.fields.get(HISTORY, [])
    if history and said(history[-1]) == said(now):
        return
    fields = {**record.fields, HISTORY: [*history, entry_of(now, desk)]}
    desk.write(record.next(fields=fields))


def entry_of(warning: Any, desk: Desk) -> Fields:
    """One line of the history."""
    by, at = author_at(desk).person_id, time_text(desk.happened_at)
    return {"flag": warning["flag"], "note": warning.get("note"), "by": by, "at": at}


def said(warning: Any) -> tuple[bool, str | None]:
    """What a warning says, whoever set it."""
    return warning["flag"], warning.get("note")
