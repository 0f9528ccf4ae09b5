"""Routes, times, ladders and everything of the discussion itself, as an area's file has it."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, post_load, validates_schema

from backend.areas.arrangements import (
    Booking,
    Cancellation,
    Confidentiality,
    Decision,
    Email,
    Gate,
    Quorum,
    Route,
    Rung,
    Sessions,
)
from backend.areas.file_schema.fields import (
    ClockTime,
    Part,
    Several,
    Weekday,
    Words,
    code,
    count,
    flag,
    listed,
    maybe,
    one_of,
    word_of,
)
from backend.areas.file_schema.texts import SUBJECT
from backend.areas.vocabulary import EVENTS, FORMATS, MODES, MUST_AGREE, OF_A_ROUTE, PARTIES

A_DAY, A_WEEK = 24 * 60, 7 * 24 * 60
"""Minutes."""
OF_A_TITLE = ("start", "end", "n_numbers", "manager", "phone")
NO_FACT = "is no fact that is known here."


def party() -> Words:
    """Somebody who takes part in discussions."""
    return word_of(PARTIES, "is no party that is known here.", needed=True)


class RouteSchema(Part):
    """Where a request goes."""

    made = Route
    to = Words(required=True)
    words = Words(required=True)
    source = Words(required=True)
    when = listed(word_of(OF_A_ROUTE, NO_FACT, needed=True))
    flow = maybe()
    overseen_by = maybe()
    via = listed()
    shared_by = listed()
    capacity = count()
    formerly = maybe()
    examples = listed()


class SessionsSchema(Part):
    """Times that the police keep free."""

    days = Several(Weekday(), some=True, required=True)
    start = ClockTime(required=True)
    end = ClockTime(required=True)
    slot_minutes = count(required=True, most=A_DAY)
    mapping = fields.Dict(Weekday(), Weekday(), required=True)
    cutoff = ClockTime(required=True)

    @validates_schema
    def _check_whole(self, data: dict[str, Any], **_options: Any) -> None:
        if missing := [day for day in range(5) if day not in data["mapping"]]:
            raise ValidationError({"mapping": [f"lacks {len(missing)} of Monday to Friday."]})
        if not set(data["mapping"].values()) <= set(data["days"]):
            raise ValidationError({"mapping": ["leads to a day that has no session."]})
        if not _in_order(data["mapping"]):
            raise ValidationError({"mapping": ["leads a later referral to an earlier session."]})
        minutes = _minutes(data["end"]) - _minutes(data["start"])
        if minutes <= 0 or minutes % data["slot_minutes"]:
            raise ValidationError({"end": ["is after the start, by whole slots."]})

    @post_load
    def _as_sessions(self, data: dict[str, Any], **_options: Any) -> Sessions:
        return Sessions(weekdays=tuple(sorted(data.pop("days"))), **data)


class BookingSchema(Part):
    """How a time is found."""

    made = Booking
    mode = one_of(*MODES, required=True)
    words = Words(required=True)
    source = Words(required=True)
    sessions = fields.Nested(SessionsSchema, load_default=None, allow_none=True)
    hold_minutes = count(required=True, most=A_DAY)
    long_wait_warn_calendar_days = count(required=True, most=31)
    urgent_bypasses_slots = flag(default=True)
    usual_minutes = count(required=True, most=A_DAY)
    remind_minutes = Several(count(required=True, most=A_WEEK), required=True)
    formats = listed(word_of(FORMATS, "is no way of holding one that is known here.", needed=True))
    invite = listed(party())
    conference_required_for_telephone = flag()
    conference_facility = maybe()
    ask_agencies_for_information_by = maybe()
    police_calls_manager_to_agree_time = flag()
    that_call_is_not_the_discussion = flag()
    manager_then_books_health = flag()
    conference = maybe()
    after_cutoff = maybe()
    longer_slot = maybe()
    pick = maybe()
    overflow = maybe()
    bridge = maybe()
    calendar_title = maybe(fills=OF_A_TITLE)
    overrun = maybe()


class RungSchema(Part):
    """One step of the ladder."""

    made = Rung
    rung = count(required=True, most=20)
    to = Several(Words(), required=True)
    words = Words(required=True)
    source = Words(required=True)
    to_role = maybe()
    by = maybe()
    after_clock = maybe()
    unreachable = listed()
    told = maybe()
    events = listed(word_of(EVENTS, "is nothing that is reported here.", needed=True))
    also = listed()
    information_only = flag()


class EmailSchema(Part):
    """To which mailbox, and under which subject."""

    made = Email
    to = Words(required=True)
    source = Words(required=True)
    subject_fallback = Words(required=True, longest=SUBJECT, fills=("ref",))
    subject_urgent = maybe(longest=SUBJECT)
    subject_standard = maybe(longest=SUBJECT)
    first_to = maybe()
    via = maybe()
    secure = flag()
    attach = maybe()


class QuorumSchema(Part):
    """Who must be there."""

    made = Quorum
    must = Several(party(), some=True, required=True)
    on_gap = Words(required=True)
    source = Words(required=True)
    plus = fields.Dict(Words(), Several(party(), some=True), load_default=dict)
    others = listed(party())
    each_able_to_decide = flag()
    legal = maybe()
    record = listed()


class GateSchema(Part):
    """What may not be asked for, or only under a condition."""

    made = Gate
    code = code()
    allow = one_of("no", "warn", "if", default="no")
    question = maybe()
    words = Words(required=True)
    source = Words(required=True)
    redirect = maybe()
    needs = fields.Dict(Words(), Several(Words()), load_default=dict)
    refuses = fields.Dict(Words(), Several(Words()), load_default=dict)
    after_clock = maybe()


class DecisionSchema(Part):
    """What may be decided."""

    made = Decision
    options = Several(Words(), required=True)
    icpc_option = fields.Boolean(required=True, truthy={True}, falsy={False})
    source = Words(required=True)
    question = maybe()
    must_also_record = listed()


class CancellationSchema(Part):
    """Who agrees to a cancellation, and who hears of it."""

    made = Cancellation
    agreement = Several(
        word_of(MUST_AGREE, "is nobody who is asked to agree here.", needed=True), required=True
    )
    email = Several(Words(), required=True)
    rationale_required = fields.Boolean(required=True, truthy={True}, falsy={False})
    source = Words(required=True)
    given = flag(default=True)
    who = listed()
    when = maybe()
    write_to = maybe()
    purpose = maybe()


class ConfidentialitySchema(Part):
    """What a conference may be called."""

    made = Confidentiality
    conference_name = one_of("child_ids_only", "reference_only", default="reference_only")
    source = Words(required=True)
    join_check = maybe()
    calendar_surname = flag()
    secure_email = flag()


def _in_order(mapping: Mapping[int, int]) -> bool:
    """From Monday to the next Monday no session is before that of an earlier referral."""
    days = [day + (mapping[day] - day - 1) % 7 + 1 for day in range(5)]
    return days == sorted(days) and days[-1] <= days[0] + 7


def _minutes(at: Any) -> int:
    return int(at.hour * 60 + at.minute)
