"""What a manager says of a request."""

from backend.schemas import LongText, StrictBool, StrictSchema


class ReasonsSchema(StrictSchema):
    """`return_request`: what is to be put right."""

    reasons = LongText(longest=4000, required=True)


class AuthoriseSchema(StrictSchema):
    """`authorise_request`: the manager has read and checked it."""

    checked = StrictBool(required=True)
