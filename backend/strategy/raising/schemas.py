"""What a strategy request says."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from backend.plain_text import is_safe
from backend.schemas import (
    PAGE,
    AwareDateTime,
    LongText,
    SafeText,
    StrictBool,
    StrictInt,
    StrictSchema,
    Uuid,
    required_when,
)
from backend.visits.schemas import MOST_CHILDREN

MOST_CALLS = 50
"""Calls made before one request was written."""
MOST_PEOPLE = 40
MOST_ANSWERS = 60
LONGEST_CODE = 60
"""Fields of an area's form, and questions before it."""


class ProfessionalSchema(StrictSchema):
    """Somebody to be there, or to be asked."""

    id = Uuid()
    name = SafeText(required=True)
    role = SafeText(allow_none=True, may_be_empty=True)
    agency = SafeText(longest=60, allow_none=True, may_be_empty=True)
    phone = SafeText(longest=40, allow_none=True, may_be_empty=True)
    email = SafeText(allow_none=True, may_be_empty=True)


def people(**more: Any) -> fields.List[Any]:
    """A list of professionals."""
    limit = validate.Length(max=MOST_PEOPLE)
    return fields.List(fields.Nested(ProfessionalSchema()), validate=limit, **more)


class Answered(fields.Field[dict[str, Any]]):
    """Answers by code: text, yes or no, people. What the area asks is looked at with its form."""

    default_error_messages = {"invalid": "Must be answers by their codes."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping) or len(value) > MOST_ANSWERS:
            raise self.make_error("invalid")
        wrong = {str(code): ["Is not right."] for code, one in value.items() if not _ok(code, one)}
        if wrong:
            raise ValidationError({code[:60]: words for code, words in wrong.items()})
        return {code: _read(one) for code, one in value.items()}


_PEOPLE = people()


def _ok(code: object, value: object) -> bool:
    if not isinstance(code, str) or not is_safe(code) or not 0 < len(code) <= LONGEST_CODE:
        return False
    if isinstance(value, list):
        return _are_people(value)
    if isinstance(value, str):
        return is_safe(value) and len(value) <= PAGE
    return value is None or isinstance(value, bool)


def _are_people(value: list[Any]) -> bool:
    try:
        _PEOPLE.deserialize(value)
    except ValidationError:
        return False
    return True


def _read(value: Any) -> Any:
    return _PEOPLE.deserialize(value) if isinstance(value, list) else value


class FactsSchema(StrictSchema):
    """What decides when things are due (analysis 1.2, W-30 to W-38)."""

    forensic_evidence_needed = StrictBool(allow_none=True)
    immediate_protection = StrictBool(allow_none=True)
    incident_at = AwareDateTime(allow_none=True)
    cin_plan_decision_at = AwareDateTime(allow_none=True)
    action_at = AwareDateTime(allow_none=True)
    discharge_planned_at = AwareDateTime(allow_none=True)
    became_urgent_because = LongText(longest=4000, allow_none=True, may_be_empty=True)
    who_was_consulted = LongText(longest=1000, allow_none=True, may_be_empty=True)


class MissingSchema(StrictSchema):
    """For how long a child is missing, and how often before (N-04)."""

    minutes = StrictInt(most=60 * 24 * 3660, allow_none=True)
    episodes = StrictInt(most=10_000, allow_none=True)
    judgement = LongText(longest=4000, allow_none=True, may_be_empty=True)


class RequestFields(StrictSchema):
    """What the worker writes. An urgent request is taken with whatever is missing in it."""

    needs = (
        required_when("urgent", False, then="child_ids", message="Name at least one child."),
        required_when("urgent", False, then="what_is_happening"),
        required_when("urgent", False, then="reachable_number"),
        required_when("urgent", False, then="concern_at"),
    )
    child_ids = fields.List(Uuid(), validate=validate.Length(max=MOST_CHILDREN))
    urgent = StrictBool(required=True)
    category = SafeText(longest=60, allow_none=True)
    what_is_happening = LongText(may_be_empty=True)
    reasonable_cause = LongText(allow_none=True, may_be_empty=True)
    concern_at = AwareDateTime()
    reachable_number = SafeText(longest=40, may_be_empty=True)
    place_now = LongText(longest=1000, allow_none=True, may_be_empty=True)
    manager_id = Uuid(allow_none=True)
    crime_related = StrictBool(allow_none=True)
    form = Answered(allow_none=True)
    professionals = people(allow_none=True)
    gate_answers = Answered(allow_none=True)
    missing = fields.Nested(MissingSchema(), allow_none=True)
    facts = fields.Nested(FactsSchema(), allow_none=True)
    longer_slot = StrictBool(allow_none=True)
    longer_slot_reason = LongText(longest=4000, allow_none=True, may_be_empty=True)


class RaiseSchema(RequestFields):
    """`raise_request`."""

    case_id = Uuid(required=True)
    visit_id = Uuid(allow_none=True)
    call_ids = fields.List(Uuid(), validate=validate.Length(max=MOST_CALLS))
    profile_version = StrictInt()
    """Of the arrangements that the phone had when it was written."""
