"""The manager cannot be reached (S-14), and business support are rung (W-21)."""

from backend.areas.versions import profile_of_request
from backend.cases.caseload import cases_of, check_may_write
from backend.people.author import Role, author_at
from backend.strategy.escalating import escalate, tell_further_up
from backend.strategy.following import follow
from backend.strategy.may import by_and_at, check_deed, not_allowed, request_in_hand
from backend.strategy.states import GOING, check_status, check_step
from sync.kinds import Desk
from sync.messages import Change, Fields, Record

AGENCIES = frozenset(
    {Role.POLICE_SERGEANT, Role.POLICE_DELEGATED_OFFICER, Role.HEALTH, Role.BUSINESS_SUPPORT}
)


def check_unreachable(change: Change, current: Record | None, desk: Desk) -> None:
    """By the police and the other agencies of the area, or by whoever works with the family."""
    request, author = request_in_hand(current), author_at(desk)
    if author.role in AGENCIES:
        if author.area != request.fields["area"]:
            raise not_allowed()
        check_status(request, *GOING, "cancel_requested")
    else:
        check_may_write(cases_of(request, desk), desk)
    check_step("report_manager_unreachable", request)


def then_tell_head_of_service(change: Change, record: Record, desk: Desk) -> None:
    """The head of service and the cover manager hear of it at the same moment (S-14)."""
    words = change.fields["words"]
    told = follow(record, desk, manager_unreachable={**by_and_at(desk), "words": words})
    manager = desk.record(told.fields.get("manager_id") or "")
    contact = manager.fields["name"] if manager else None
    escalate(change, told, desk, "manager_unreachable", words, contact)
    tell_further_up(change, told, desk)


def check_receipt(change: Change, current: Record | None, desk: Desk) -> None:
    """By the roles that the area names, else by whoever works with the family."""
    request = request_in_hand(current)
    if "confirm_by_phone" in profile_of_request(request.fields, desk).roles:
        check_deed("confirm_by_phone", request, desk)
    check_may_write(cases_of(request, desk), desk)
    check_step("confirm_receipt", request)


def then_note_receipt(change: Change, record: Record, desk: Desk) -> None:
    """Business support said that they have it, and know when the worker can."""
    how = {"how": "phone", "words": change.fields.get("words")}
    availability = change.fields.get("availability") or record.fields.get("availability")
    said = {**by_and_at(desk), **how, "availability": availability}
    follow(record, desk, receipt_confirmed=said)


def nothing_of_its_own(
    change: Change, current: Record | None, fields: Fields, desk: Desk
) -> Fields:
    """What is reported is never turned away because somebody else reported something: it is
    written by what follows."""
    return {}
