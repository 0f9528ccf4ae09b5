"""Who a request waits for, and for what: the first entry is the one obvious next step.

Each entry is `{who, what, since, due_at}`: `who` a role or an agency (`server`: Doorstep's
own turn), `what` a code that the phone has words for, times as they travel, null where none is
known. What a state waits for comes from the area's arrangements, never from its name.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from backend.areas.profile import Profile
from backend.schemas import read_moment
from backend.strategy.known import contacted_at
from backend.strategy.states import DISPATCHING, GOING, is_open
from sync.messages import Fields, time_text

Wait = dict[str, Any]
Rule = Callable[[Profile, Fields], Iterator[Wait]]

PARTY: Mapping[str, str] = {"csc_team_manager": "team_manager"}
"""Whom an area's word for somebody who must agree stands for, where it is not a role's own."""


def waiting_for(profile: Profile, request: Fields) -> list[Wait]:
    """Everybody whom the request waits for, the most pressing first."""
    if not is_open(request["status"]):
        return list(_mending(profile, request))
    return [one for rule in RULES for one in rule(profile, request)]


def wait(who: str, what: str, since: str | None, due_at: str | None = None) -> Wait:
    """One entry."""
    return {"who": who, "what": what, "since": since, "due_at": due_at}


def _alert_call(profile: Profile, request: Fields) -> Iterator[Wait]:
    """An urgent request whose call nobody has answered."""
    if request["urgent"] and request["urgent_call"] != "spoke" and not contacted_at(request):
        yield wait("social_worker", "ring_police", request["received_at"], request["received_at"])


def _manager(profile: Profile, request: Fields) -> Iterator[Wait]:
    """To be authorised, put right, or confirmed after a telephone call."""
    status, given = request["status"], request.get("authorisation") or {}
    if status == "awaiting_authorisation":
        since = request["received_at"]
        due = _after(since, profile.authorisation.urgent_within) if request["urgent"] else None
        yield wait("team_manager", "authorise", since, due)
    if status == "returned":
        yield wait("social_worker", "put_right", (request["returned"] or {}).get("at"))
    if given.get("confirm_by") and not (given.get("confirmed_at") or given.get("refused_at")):
        yield wait("team_manager", "confirm_verbal", given["at"], given["confirm_by"])


def _dispatch(profile: Profile, request: Fields) -> Iterator[Wait]:
    """On its way to the police; and what went wrong with it."""
    via, trouble = profile.email.via, request.get("dispatch_trouble")
    yield from _mending(profile, request)
    if request["status"] not in GOING or request.get("sent_to_police_at"):
        return
    handed_on = request.get("sent_to_business_support_at")
    if via and handed_on:
        yield wait("business_support", "forward", handed_on)
    elif not trouble:
        yield wait("server", "dispatch", request["authorised_at"])


def _mending(profile: Profile, request: Fields) -> Iterator[Wait]:
    """A mail that did not go as it should; after the end, one that went all the same."""
    trouble = request.get("dispatch_trouble")
    if trouble:
        who = "business_support" if profile.email.via else "team_manager"
        yield wait(who, "mend_delivery", trouble["at"])


def _receipt(profile: Profile, request: Fields) -> Iterator[Wait]:
    """Business support are rung, where the area has it so (W-21)."""
    handed_on = request.get("sent_to_business_support_at")
    asked = profile.roles.get("confirm_by_phone") and handed_on and request["status"] in GOING
    if asked and not request.get("receipt_confirmed"):
        yield wait("social_worker", "confirm_receipt", handed_on)


def _police(profile: Profile, request: Fields) -> Iterator[Wait]:
    """Sent, and nobody of the police has been in touch; where they keep sessions they need not."""
    sent_at = request.get("sent_to_police_at")
    if profile.booking.sessions and not request["urgent"]:
        return
    if sent_at and request["status"] in DISPATCHING and not contacted_at(request):
        yield wait("police", "contact_manager", sent_at, _contact_due(request))
    tried = request.get("police_contact")
    if tried and not contacted_at(request):
        yield wait("team_manager", "ring_back", tried["at"], _contact_due(request))


def _time(profile: Profile, request: Fields) -> Iterator[Wait]:
    """A time is to be found, then confirmed: each area has its own way."""
    status = request["status"]
    health = request.get("health") or {}
    known = request.get("sent_to_police_at") or contacted_at(request)
    if status in ("sent_to_police", "police_contact_made") and known:
        step = TIME_STEPS.get(profile.booking.mode)
        if profile.booking.sessions and request["urgent"]:
            step = ("team_manager", "hold_discussion") if contacted_at(request) else None
        if step:
            yield wait(*step, contacted_at(request) or request.get("sent_to_police_at"))
    if status == "time_agreed" and health.get("state") in (None, "needed"):
        yield wait("team_manager", "arrange_health", (request.get("agreed") or {}).get("at"))
    booking = request.get("booking") or {}
    if status == "slot_offered" and booking.get("state") == "ran_out":
        yield wait("team_manager", "choose_slot", None)
    elif status in CONFIRMERS:
        due = booking.get("held_until") if status == "slot_offered" else None
        yield wait(CONFIRMERS[status], "confirm_slot", None, due)


def _invited(profile: Profile, request: Fields) -> Iterator[Wait]:
    """Agencies that are invited: to answer, and to send what they know before it (W-22)."""
    if request["status"] not in GOING:
        return
    before = (request.get("calendar") or {}).get("starts_at")
    for agency in request.get("awaiting_reply", ()):
        yield wait(agency, "reply", None, before)
    for agency in request.get("awaiting_information", ()):
        yield wait(agency, "send_information", None, before)


def _cancellation(profile: Profile, request: Fields) -> Iterator[Wait]:
    """Whose agreement to the cancellation is missing."""
    if request["status"] != "cancel_requested":
        return
    asked = request["cancellation"]
    for party in profile.cancellation.agreement:
        if not (asked["agreements"].get(party) or {}).get("agreed"):
            who = PARTY.get(party, party)
            yield wait(who, "agree_cancellation", asked["asked_at"])


TIME_STEPS: Mapping[str, tuple[str, str]] = {
    "time_agreed_by_phone": ("team_manager", "agree_time"),
    "session_slots": ("team_manager", "choose_slot"),
    "booked_by_business_support": ("business_support", "book_meeting"),
}
"""By the mode of `booking`: who finds the time, and how."""

CONFIRMERS: Mapping[str, str] = {
    "time_agreed": "team_manager",
    "slot_offered": "team_manager",
    "meeting_booked": "business_support",
}


def _alike(profile: Profile, request: Fields) -> Iterator[Wait]:
    """Another request may be about the same child: a manager looks at both."""
    if request.get("duplicates"):
        yield wait("team_manager", "look_at_duplicate", request["received_at"])


RULES: tuple[Rule, ...] = (
    _cancellation,
    _alert_call,
    _manager,
    _dispatch,
    _police,
    _time,
    _receipt,
    _invited,
    _alike,
)
"""In this order."""


def _contact_due(request: Fields) -> str | None:
    """Of the clocks that stop when the police are in touch, the first."""
    clocks = (one for one in request["clocks"] if "police_contacted_at" in one.get("met_by", ()))
    return min((one["due_at"] for one in clocks if not one.get("met_at")), default=None)


def _after(moment: str, span: timedelta) -> str:
    return time_text(read_moment(moment) + span)
