"""Routes, times, ladders and everything of the discussion itself, as an area's file has it."""

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
    count,
    flag,
    listed,
    maybe,
    one_of,
)


class RouteSchema(Part):
    """Where a request goes."""

    made = Route
    to = Words(required=True)
    words = Words(required=True)
    source = Words(required=True)
    when = listed()
    flow = maybe()
    overseen_by = maybe()
    via = listed()
    shared_by = listed()
    capacity = count()
    formerly = maybe()
    examples = listed()


class SessionsSchema(Part):
    """Times that the police keep free."""

    days = Several(Weekday(), required=True)
    start = ClockTime(required=True)
    end = ClockTime(required=True)
    slot_minutes = count(required=True)
    mapping = fields.Dict(Weekday(), Weekday(), required=True)
    cutoff = ClockTime(required=True)

    @validates_schema
    def _check_whole(self, data: dict[str, Any], **_options: Any) -> None:
        if missing := [day for day in range(5) if day not in data["mapping"]]:
            raise ValidationError({"mapping": [f"lacks {len(missing)} of Monday to Friday."]})
        if not set(data["mapping"].values()) <= set(data["days"]):
            raise ValidationError({"mapping": ["leads to a day that has no session."]})
        minutes = _minutes(data["end"]) - _minutes(data["start"])
        if minutes <= 0 or minutes % data["slot_minutes"]:
            raise ValidationError({"end": ["is after the start, by whole slots."]})

    @post_load
    def _as_sessions(self, data: dict[str, Any], **_options: Any) -> Sessions:
        return Sessions(weekdays=tuple(sorted(data.pop("days"))), **data)


class BookingSchema(Part):
    """How a time is found."""

    made = Booking
    mode = Words(required=True)
    words = Words(required=True)
    source = Words(required=True)
    sessions = fields.Nested(SessionsSchema, load_default=None, allow_none=True)
    hold_minutes = count(required=True)
    long_wait_warn_calendar_days = count(required=True)
    urgent_bypasses_slots = flag(default=True)
    usual_minutes = count(required=True)
    remind_minutes = Several(count(required=True), required=True)
    formats = listed()
    invite = listed()
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
    calendar_title = maybe()
    overrun = maybe()


class RungSchema(Part):
    """One step of the ladder."""

    made = Rung
    rung = fields.Integer(strict=True, required=True)
    to = Several(Words(), required=True)
    words = Words(required=True)
    source = Words(required=True)
    to_role = maybe()
    by = maybe()
    after_clock = maybe()
    unreachable = listed()
    told = maybe()
    events = listed()
    also = listed()
    information_only = flag()


class EmailSchema(Part):
    """To which mailbox, and under which subject."""

    made = Email
    to = Words(required=True)
    source = Words(required=True)
    subject_fallback = Words(required=True)
    subject_urgent = maybe()
    subject_standard = maybe()
    first_to = maybe()
    via = maybe()
    secure = flag()
    attach = maybe()


class QuorumSchema(Part):
    """Who must be there."""

    made = Quorum
    must = Several(Words(), required=True)
    on_gap = Words(required=True)
    source = Words(required=True)
    plus = fields.Dict(Words(), Several(Words()), load_default=dict)
    others = listed()
    each_able_to_decide = flag()
    legal = maybe()
    record = listed()


class GateSchema(Part):
    """What may not be asked for, or only under a condition."""

    made = Gate
    code = Words(required=True)
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
    agreement = Several(Words(), required=True)
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


def _minutes(at: Any) -> int:
    return int(at.hour * 60 + at.minute)
