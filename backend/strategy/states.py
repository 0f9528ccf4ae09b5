"""Where a request can stand, and which named change takes it from where to where (analysis 3.2).

The machine is data: a kind of change that is not named in `STEPS` moves no request. A change by
itself says where it may be made; what else must be so (who, what is known) stands with its kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sync.errors import Refused
from sync.messages import Record

REQUEST = "strategy_request"
"""The type of the record."""


@dataclass(frozen=True, slots=True)
class State:
    """`words` go on after "The request"; `instead` is what can be done in this state."""

    words: str
    instead: str


STATES: Mapping[str, State] = {
    "awaiting_authorisation": State(
        "waits for a manager to authorise it.", "A manager authorises it or returns it."
    ),
    "returned": State(
        "was returned with reasons.", "Put it right: it then goes back to the manager."
    ),
    "authorised": State(
        "is authorised and on its way to the police.", "Ring the police if it cannot wait."
    ),
    "with_business_support": State(
        "is with business support, who forward it to the police.",
        "Ring business support, or the police if it cannot wait.",
    ),
    "sent_to_police": State(
        "was sent to the police.", "Ring them if it cannot wait, or ask to cancel it."
    ),
    "police_contact_made": State(
        "is known to the police, who have been in touch.", "Agree a time, or ask to cancel it."
    ),
    "time_agreed": State(
        "has a time agreed with the police.", "Confirm the time, or agree another."
    ),
    "slot_offered": State("has a slot held for it.", "Confirm the slot, or release it."),
    "meeting_booked": State("has a meeting booked.", "Confirm the time, or release it."),
    "slot_confirmed": State(
        "has a confirmed time.", "Move the time, release it, or ask to cancel the request."
    ),
    "cancel_requested": State(
        "is asked to be cancelled, and waits for everybody's agreement.",
        "Agree to it, or say that it must go on.",
    ),
    "withdrawn": State("was withdrawn.", "Raise a new request."),
    "redirected": State("was redirected.", "Raise a new request if a discussion is needed."),
    "merged": State("was merged into another request.", "Open that other request."),
    "cancelled": State("was cancelled.", "Raise a new request."),
}

EDITABLE = ("awaiting_authorisation", "returned")
DISPATCHING = ("authorised", "with_business_support", "sent_to_police")
TOUCHED = (*DISPATCHING, "police_contact_made")
TIMED = ("time_agreed", "slot_offered", "meeting_booked")
GOING = (*TOUCHED, *TIMED, "slot_confirmed")
"""Authorised, and on the way to a discussion."""
ON_THE_WAY = (*EDITABLE, *GOING)
OPEN = (*ON_THE_WAY, "cancel_requested")
ENDED = ("withdrawn", "redirected", "merged", "cancelled")
ANY = (*OPEN, *ENDED)

RANK: Mapping[str, int] = {
    **{status: rank for rank, status in enumerate((*EDITABLE, *TOUCHED))},
    **dict.fromkeys(TIMED, 10),
    "slot_confirmed": 11,
}
"""How far along. What comes late (a mail, a note of a call) never takes a request back."""


@dataclass(frozen=True, slots=True)
class Step:
    """From where a change may be made, and where it may lead; `back` is a way back on purpose."""

    come_from: tuple[str, ...]
    to: tuple[str, ...] = ()
    back: bool = False


STEPS: Mapping[str, Step] = {
    # raising
    "raise_request": Step(EDITABLE, ("awaiting_authorisation", "redirected", "authorised")),
    "edit_request": Step(
        ON_THE_WAY,
        ("awaiting_authorisation", "redirected", "sent_to_police", "police_contact_made"),
    ),
    "merge_request": Step((*EDITABLE, *TOUCHED), ("merged",)),
    "not_a_duplicate": Step(OPEN),
    # authorising
    "authorise_request": Step(("awaiting_authorisation",), ("authorised", "police_contact_made")),
    "return_request": Step(
        ("awaiting_authorisation", "authorised", "with_business_support"), ("returned",), back=True
    ),
    "record_verbal_authorisation": Step(EDITABLE, ("authorised", "police_contact_made")),
    "confirm_verbal_authorisation": Step(OPEN, ("returned", "cancel_requested"), back=True),
    "note_not_confirmed": Step(OPEN),
    "confirm_receipt": Step(GOING),
    "report_manager_unreachable": Step(OPEN),
    # to the police and back
    "note_dispatch": Step(ANY, ("with_business_support", "sent_to_police", "slot_offered")),
    "forward_to_police": Step(("with_business_support", "police_contact_made", *TIMED)),
    "sent_by_hand": Step(GOING, ("with_business_support", "sent_to_police", "slot_offered")),
    "send_again": Step((*GOING, "cancel_requested", "cancelled")),
    "record_police_contact": Step(OPEN, ("police_contact_made",)),
    "add_police_note": Step((*GOING, "cancel_requested")),
    "assign_officer": Step((*GOING, "cancel_requested")),
    "answer_link": Step((*GOING, "cancel_requested"), ("police_contact_made",)),
    # agreeing the time
    "agree_time": Step((*TOUCHED, "time_agreed"), ("time_agreed",)),
    "propose_time": Step((*TOUCHED, *TIMED)),
    "arrange_health": Step(GOING),
    "offer_slot": Step((*TOUCHED, "slot_offered"), ("slot_offered",)),
    "note_hold_ran_out": Step(("slot_offered",)),
    "book_meeting": Step((*TOUCHED, "meeting_booked"), ("meeting_booked",)),
    "invite": Step(GOING),
    "edit_invitation": Step(GOING),
    "remove_invitation": Step(OPEN),
    "reply_to_invitation": Step((*GOING, "cancel_requested")),
    "note_information": Step((*GOING, "cancel_requested")),
    "confirm_slot": Step(GOING, ("slot_confirmed",)),
    "move_slot": Step(("slot_confirmed",), ("slot_confirmed",)),
    "release_slot": Step((*TIMED, "slot_confirmed"), TOUCHED, back=True),
    "report_overrun": Step(("slot_confirmed",)),
    "note_reminder": Step(("slot_confirmed",)),
    # leaving
    "withdraw_request": Step((*EDITABLE, "authorised"), ("withdrawn",)),
    "redirect_request": Step((*EDITABLE, "authorised"), ("redirected",)),
    "request_cancellation": Step(ON_THE_WAY, ("cancel_requested",)),
    "agree_cancellation": Step(("cancel_requested",), ("cancelled", *ON_THE_WAY), back=True),
}


def check_step(kind: str, request: Record) -> None:
    """Refused in words when this cannot be done where the request stands."""
    check_status(request, *STEPS[kind].come_from)


def check_status(request: Record, *allowed: str) -> None:
    """Refused: where it stands, and what can be done there instead."""
    status = str(request.fields["status"])
    if status not in allowed:
        state = STATES[status]
        raise Refused(
            "not-in-this-state",
            f"This cannot be done now: the request {state.words} {state.instead}",
        )


def moved(kind: str, request: Record) -> str:
    """Where it stands after this change: further along, or as far as it is already."""
    step, status = STEPS[kind], str(request.fields["status"])
    if not step.to:
        return status
    return step.to[0] if step.back else further(status, step.to[0])


def further(status: str, to: str) -> str:
    """`to`, unless the request is further along already, on its way out, or not authorised yet."""
    if to not in RANK:
        return to
    if status in EDITABLE and to not in (*EDITABLE, "authorised"):
        return status
    is_behind = status in RANK and RANK[status] < RANK[to]
    return to if is_behind or status == to else status


def may_lead(kind: str, before: str, after: str) -> bool:
    """Whether the machine knows this move."""
    step = STEPS.get(kind)
    if step is None:
        return before == after
    return before in step.come_from and after in {before, *step.to}


def is_open(status: str) -> bool:
    """Still on the way, or asked to be cancelled."""
    return status in OPEN
