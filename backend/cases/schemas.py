"""What may be said of a family and of a child."""

from marshmallow import fields

from backend.schemas import (
    Choice,
    Day,
    LongText,
    SafeText,
    StrictBool,
    StrictSchema,
    Uuid,
)


class StaffSafetySchema(StrictSchema):
    """Whether a worker must take care at this address, and how."""

    flag = StrictBool(required=True)
    note = LongText(longest=2000, may_be_empty=True, allow_none=True)


class FamilySchema(StrictSchema):
    """A family as its case is opened."""

    name = SafeText(required=True)
    address = LongText(longest=500, required=True)
    local_family_ref = SafeText(longest=60, allow_none=True)
    authority = SafeText(longest=60, allow_none=True)
    """Which of the councils that share the area's arrangements (S-16)."""
    staff_safety = fields.Nested(StaffSafetySchema(), allow_none=True)


class EditFamilySchema(FamilySchema):
    """A family's particulars are put right; a warning for staff is replaced, never removed."""

    staff_safety = fields.Nested(StaffSafetySchema())


class ChildSchema(StrictSchema):
    """A child of a family."""

    given_name = SafeText(required=True)
    family_name = SafeText(required=True)
    date_of_birth = Day(required=True)
    local_child_id = SafeText(longest=60, allow_none=True)
    sex = Choice("female", "male", "other", "not_known", allow_none=True)
    non_mobile = StrictBool()
    non_verbal = StrictBool()
    language = SafeText(longest=60, allow_none=True)
    interpreter_needed = StrictBool()
    interpreter_language = SafeText(longest=60, allow_none=True)
    looked_after = StrictBool()
    school = SafeText(allow_none=True)
    lives_elsewhere = LongText(longest=500, allow_none=True)


class AddChildSchema(ChildSchema):
    """A child is added to one family."""

    case_id = Uuid(required=True)


class MoveChildSchema(StrictSchema):
    """A child moves to another family's file."""

    to_case_id = Uuid(required=True)


class AllocateSchema(StrictSchema):
    """A worker is given a case, or it is taken from them."""

    person_id = Uuid(required=True)


class MoveCaseSchema(StrictSchema):
    """A family is handed to another team."""

    team_id = Uuid(required=True)


class NoteSchema(StrictSchema):
    """A note on the family's file."""

    case_id = Uuid(required=True)
    visit_id = Uuid(allow_none=True)
    text = LongText(required=True)


class CorrectNoteSchema(StrictSchema):
    """A note is put right; what it said stays readable."""

    reason = LongText(longest=1000, required=True)
    text = LongText(required=True)
