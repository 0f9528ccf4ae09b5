"""What a change about people and their phones may carry."""

from marshmallow import fields

from backend.schemas import AwareDateTime, SafeText, StrictInt, StrictSchema, Uuid


class DeviceChangeSchema(StrictSchema):
    """`report_device_lost`, `wipe_device` and others that say all by their name."""


class TroubleSchema(StrictSchema):
    """Something is wrong with a device, since when; a code and at most a number."""

    code = SafeText(longest=40, required=True)
    since = AwareDateTime(required=True)
    much = StrictInt(allow_none=True)


class DeviceRecordSchema(StrictSchema):
    """`publish_device`: one browser install of a person, as the server knows it."""

    person_id = Uuid(required=True)
    name = SafeText(required=True)
    created_at = AwareDateTime(required=True)
    last_seen_at = AwareDateTime(required=True)
    release = SafeText(longest=60, required=True, allow_none=True)
    waiting = StrictInt(required=True, least=0)
    waiting_since = AwareDateTime(required=True, allow_none=True)
    trouble = fields.List(fields.Nested(TroubleSchema()), required=True)
    lost_at = AwareDateTime(required=True, allow_none=True)
    wipe_asked_at = AwareDateTime(required=True, allow_none=True)
    wiped_at = AwareDateTime(required=True, allow_none=True)
    revoked_at = AwareDateTime(required=True, allow_none=True)
