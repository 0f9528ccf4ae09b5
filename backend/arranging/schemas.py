"""What an administrator asks of the arrangements of their area."""

from marshmallow import Schema, fields

from backend.schemas import LongText, SafeText, Secret, StrictBool, StrictSchema, Uuid

LONGEST_PASSCODE = 60


class SecretText(Secret, SafeText):
    """Shown to nobody, in no error and no log."""


class PasscodeSchema(StrictSchema):
    """`POST /areas/passcodes`: the name that the contact gives it, and the passcode."""

    name = SafeText(longest=60, required=True)
    passcode = SecretText(longest=LONGEST_PASSCODE, required=True)


class ExplainSchema(StrictSchema):
    """`POST /areas/explain`: a moment and who asks; with a change that waits, or as agreed last."""

    at = SafeText(longest=40, required=True)
    role = SafeText(longest=40, required=True)
    category = SafeText(longest=60, allow_none=True)
    urgent = StrictBool(allow_none=True)
    crime = StrictBool()
    page_failed = StrictBool()
    facts = fields.Dict()
    draft_id = Uuid(allow_none=True)


class DecidedSchema(Schema):
    """Which setting decided an answer."""

    setting = LongText()
    value = fields.Raw(allow_none=True)
    words = LongText()
    given = StrictBool()


class AnswerSchema(Schema):
    """One of the eight answers."""

    key = SafeText()
    title = LongText()
    words = LongText()
    facts = fields.Dict()
    decided_by = fields.List(fields.Nested(DecidedSchema))
    source = fields.List(LongText())


class ExplainedSchema(Schema):
    """What would happen, and why."""

    area = SafeText()
    name = SafeText()
    version = fields.Integer()
    at = SafeText()
    question = fields.Dict()
    note = LongText(allow_none=True)
    answers = fields.List(fields.Nested(AnswerSchema))
