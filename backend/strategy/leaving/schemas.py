"""Why a request is left."""

from backend.schemas import LongText, StrictSchema


class ReasonSchema(StrictSchema):
    """`withdraw_request`."""

    reason = LongText(longest=4000, required=True)
