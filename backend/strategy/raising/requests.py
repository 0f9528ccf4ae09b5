"""A request as it is raised and edited: whose, about whom, and what the server adds."""

from collections.abc import Collection
from typing import Any

from backend.areas.form import NOTHING
from backend.areas.going_live import NOT_LIVE
from backend.areas.profile import Profile
from backend.areas.versions import is_open, profile_of_request, profile_of_version
from backend.cases.caseload import (
    cases_of,
    check_may_meet,
    check_may_write,
    colleague_in,
    family_of,
    has_left,
)
from backend.cases.changes import check_visit_named
from backend.people.author import Role, author_at
from backend.schemas import heard_by
from backend.strategy.blank import nothing_yet
from backend.strategy.calls import take_calls
from backend.strategy.following import follow, worked_out
from backend.strategy.openings import start_discussion
from backend.strategy.raising.alike import then_look_for_alike
from backend.strategy.raising.looked_at import check_answers, looked_at, redirected
from backend.strategy.refs import next_ref
from backend.strategy.states import EDITABLE, OPEN, check_status, check_step
from backend.visits.changes import visit_reads
from backend.visits.children import check_children
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

SNAPSHOT = (
    "date_of_birth",
    "local_child_id",
    "non_mobile",
    "non_verbal",
    "interpreter_language",
    "looked_after",
)


AS_IF_EMPTY: Fields = {"child_ids": [], "what_is_happening": "", "reachable_number": ""}
"""What an urgent request may leave out."""


LATER = frozenset(
    {
        *("form", "professionals", "facts", "missing", "longer_slot", "longer_slot_reason"),
        *("crime_related", "manager_id", "reachable_number", "place_now"),
    }
)
"""What may be filled in after a request was authorised."""


def request_reads(change: Change) -> Collection[str]:
    """The case, the children, the visit, and the calls made before it."""
    calls = change.fields.get("call_ids")
    named = calls if isinstance(calls, list) else ()
    return {*visit_reads(change), *(one for one in named if isinstance(one, str))}


def check_raise(change: Change, current: Record | None, desk: Desk) -> None:
    """By whoever works with the family, or did when it was written; about its own children."""
    fields = change.fields
    if change.feed != f"discussion:{change.record_id}":
        raise Refused("wrong-feed", "A discussion is in its own feed.")
    check_may_meet(current, desk)
    if current is not None:
        check_step("raise_request", current)
    check_may_write((fields["case_id"],), desk)
    check_visit_named(fields, desk)
    area = family_of(fields["case_id"], desk).fields["area"]
    if not is_open(area, desk):
        raise Refused("area-not-live", NOT_LIVE)
    _check_content({"area": area, **fields}, fields["case_id"], desk)


def check_edit(change: Change, current: Record | None, desk: Desk) -> None:
    """Until it is authorised; together with what it says already."""
    check_may_write(cases_of(current, desk), desk)
    assert current is not None
    check_step("edit_request", current)
    if not _may_still_say(change.fields, current.fields):
        check_status(current, *EDITABLE)
    _check_content({**current.fields, **change.fields}, current.fields["case_id"], desk)


def _may_still_say(fields: Fields, request: Fields) -> bool:
    """At any time: what the area asks besides, what says nothing yet, that it is urgent (S-11)."""
    unsaid = {name for name in fields if request.get(name) in NOTHING}
    urgent = {"urgent", "category"} if fields.get("urgent") is True else set()
    return fields.keys() <= LATER | unsaid | urgent


def as_raised(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The request with what only the server may say."""
    family = family_of(fields["case_id"], desk)
    area, person_id = family.fields["area"], author_at(desk).person_id
    fields = heard_by(desk.received_at, fields, "concern_at")
    if current is not None:
        return {name: value for name, value in fields.items() if name != "profile_version"}
    profile = profile_of_version(area, fields.get("profile_version"), desk)
    request = {
        **nothing_yet(),
        **AS_IF_EMPTY,
        "concern_at": time_text(desk.happened_at),
        **fields,
        "raised_at": time_text(desk.happened_at),
        "received_at": time_text(desk.received_at),
        "manager_id": _manager_of(fields, area, desk),
        "ref": next_ref(area, desk),
        "area": area,
        "team_id": family.fields["team_id"],
        "profile_version": profile.version,
        "family_name": family.fields["name"],
        "authority": family.fields.get("authority"),
        "staff_safety": family.fields["staff_safety"],
        "raised_by": person_id,
    }
    request |= copied(profile, request, desk) | redirected(profile, request, desk)
    return {**request, **worked_out(request, desk)}


def as_edited(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """A returned request goes back to the manager, if the writer had seen that it was returned."""
    assert current is not None
    fields = heard_by(desk.received_at, fields, "concern_at")
    if "manager_id" in fields:
        area = current.fields["area"]
        fields = {**fields, "manager_id": _manager_of(fields, area, desk)}
    stamp = current.stamps.get("status")
    seen = stamp is None or stamp.version <= change.base_version
    if current.fields["status"] == "returned" and seen:
        fields = {**fields, "status": "awaiting_authorisation"}
    request = {**current.fields, **fields}
    if current.fields["status"] not in EDITABLE:
        return fields
    return {**fields, **redirected(profile_of_request(request, desk), request, desk)}


def after_raise(change: Change, record: Record, desk: Desk) -> None:
    """The discussion begins, with the calls that were made before it was written."""
    if record.version == 1:
        start_discussion(record, desk)
    take_calls(record, desk)
    after_edit(change, desk.record(record.id) or record, desk)


def after_edit(change: Change, record: Record, desk: Desk) -> None:
    """What follows from what it now says."""
    profile = profile_of_request(record.fields, desk)
    request = follow(record, desk, **copied(profile, record.fields, desk))
    if request.fields["status"] in OPEN:
        then_look_for_alike(change, request, desk)


def copied(profile: Profile, fields: Fields, desk: Desk) -> Fields:
    """What the request says in words of its own of what stands elsewhere."""
    return {
        "children": _snapshot(fields["child_ids"], desk),
        "category_label": _label_of(profile, fields),
        **looked_at(profile, fields),
    }


def _label_of(profile: Profile, fields: Fields) -> str | None:
    """In the words of the version that the request began with, whatever they are called since."""
    known = {one.code: one.label for one in profile.urgent_categories}
    return known.get(fields.get("category") or "")


def _snapshot(child_ids: list[str], desk: Desk) -> list[dict[str, Any]]:
    """What those outside the family's file need to know of each child, as it is now."""
    children = [child for one in child_ids if (child := desk.record(one)) is not None]
    return [
        {
            "id": child.id,
            "name": f"{child.fields['given_name']} {child.fields['family_name']}",
            **{name: child.fields.get(name) for name in SNAPSHOT},
        }
        for child in children
    ]


def _check_content(fields: Fields, case_id: str, desk: Desk) -> None:
    if fields.get("child_ids") or not fields["urgent"]:
        check_children(fields.get("child_ids") or (), case_id, desk)
    check_answers(profile_of_request(fields, desk), fields)


def _manager_of(fields: Fields, area: str, desk: Desk) -> str | None:
    """A manager of this area, else nobody: a colleague who has left must not stop a request."""
    person = colleague_in(area, fields.get("manager_id"), desk)
    if person is None or has_left(person, desk):
        return None
    return person.id if person.fields["role"] == Role.TEAM_MANAGER else None
