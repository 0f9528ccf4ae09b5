"""What may be said of a visit, a child-seen check and a call. Conditional rules are data."""

from typing import ClassVar

from marshmallow import fields, validate

from backend.schemas import (
    AwareDateTime,
    Choice,
    LongText,
    RequiredWhen,
    SafeText,
    StrictBool,
    StrictSchema,
    Uuid,
    required_when,
)

PLACES = ("home", "school", "hospital", "custody", "placement", "other")
REASONS = (
    "child_declined",
    "age_or_development",
    "carer_refused",
    "no_private_space",
    "interpreter_missing",
    "unsafe",
    "child_absent",
    "other",
)
MOST_CHILDREN = 50
AGE = "age_or_development"
OUTCOMES = ("attempted", "spoke", "no_answer", "wrong_number", "not_made")
PHONES = ("this", "landline", "other")


class VisitSchema(StrictSchema):
    """A visit as it is planned."""

    needs: ClassVar[tuple[RequiredWhen, ...]] = (
        required_when("status", "on_site", then="started_at", message="Say when it started."),
    )

    place = Choice(*PLACES, required=True)
    place_detail = LongText(longest=500, allow_none=True, may_be_empty=True)
    purpose = LongText(longest=2000, allow_none=True, may_be_empty=True)
    planned_at = AwareDateTime(allow_none=True)
    child_ids = fields.List(Uuid(), required=True, validate=validate.Length(max=MOST_CHILDREN))
    worker_id = Uuid(allow_none=True)


class PlanVisitSchema(VisitSchema):
    """A visit to one family; one that was never planned starts on site."""

    case_id = Uuid(required=True)
    status = Choice("planned", "on_site")
    started_at = AwareDateTime(allow_none=True)


class StartVisitSchema(StrictSchema):
    """On site."""

    started_at = AwareDateTime(required=True)


class CompleteVisitSchema(StrictSchema):
    """Done, with a check for each child."""

    ended_at = AwareDateTime(required=True)


class BrokenOffSchema(StrictSchema):
    """Nobody opened, or it was not safe to stay."""

    reason = LongText(longest=2000, required=True)
    ended_at = AwareDateTime(required=True)


class InjurySchema(StrictSchema):
    """One injury, in words: where, what, how large, and how it was explained by whom."""

    place = SafeText(longest=60, required=True)
    side = SafeText(longest=20, allow_none=True)
    what = LongText(longest=500, required=True)
    colour = SafeText(allow_none=True, may_be_empty=True)
    size = SafeText(allow_none=True, may_be_empty=True)
    explanation = LongText(longest=4000, allow_none=True, may_be_empty=True)
    explained_by = SafeText(allow_none=True, may_be_empty=True)


class CheckFacts(StrictSchema):
    """What was seen of one child on one visit, and how."""

    needs: ClassVar[tuple[RequiredWhen, ...]] = (
        required_when(
            "seen", "yes", then="seen_alone", message="Say whether the child was seen alone."
        ),
        required_when(
            "seen", "no", then="where_absent", message="Say where the child was, and why not seen."
        ),
        required_when("seen", "no", then="next_attempt_at", message="Say when you will try again."),
        required_when(
            "seen_alone", "part", "no", then="reason_not_alone", message="Say why not alone."
        ),
        required_when(
            "reason_not_alone", "other", then="reason_text", message="Say what the reason was."
        ),
        required_when(
            "reason_not_alone",
            *(reason for reason in REASONS if reason != AGE),
            then="next_attempt_at",
            message="Say when you will try again.",
        ),
        required_when(
            "interpreter_is_family",
            True,
            then="interpreter_reason",
            message="A family member must not interpret. Say why it could not be otherwise.",
        ),
    )

    seen = Choice("yes", "no", required=True)
    seen_alone = Choice("yes", "part", "no", allow_none=True)
    reason_not_alone = Choice(*REASONS, allow_none=True)
    reason_text = LongText(longest=2000, allow_none=True, may_be_empty=True)
    where_absent = LongText(longest=2000, allow_none=True, may_be_empty=True)
    next_attempt_at = AwareDateTime(allow_none=True)
    spoken_to = StrictBool(allow_none=True)
    observed_non_verbal = StrictBool(allow_none=True)
    awake = StrictBool(allow_none=True)
    consent = Choice("child", "carer", "none_joint_only", allow_none=True)
    with_whom = LongText(longest=1000, allow_none=True, may_be_empty=True)
    place = SafeText(allow_none=True, may_be_empty=True)
    from_at = AwareDateTime(allow_none=True)
    to_at = AwareDateTime(allow_none=True)
    bedroom_seen = StrictBool(allow_none=True)
    interpreter_used = StrictBool(allow_none=True)
    interpreter_language = SafeText(allow_none=True, may_be_empty=True)
    interpreter_name = SafeText(allow_none=True, may_be_empty=True)
    interpreter_is_family = StrictBool(allow_none=True)
    interpreter_reason = LongText(longest=2000, allow_none=True, may_be_empty=True)
    identity_factors = LongText(longest=4000, allow_none=True, may_be_empty=True)
    tools_used = fields.List(SafeText(), allow_none=True, validate=validate.Length(max=50))
    child_words = LongText(longest=20_000, allow_none=True, may_be_empty=True, trim=False)
    worker_view = LongText(longest=20_000, allow_none=True, may_be_empty=True)
    injuries = fields.List(
        fields.Nested(InjurySchema()), allow_none=True, validate=validate.Length(max=200)
    )
    immediate_safety = LongText(longest=4000, allow_none=True, may_be_empty=True)


class CheckSchema(CheckFacts):
    """`record_child_seen_check`."""

    visit_id = Uuid(required=True)
    child_id = Uuid(required=True)
    case_id = Uuid(required=True)


class CorrectCheckSchema(CheckFacts):
    """`correct_child_seen_check`: the facts that change, and why."""

    reason = LongText(longest=1000, required=True)
    prompts = fields.Raw(allow_none=True)
    """A phone that sends the whole check back may send this too; the server works it out."""


class OutcomeSchema(StrictSchema):
    """`record_call_outcome`: back from the dialler."""

    outcome = Choice(*OUTCOMES, required=True)
    answered_by = SafeText(allow_none=True, may_be_empty=True)
    agreed = LongText(longest=4000, allow_none=True, may_be_empty=True)
    phone_used = Choice(*PHONES, allow_none=True)
    ended_at = AwareDateTime(allow_none=True)
    note = LongText(longest=4000, allow_none=True, may_be_empty=True)


class CallSchema(OutcomeSchema):
    """`log_call`: written before the dialler opens."""

    request_id = Uuid(allow_none=True)
    draft_request_id = Uuid(allow_none=True)
    case_id = Uuid(allow_none=True)
    visit_id = Uuid(allow_none=True)
    line_key = SafeText(longest=60, required=True)
    number = SafeText(longest=40, required=True)
    shown = SafeText(longest=60, allow_none=True)
    called = Choice("999", "police", "101", "manager", "other", required=True)
    started_at = AwareDateTime(required=True)
