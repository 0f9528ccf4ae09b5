"""`offer_slot`: another slot, a longer one, or one again when the hold ran out (N-27, N-35-38)."""

from backend.areas.versions import profile_of_request
from backend.strategy.agreeing.diary import is_over, line_of, write_free, write_hold
from backend.strategy.agreeing.offering import (
    asked_of,
    booked_of,
    find_slot,
    is_next_free,
    offered_fields,
    usual_minutes,
)
from backend.strategy.agreeing.parties import check_server
from backend.strategy.agreeing.remembering import remember_hold
from backend.strategy.agreeing.times import told
from backend.strategy.agreeing.ways import IN_SLOTS, check_way
from backend.strategy.following import follow
from backend.strategy.may import check_deed, request_in_hand
from backend.strategy.session import gives_slots
from backend.strategy.states import check_step, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record

URGENT_HAS_NO_SLOT = Refused(
    "urgent-has-no-slot", "An urgent request waits for no session: ring the police."
)
NOT_SENT = Refused(
    "not-sent-yet", "A slot is held when the request has reached the police. It has not yet."
)


def check_offer(change: Change, current: Record | None, desk: Desk) -> None:
    """By whoever books in the area; another than the next free, or a longer one, says why."""
    request = request_in_hand(current)
    profile = check_way(IN_SLOTS, request, desk)
    check_deed("book", request, desk)
    check_step("offer_slot", request)
    if not gives_slots(profile, request.fields):
        raise URGENT_HAS_NO_SLOT
    if not request.fields.get("sent_to_police_at"):
        raise NOT_SENT
    asked = asked_of(change.fields)
    longer = (asked.minutes or 0) > usual_minutes(profile, request.fields)
    if asked.because is None and (longer or not is_next_free(profile, request, asked, desk)):
        raise Refused(
            "reason-needed",
            "Police diary time is short. Say why it is not the next free slot, or why longer.",
            {"because": "Say why."},
        )


def as_offered(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The slot that is held from now on."""
    request = request_in_hand(current)
    profile = profile_of_request(request.fields, desk)
    booked = find_slot(profile, request, asked_of(fields), desk)
    offered = offered_fields(profile, request, booked, fields.get("because"), desk)
    return {"status": moved("offer_slot", request), **offered}


def then_hold(change: Change, record: Record, desk: Desk) -> None:
    """It stands in the diary."""
    profile = profile_of_request(record.fields, desk)
    write_hold(profile, booked_of(record), record.fields["booking"]["because"], desk)
    follow(record, desk)
    remember_hold(record, desk)


def check_ran_out(change: Change, current: Record | None, desk: Desk) -> None:
    """By the server, when the hold that it was to remember is over."""
    request = request_in_hand(current)
    check_server(desk)
    check_step("note_hold_ran_out", request)
    line = line_of(request.fields["area"], request.id, desk)
    if line is None or line["starts_at"] != change.fields["starts_at"]:
        raise Refused("other-time", "Another slot is held by now.")
    if not is_over(line, desk.received_at):
        raise Refused("still-held", "It is still held.")


def as_ran_out(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The request says so; a slot is offered again when somebody asks."""
    booking = request_in_hand(current).fields["booking"]
    return {"booking": {**booking, "state": "ran_out", "held_until": None}}


def then_slot_is_free(change: Change, record: Record, desk: Desk) -> None:
    """Others may have it."""
    write_free(record.fields["area"], record.id, desk)
    follow(record, desk)


def check_is_held(change: Change, request: Record, desk: Desk) -> None:
    """What is confirmed in an area with sessions is the slot that is held for the request.

    Where no session had room a person has arranged the time: any is taken.
    """
    profile = profile_of_request(request.fields, desk)
    if not gives_slots(profile, request.fields) or request.fields.get("booking_trouble"):
        return
    line = line_of(profile.key, request.id, desk)
    if line is None:
        raise Refused("no-slot-held", "No slot is held for it. Ask for the next free one first.")
    if is_over(line, desk.received_at):
        words = f"The slot was held until {told(line['held_until'])}. Ask for one again."
        raise Refused("hold-ran-out", words)
    if line["starts_at"] != change.fields["starts_at"]:
        words = f"The slot that is held is at {told(line['starts_at'])}. Choose another slot first."
        raise Refused("other-time", words, {"starts_at": "Is not the slot that is held."})
