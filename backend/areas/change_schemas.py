"""What may be said of an area's arrangements, its versions and its contacts."""

import json
from typing import Any

from marshmallow import fields

from backend.plain_text import is_safe
from backend.schemas import (
    AwareDateTime,
    Choice,
    LongText,
    SafeText,
    StrictBool,
    StrictInt,
    StrictSchema,
)

MOST_CHANGES = 100
LONGEST_PATH = 120
LONGEST_VALUE = 20_000


class Changes(fields.Field[dict[str, Any]]):
    """Values by dotted path: `{"contacts.tso.address": "tso@council.example"}`."""

    default_error_messages = {
        "invalid": "Must be values by the name of their key.",
        "many": "Too many changes at once.",
        "long": "Too long.",
    }

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.make_error("invalid")
        if len(value) > MOST_CHANGES:
            raise self.make_error("many")
        text = json.dumps(value)
        if not all(0 < len(path) <= LONGEST_PATH for path in value) or not is_safe(text):
            raise self.make_error("invalid")
        if len(text) > LONGEST_VALUE:
            raise self.make_error("long")
        return value


class ProposeSchema(StrictSchema):
    """`propose_arrangements`: changes, or the version to go back to."""

    changes = Changes(load_default=dict)
    note = LongText(longest=2000, required=True)
    effective_from = AwareDateTime(
        allow_none=True, error_messages={"invalid": "Must be a day and a time, before 2200."}
    )
    roll_back_to = StrictInt(allow_none=True)


class NothingSchema(StrictSchema):
    """A change that says all by its name."""


class DeclineSchema(StrictSchema):
    """`decline_arrangements`."""

    reason = LongText(longest=2000, required=True)


class VerifySchema(StrictSchema):
    """`verify_contact`: what was checked, and how."""

    value = SafeText(longest=400, required=True)
    how = Choice("rang", "test_mail", "asked", required=True)


class ArrangementsSchema(StrictSchema):
    """`publish_arrangements`."""

    area = SafeText()
    demo = StrictBool()
    live_at = AwareDateTime(allow_none=True)
    live_by = SafeText(allow_none=True)
    versions = fields.List(fields.Dict())
    last_version = StrictInt()
    checklist = fields.List(fields.Dict())
    document = fields.Dict()


class VersionSchema(StrictSchema):
    """`publish_profile_version`: the file, as version 1."""

    area = SafeText(required=True)
    version = StrictInt(required=True)
    effective_from = AwareDateTime(required=True)
    overrides = fields.Dict(required=True)
    changes = fields.Dict(required=True)
    before = fields.Dict(required=True)
    note = SafeText(allow_none=True)
    proposed_by = SafeText(allow_none=True)
    approved_by = SafeText(allow_none=True)
    approved_at = AwareDateTime(allow_none=True)
    draft_id = SafeText(allow_none=True)
    roll_back_to = StrictInt(allow_none=True)
    replaces = StrictInt(allow_none=True)


class ContactRecordSchema(StrictSchema):
    """`publish_contact`: a number or mailbox as it stands, for administrators."""

    key = SafeText()
    kind = SafeText()
    name = SafeText()
    called = SafeText()
    number = SafeText(allow_none=True)
    shown = SafeText(allow_none=True)
    extension = SafeText(allow_none=True)
    address = SafeText(allow_none=True)
    use = LongText(allow_none=True)
    value = SafeText(longest=400, allow_none=True)
    must_set = StrictBool()
    suggestion = LongText(allow_none=True)
    passcode = SafeText(allow_none=True)
    passcode_set_at = AwareDateTime()
    passcode_set_by = SafeText()
    verified_at = SafeText(allow_none=True)
    reported_wrong_at = AwareDateTime(allow_none=True)
