"""What an area's file must hold, and what is published of it to phones."""

from typing import Any, ClassVar

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate, validates

from backend.schemas import (
    AwareDateTime,
    LongText,
    SafeText,
    StrictBool,
    StrictInt,
    StrictSchema,
    Uuid,
)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class FileSchema(Schema):
    """A file may say more than is read; what is read must be right."""

    class Meta:
        """The rest is kept as it is."""

        unknown = EXCLUDE


class ContactSchema(FileSchema):
    """A number or a mailbox."""

    key = fields.String(required=True)
    kind = fields.String(required=True)
    name = fields.String(allow_none=True)
    number = fields.String(allow_none=True)
    shown = fields.String(allow_none=True)
    extension = fields.String(allow_none=True)
    address = fields.String(allow_none=True)
    use = fields.String(allow_none=True)
    verified = fields.String(allow_none=True)
    dialable = fields.Boolean()
    must_set = fields.Boolean()
    called = fields.String(
        load_default="police",
        validate=validate.OneOf(
            ("999", "police", "101", "manager", "other"),
            error="is 999, police, 101, manager or other.",
        ),
    )

    @validates("number")
    def _check_digits(self, value: str | None, **_options: Any) -> None:
        if value is not None and not value.removeprefix("+").isdigit():
            raise ValidationError("is digits only, with a + in front for a full number.")


class EntrySchema(FileSchema):
    """One button of a call line."""

    contact = fields.String(required=True)
    when = fields.String(load_default="always")
    first_for = fields.List(fields.String(), load_default=list)
    if_no_answer = fields.String(allow_none=True, load_default=None)

    @validates("when")
    def _check_when(self, value: str, **_options: Any) -> None:
        if value not in ("always", "open", "closed", "bank_holiday"):
            raise ValidationError("is always, open, closed or bank_holiday.")


class WordsSchema(FileSchema):
    """What stands above the buttons."""

    open = fields.String(required=True)
    closed = fields.String(required=True)
    bank_holiday = fields.String(required=True)


class LineSchema(FileSchema):
    """Who may be rung for one purpose."""

    hours = fields.Raw(required=True)
    words = fields.Nested(WordsSchema, required=True)
    entries = fields.List(fields.Nested(EntrySchema), required=True)


class CategorySchema(FileSchema):
    """One urgent category of the area."""

    code = fields.String(required=True)
    label = fields.String(required=True)


class UrgentSchema(FileSchema):
    """How an urgent request goes."""

    sequence = fields.List(fields.String(), required=True)
    categories = fields.List(fields.Nested(CategorySchema(unknown="include")), required=True)


class MetaSchema(FileSchema):
    """Where the arrangements come from."""

    police_unit = fields.String(required=True)
    version = fields.Integer(required=True, strict=True)


class ProfileSchema(FileSchema):
    """A whole area file, with the defaults laid under it."""

    key = fields.String(required=True)
    name = fields.String(required=True)
    ref_prefix = fields.String(required=True)
    demo_numbers = fields.String(required=True)
    meta = fields.Nested(MetaSchema, required=True)
    terms = fields.Dict(required=True)
    roles = fields.Dict(required=True)
    contacts = fields.List(fields.Nested(ContactSchema), required=True)
    urgent = fields.Nested(UrgentSchema, required=True)
    calls = fields.Dict(keys=fields.String(), values=fields.Nested(LineSchema), required=True)
    call_guidance = fields.Dict(required=True)
    police_told_label = fields.Dict(required=True)

    needed_lines: ClassVar[tuple[str, ...]] = ("urgent_police", "manager")

    @validates("calls")
    def _check_lines(self, value: dict[str, Any], **_options: Any) -> None:
        if missing := [line for line in self.needed_lines if line not in value]:
            raise ValidationError(f"has no {', '.join(missing)}.")


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
