"""What a strategy request says, and what is decided of it."""

from marshmallow import fields, validate

from backend.schemas import (
    AwareDateTime,
    LongText,
    SafeText,
    StrictBool,
    StrictInt,
    StrictSchema,
    Uuid,
)
from backend.visits.schemas import MOST_CHILDREN

MOST_CALLS = 50
"""Calls made before one request was written."""


class RequestFields(StrictSchema):
    """What the worker writes."""

    child_ids = fields.List(Uuid(), required=True, validate=validate.Length(max=MOST_CHILDREN))
    urgent = StrictBool(required=True)
    category = SafeText(longest=60, allow_none=True)
    what_is_happening = LongText(required=True)
    reasonable_cause = LongText(allow_none=True, may_be_empty=True)
    concern_at = AwareDateTime(required=True)
    reachable_number = SafeText(longest=40, required=True)
    place_now = LongText(longest=1000, allow_none=True, may_be_empty=True)
    manager_id = Uuid(allow_none=True)


class RaiseSchema(RequestFields):
    """`raise_request`."""

    case_id = Uuid(required=True)
    visit_id = Uuid(allow_none=True)
    call_ids = fields.List(Uuid(), validate=validate.Length(max=MOST_CALLS))
    profile_version = StrictInt()
    """Of the arrangements that the phone had when it was written."""


class ReasonSchema(StrictSchema):
    """`withdraw_request`."""

    reason = LongText(longest=4000, required=True)


class ReasonsSchema(StrictSchema):
    """`return_request`: what is to be put right."""

    reasons = LongText(longest=4000, required=True)


class AuthoriseSchema(StrictSchema):
    """`authorise_request`: the manager has read and checked it."""

    checked = StrictBool(required=True)


class ConfirmSchema(StrictSchema):
    """`confirm_slot`: when and where."""

    starts_at = AwareDateTime(required=True)
    place = LongText(longest=500, required=True)
    join_note = LongText(longest=2000, allow_none=True, may_be_empty=True)
