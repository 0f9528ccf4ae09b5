"""What an area's file must hold, and what is published of it to phones."""

from marshmallow import fields

from backend.schemas import (
    AwareDateTime,
    LongText,
    SafeText,
    StrictBool,
    StrictInt,
    StrictSchema,
    Uuid,
)


class AreaProfileSchema(StrictSchema):
    """`publish_area_profile`: what a phone is told of its area."""

    key = SafeText(required=True)
    name = SafeText(required=True)
    terms = fields.Dict(required=True)
    urgent_categories = fields.List(fields.Dict(), required=True)
    urgent_sequence = fields.List(SafeText(), required=True)
    police_unit = SafeText(required=True)
    police_told_label = fields.Dict(required=True)
    version = StrictInt(required=True)
    call_guidance = fields.Dict(required=True)
    effective_from = AwareDateTime()
    live = StrictBool()
    stale_after_days = StrictInt()
    offline_lease_hours = StrictInt()
    roles = fields.Dict()
    booking = fields.Dict()
    authorities = fields.List(SafeText())
    form = fields.List(fields.Dict())
    gates = fields.List(fields.Dict())
    qa = fields.List(fields.Dict())
    missing_rule = fields.Dict(allow_none=True)
    verbal_by_phone = StrictBool()


class CallLineSchema(StrictSchema):
    """`publish_call_line`: sixty days of windows."""

    purpose = SafeText(required=True)
    windows = fields.List(fields.Dict(), required=True)
    published_at = AwareDateTime(required=True)


class PersonSchema(StrictSchema):
    """`publish_person`: a colleague, for allocating and for asking."""

    name = SafeText(required=True)
    role = SafeText(required=True)
    team_id = Uuid(required=True, allow_none=True)
    phone = LongText(longest=40, required=True, allow_none=True)
    ended_at = AwareDateTime(allow_none=True)
