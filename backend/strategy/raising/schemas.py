"""What a strategy request says."""

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
