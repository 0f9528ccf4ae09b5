"""Why a request is left, and who agrees."""

from backend.schemas import Choice, LongText, SafeText, StrictBool, StrictSchema, Uuid


class ReasonSchema(StrictSchema):
    """`withdraw_request`, `request_cancellation`."""

    reason = LongText(longest=4000, required=True)


class RedirectSchema(StrictSchema):
    """`redirect_request`: through which gate."""

    gate = SafeText(longest=60, required=True)
    words = LongText(longest=4000, allow_none=True)


class AgreeSchema(StrictSchema):
    """`agree_cancellation`: one party's word; `name` and `how` when they told somebody else."""

    party = SafeText(longest=60, required=True)
    agreed = StrictBool(required=True)
    name = SafeText(allow_none=True)
    how = Choice("in_app", "link", "phone", "mail", allow_none=True)
    reason = LongText(longest=4000, allow_none=True, may_be_empty=True)


class MergeSchema(StrictSchema):
    """`merge_request`: into which other one."""

    into = Uuid(required=True)
    reason = LongText(longest=4000, required=True)


class NotAlikeSchema(StrictSchema):
    """`not_a_duplicate`: which other request is about somebody else."""

    other_id = Uuid(required=True)
    reason = LongText(longest=4000, required=True)
