"""When a discussion is."""

from backend.schemas import AwareDateTime, LongText, StrictSchema


class ConfirmSchema(StrictSchema):
    """`confirm_slot`: when and where."""

    starts_at = AwareDateTime(required=True)
    place = LongText(longest=500, required=True)
    join_note = LongText(longest=2000, allow_none=True, may_be_empty=True)
