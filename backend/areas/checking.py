"""A number is checked by an administrator, or reported wrong by somebody who dialled it."""

from collections.abc import Collection

from backend.areas.contacts import SAME_EVERYWHERE
from backend.areas.names import area_of_feed, arrangements_id, contact_id
from backend.areas.publish import republish
from backend.areas.versions import timeline_of
from backend.people.author import author_at
from backend.people.staff import administers
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

KEPT = 50
"""Checks and reports of one contact that stay readable in its record; every change is history."""


def check_verify(change: Change, current: Record | None, desk: Desk) -> None:
    """An administrator of the area, who names what they checked: it may be corrected since."""
    assert current is not None
    administers(desk, area_of_feed(current.feed))
    if current.fields.get("value") is None:
        raise Refused("nothing-to-check", "There is no number or address to check yet.")
    if change.fields["value"] != current.fields["value"]:
        raise Refused("changed-since", "This was corrected after you last saw it. Look again.")


def as_verified(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom, when and how; every earlier check stays readable."""
    before = current.fields.get("checks", []) if current else []
    check = {
        "value": fields["value"],
        "at": time_text(desk.received_at),
        "by": author_at(desk).person_id,
        "how": fields["how"],
    }
    return {"checks": [*before, check][-KEPT:]}


def then_republish(change: Change, record: Record, desk: Desk) -> None:
    """Phones are told at their next pull."""
    republish(area_of_feed(record.feed), desk)


def arrangements_read(change: Change) -> Collection[str]:
    """The arrangements of the feed that is named."""
    return (arrangements_id(area_of_feed(change.feed)),)


def follow_wrong_number(call: Record, desk: Desk) -> None:
    """Somebody says that a number of the area is wrong, or takes that back.

    It stays a button: a warning stands beside it until somebody has checked it.
    """
    contact = contact_of(call, desk)
    if contact is None:
        return
    before = contact.fields.get("wrong", {})
    is_wrong = call.fields["outcome"] == "wrong_number"
    if is_wrong == (call.id in before):
        return
    reports = {name: one for name, one in before.items() if name != call.id}
    if is_wrong:
        reports[call.id] = {
            "number": call.fields["number"],
            "at": time_text(desk.happened_at),
            "by": call.made_by,
        }
    latest = dict(sorted(reports.items(), key=lambda one: str(one[1]["at"]))[-KEPT:])
    desk.write(contact.next(fields={**contact.fields, "wrong": latest}))
    republish(area_of_feed(contact.feed), desk)


def contact_of(call: Record, desk: Desk) -> Record | None:
    """What was dialled, when it is a number of the caller's area."""
    area, key = author_at(desk).area, call.fields.get("line_key")
    if not area or not isinstance(key, str):
        return None
    contact = desk.record(contact_id(area, key))
    if contact is None or contact.fields["called"] in SAME_EVERYWHERE:
        return None
    return contact


def is_in_use(number: str, contact: Record, desk: Desk) -> bool:
    """Whether phones dial it today, or will: an old number that is wrong is no news."""
    timeline = timeline_of(area_of_feed(contact.feed), desk.record)
    counting = (timeline.at(desk.received_at), *timeline.after(desk.received_at))
    key = contact.fields["key"]
    return any(timeline.profile(one).contacts[key].number == number for one in counting)
