"""What a manager says of a request."""

from marshmallow import fields, validate

from backend.schemas import AwareDateTime, LongText, SafeText, StrictBool, StrictSchema, Uuid

MOST_TICKS = 40


class ReasonsSchema(StrictSchema):
    """`return_request`: what is to be put right."""

    reasons = LongText(longest=4000, required=True)


class AuthoriseSchema(StrictSchema):
    """`authorise_request`: what the manager has read and looked at, and what only they decide.

    `checked` is what phones said before there was a list to go through.
    """

    checked = StrictBool()
    qa = fields.List(SafeText(longest=60), validate=validate.Length(max=MOST_TICKS))
    format = SafeText(longest=60, allow_none=True)
    format_reason = LongText(longest=4000, allow_none=True, may_be_empty=True)
    longer_slot = StrictBool(allow_none=True)
    longer_slot_reason = LongText(longest=4000, allow_none=True, may_be_empty=True)


class VerbalSchema(StrictSchema):
    """`record_verbal_authorisation`: who said by telephone that it may go, and when."""

    manager_id = Uuid(allow_none=True)
    manager_name = SafeText(allow_none=True)
    at = AwareDateTime(required=True)
    words = LongText(longest=4000, allow_none=True, may_be_empty=True)


class ConfirmVerbalSchema(StrictSchema):
    """`confirm_verbal_authorisation`: whether it was so."""

    confirmed = StrictBool(required=True)
    reason = LongText(longest=4000, allow_none=True, may_be_empty=True)


class PresenceSchema(StrictSchema):
    """`set_presence`: whether a manager can be rung, and where."""

    available = StrictBool(required=True)
    logged_in = StrictBool(required=True)
    phone = SafeText(longest=40, allow_none=True, may_be_empty=True)
    until = AwareDateTime(allow_none=True)


class UnreachableSchema(StrictSchema):
    """`report_manager_unreachable`: what was tried."""

    words = LongText(longest=4000, required=True)


class ReceiptSchema(StrictSchema):
    """`confirm_receipt`: business support were rung."""

    words = LongText(longest=4000, allow_none=True, may_be_empty=True)
    availability = LongText(longest=1000, allow_none=True, may_be_empty=True)


class NothingSchema(StrictSchema):
    """A change that says all by its name."""
