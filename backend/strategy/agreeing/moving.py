"""A confirmed time is moved, given up, or begins late."""

from typing import Any

from backend.areas.versions import profile_of_request
from backend.schemas import read_moment
from backend.strategy.agreeing.confirming import all_know, confirmed_fields
from backend.strategy.agreeing.diary import line_of, write_confirmed, write_free, write_hold
from backend.strategy.agreeing.offering import Asked, booked_of, find_slot, offered_fields
from backend.strategy.agreeing.parties import arranges, check_arranges, speaks_for
from backend.strategy.agreeing.telephone import health_again
from backend.strategy.agreeing.telling import tell_it_is_off
from backend.strategy.agreeing.times import calendar_off, check_can_be_held, check_span
from backend.strategy.following import follow
from backend.strategy.may import by_and_at, check_deed, not_allowed, request_in_hand
from backend.strategy.states import check_step
from sync.kinds import Desk
from sync.messages import Change, Fields, Record

TIMES = ("agreed", "booking", "meeting", "confirmed")


def check_move(change: Change, current: Record | None, desk: Desk) -> None:
    """By who confirms in the area, with a reason; a slot of a session must be a free one."""
    request, fields = request_in_hand(current), change.fields
    check_deed("confirm_slot", request, desk)
    check_step("move_slot", request)
    check_can_be_held(read_moment(fields["starts_at"]), desk)
    check_span(fields["starts_at"], fields.get("ends_at"))


def as_moved(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The new time, and from which one (the calendars' sequence counts on)."""
    request = request_in_hand(current)
    before, reason = request.fields["confirmed"], fields["reason"]
    said: Fields = {one: fields[one] for one in ("starts_at", "ends_at", "place") if one in fields}
    place: Fields = {"place": before["place"], "join_note": before.get("join_note")}
    booking = _moved_slot(request, fields, desk)
    ends: Fields = {"ends_at": booking["ends_at"]} if booking else {}
    told = confirmed_fields(request, {**place, **ends, **said}, desk)
    came_from = {"starts_at": before["starts_at"], "place": before["place"], "reason": reason}
    return {
        "confirmed": {**told["confirmed"], **by_and_at(desk)},
        "calendar": told["calendar"],
        "moved_from": {**came_from, **by_and_at(desk)},
        "overrun": None,
        **health_again(request.fields, told["calendar"]["sequence"]),
        **({"booking": booking} if booking else {}),
    }


def then_all_know_of_the_move(change: Change, record: Record, desk: Desk) -> None:
    """The diary, everybody invited, and who is reminded."""
    profile = profile_of_request(record.fields, desk)
    booking = record.fields.get("booking")
    if booking and booking["state"] == "held":
        write_hold(profile, booked_of(record), booking["because"], desk)
        write_confirmed(profile.key, record.id, desk)
        settled = {**booking, "state": "confirmed", "held_until": None}
        record = follow(record, desk, booking=settled)
    all_know(change, record, desk)


def check_release(change: Change, current: Record | None, desk: Desk) -> None:
    """By who books or confirms in the area, with a reason."""
    request = request_in_hand(current)
    check_arranges(request, desk)
    check_step("release_slot", request)


def as_released(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """No time any more: it stands where it stood before one was found."""
    request = request_in_hand(current)
    return {"status": status_without_time(request.fields), **without_time(request, fields, desk)}


def then_the_time_is_free(change: Change, record: Record, desk: Desk) -> None:
    """Others may have the slot; who was sent a time hears that it is off."""
    free_the_time(change, record, desk)
    follow(desk.record(record.id) or record, desk)


def free_the_time(change: Change, record: Record, desk: Desk) -> None:
    """What a request leaves behind when it has ended: a free slot, and calendars without it."""
    freed = write_free(record.fields["area"], record.id, desk)
    stands = desk.record(record.id) or record
    booking = stands.fields.get("booking")
    if freed and booking and booking["state"] != "released":
        stands = stands.next(fields={**stands.fields, "booking": _released(booking)})
        desk.write(stands)
    calendar = stands.fields.get("calendar")
    if calendar is None:
        return
    if not calendar["cancelled"]:
        off = calendar_off(stands.fields)
        stands = stands.next(fields={**stands.fields, "calendar": off})
        desk.write(stands)
    tell_it_is_off(change, stands, desk)


def without_time(request: Record, fields: Fields, desk: Desk) -> Fields:
    """What it says when its time is given up."""
    had = [request.fields.get(one) for one in reversed(TIMES)]
    starts_at = next((one["starts_at"] for one in had if one), None)
    booking = request.fields.get("booking")
    freed = _released(booking) if booking else booking
    return {
        "released": {"starts_at": starts_at, "reason": fields["reason"], **by_and_at(desk)},
        "agreed": None,
        "meeting": None,
        "confirmed": None,
        "booking": freed,
        "overrun": None,
    }


def status_without_time(request: Fields) -> str:
    """As far as it had come before a time was found."""
    if request.get("police_contact"):
        return "police_contact_made"
    if request.get("sent_to_police_at"):
        return "sent_to_police"
    return "with_business_support" if request.get("sent_to_business_support_at") else "authorised"


def check_overrun(change: Change, current: Record | None, desk: Desk) -> None:
    """By the police, whose session runs late, or by who books and confirms (N-40)."""
    request = request_in_hand(current)

    if not (arranges(request, desk) or speaks_for("police", request, desk)):
        raise not_allowed()
    check_step("report_overrun", request)


def as_late(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """So many minutes; the time itself stays."""
    return {"overrun": {"words": None, **fields, **by_and_at(desk)}}


def _released(booking: Fields) -> Fields:
    return {**booking, "state": "released", "held_until": None}


def _moved_slot(request: Record, fields: Fields, desk: Desk) -> dict[str, Any] | None:
    """The slot that it moves to, where it has one; Refused when it is not free."""
    profile = profile_of_request(request.fields, desk)
    line = line_of(profile.key, request.id, desk)
    if line is None:
        return None
    span = read_moment(line["ends_at"]) - read_moment(line["starts_at"])
    minutes = int(span.total_seconds() // 60)
    asked = Asked(read_moment(fields["starts_at"]), minutes, fields["reason"])
    booked = find_slot(profile, request, asked, desk)
    told: dict[str, Any] = offered_fields(profile, request, booked, fields["reason"], desk)
    return dict(told["booking"])
