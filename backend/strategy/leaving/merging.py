"""Two requests about the same child become one, or are found to be about two (analysis 3.5).

Both authors stay on it, the earliest concern keeps the clock, and the police have one thread: the
one that they had first.
"""

from typing import Any

from backend.areas.versions import profile_of_request
from backend.cases.caseload import cases_of, check_may_write
from backend.schemas import read_moment
from backend.strategy.following import follow
from backend.strategy.leaving.ending import then_ended
from backend.strategy.may import by_and_at, is_manager_of, not_allowed, request_in_hand
from backend.strategy.raising.requests import copied
from backend.strategy.states import ON_THE_WAY, REQUEST, check_status, check_step, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record

SAID = (
    *("what_is_happening", "reasonable_cause", "reachable_number", "place_now", "category_label"),
    *("ref", "raised_at", "concern_at", "urgent", "manager_id"),
)
"""What the other author had written, as it was."""
THREAD = ("sent_to_business_support_at", "sent_to_police_at")


def check_merge(change: Change, current: Record | None, desk: Desk) -> None:
    """By the manager of both, into one that goes on, and that the police have had for longer."""
    request = request_in_hand(current)
    into = _other(change.fields["into"], request, desk)
    if not (is_manager_of(request, desk) and is_manager_of(into, desk)):
        raise not_allowed()
    check_step("merge_request", request)
    check_status(into, *ON_THE_WAY)
    ends, stays = _thread_since(request.fields), _thread_since(into.fields)
    if ends is not None and (stays is None or ends < stays):
        raise Refused(
            "other-way-round",
            f"The police have {request.fields['ref']} already: merge {into.fields['ref']} into it.",
        )


def as_merged(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Into which, by whom and why; it is never deleted (analysis 3.4, invariant 4)."""
    return {
        "status": moved("merge_request", request_in_hand(current)),
        "merged_into": fields["into"],
        "merged": {**by_and_at(desk), "reason": fields["reason"]},
    }


def then_take_over(change: Change, record: Record, desk: Desk) -> None:
    """What the other had said stands beside what this one says."""
    then_ended(change, record, desk)
    into, ended = desk.record(change.fields["into"]), desk.record(record.id) or record
    assert into is not None
    said = _together(into.fields, ended)
    whole = {**into.fields, **said}
    follow(into, desk, **said, **copied(profile_of_request(whole, desk), whole, desk))


def check_not_alike(change: Change, current: Record | None, desk: Desk) -> None:
    """By whoever works with the family or manages it, of what was found to be alike."""
    request = request_in_hand(current)
    check_may_write(cases_of(request, desk), desk)
    check_step("not_a_duplicate", request)
    other = _other(change.fields["other_id"], request, desk)
    if other.id not in (request.fields.get("duplicates") or ()):
        raise Refused("not-alike", "These two are not taken for the same.")


def then_part(change: Change, record: Record, desk: Desk) -> None:
    """Neither names the other any more, and they are not taken for one again."""
    other = desk.record(change.fields["other_id"])
    assert other is not None
    told = {**by_and_at(desk), "reason": change.fields["reason"]}
    for one, the_other in ((record, other), (other, record)):
        left = [alike for alike in one.fields.get("duplicates") or () if alike != the_other.id]
        apart = {**(one.fields.get("no_duplicates") or {}), the_other.id: told}
        follow(one, desk, duplicates=left, no_duplicates=apart)


def _other(request_id: str, request: Record, desk: Desk) -> Record:
    other = desk.record(request_id)
    if other is None or other.type != REQUEST or other.id == request.id:
        raise Refused("no-such-request", "That other request is not here.", {"into": "Not here."})
    return other


def _thread_since(request: Fields) -> str | None:
    """Since when the police, or who hands it on to them, have it in writing or were in touch."""
    contact = (request.get("police_contact") or {}).get("at")
    times = [request.get(name) for name in THREAD]
    return min((one for one in (contact, *times) if one), default=None)


def _together(into: Fields, ended: Record) -> Fields:
    other = ended.fields
    more: dict[str, Any] = {
        "merged_from": [*(into.get("merged_from") or ()), ended.id],
        "also_raised": [*(into.get("also_raised") or ()), _author(ended)],
        "duplicates": [one for one in into.get("duplicates") or () if one != ended.id],
        "concern_at": min(into["concern_at"], other["concern_at"], key=read_moment),
        "call_outcomes": {**other["call_outcomes"], **into["call_outcomes"]},
    }
    if into["case_id"] == other["case_id"]:
        more["child_ids"] = list(dict.fromkeys([*into["child_ids"], *other["child_ids"]]))
    if other["urgent"] and not into["urgent"]:
        more |= {"urgent": True, "category": other.get("category")}
    return more


def _author(ended: Record) -> Fields:
    said = {name: ended.fields.get(name) for name in SAID}
    return {"request_id": ended.id, "by": ended.fields["raised_by"], **said}
