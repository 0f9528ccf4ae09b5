"""A whole area file, with the defaults laid under it."""

import re
from typing import Any, ClassVar

from marshmallow import INCLUDE, ValidationError, fields, validate, validates

from backend.areas.file_schema.clocks import ClockSchema, UrgentSchema
from backend.areas.file_schema.fields import (
    ClockTime,
    DayText,
    Part,
    Several,
    Weekday,
    Words,
    code,
    count,
    flag,
    listed,
    maybe,
    one_of,
    word_of,
)
from backend.areas.file_schema.form import AuthorisationSchema, FormFieldSchema
from backend.areas.file_schema.meetings import (
    BookingSchema,
    CancellationSchema,
    ConfidentialitySchema,
    DecisionSchema,
    EmailSchema,
    GateSchema,
    QuorumSchema,
    RouteSchema,
    RungSchema,
)
from backend.areas.file_schema.texts import HINT, NAME, check_mailbox
from backend.areas.vocabulary import PEOPLE

NUMBER = re.compile(r"\+?[0-9]{1,15}")
EXTENSION = validate.Regexp(r"[0-9]{1,10}\Z", error="is at most 10 digits.")


class HoursSchema(Part):
    """On which days, from when to when."""

    days = Several(Weekday(), some=True, required=True)
    start = ClockTime(required=True, data_key="from")
    end = ClockTime(required=True, data_key="to")


class ContactSchema(Part):
    """A number or a mailbox. `verified`: the day it was checked; null for never."""

    key = code()
    kind = fields.String(required=True)
    name = maybe(longest=NAME)
    number = fields.String(allow_none=True, load_default=None)
    shown = maybe(longest=NAME)
    extension = maybe(validate=EXTENSION)
    address = maybe(validate=check_mailbox)
    use = maybe(longest=HINT)
    role = maybe()
    note = maybe()
    source = maybe()
    hours = fields.Nested(HoursSchema, load_default=None, allow_none=True)
    verified = DayText(allow_none=True, load_default=None)
    verified_by = maybe()
    verified_how = maybe()
    dialable = flag(default=True)
    suggestion = maybe()
    variants = listed(Words(validate=check_mailbox))
    passcode = maybe()
    must_set = flag()
    pretended = flag()
    called = one_of("999", "police", "101", "manager", "other", default="police")

    @validates("kind")
    def _check_kind(self, value: str, **_options: Any) -> None:
        if value not in ("phone", "email", "phone_email"):
            raise ValidationError("is phone, email or phone_email.")

    @validates("number")
    def _check_number(self, value: str | None, **_options: Any) -> None:
        if value is not None and not NUMBER.fullmatch(value):
            raise ValidationError("is digits only, with a + in front for a full number.")


class EntrySchema(Part):
    """One button of a call line."""

    contact = Words(required=True)
    when = one_of("always", "open", "closed", "bank_holiday", default="always")
    first_for = listed(word_of(PEOPLE, "is no role that is known here.", needed=True))
    if_no_answer = maybe()


class CallWordsSchema(Part):
    """What stands above the buttons."""

    open = Words(required=True)
    closed = Words(required=True)
    bank_holiday = Words(required=True)


class LineSchema(Part):
    """Who may be rung for one purpose. `hours`: office, a contact that has hours, or hours."""

    hours = fields.Raw(required=True)
    source = Words(required=True)
    words = fields.Nested(CallWordsSchema, required=True)
    entries = Several(fields.Nested(EntrySchema), some=True, required=True)


class SourceSchema(Part):
    """A document that arrangements come from."""

    title = Words(required=True)
    file = maybe()
    dated = maybe()
    note = maybe()


class MetaSchema(Part):
    """Where the arrangements come from."""

    police_unit = Words(required=True)
    version = count(required=True, most=1_000_000)
    sources = fields.Dict(Words(), fields.Nested(SourceSchema), required=True)
    force = maybe()
    authorities = listed()
    issuing_authority = maybe()
    statutory_basis = maybe()
    last_verified = DayText(allow_none=True, load_default=None)
    links = listed()
    aliases = fields.Dict(Words(), Words(), load_default=dict)


class DutyRoleSchema(Part):
    """A post that somebody holds by rota; never a person's name."""

    key = code()
    name = Words(required=True, longest=NAME)
    contacts = Several(Words(), required=True)
    source = Words(required=True)
    ranks = listed()
    capacity = count()
    shared_by = listed()


class ClosureSchema(Part):
    """A day on which the area is closed besides weekends and bank holidays."""

    date = DayText(required=True)
    words = Words(required=True)


class HolidaysSchema(Part):
    """Whose bank holidays: codes of the `holidays` library."""

    country = Words(required=True)
    subdivision = Words(required=True)


class OfficeHoursSchema(Part):
    """When the office is open; `assumed` where no document says so."""

    start = ClockTime(required=True)
    end = ClockTime(required=True)
    assumed = flag()
    source = Words(required=True)


class CalendarSchema(Part):
    """Which days count."""

    tz = one_of("Europe/London", "GB", default="Europe/London")
    holidays = fields.Nested(HolidaysSchema, required=True)
    office_hours = fields.Nested(OfficeHoursSchema, required=True)
    closures = Several(fields.Nested(ClosureSchema), load_default=())


class ReadingNoteSchema(Part):
    """What a reading asks, what may be answered, and where its default comes from."""

    question = Words(required=True)
    choices = fields.List(fields.Raw(allow_none=True), required=True)
    source = Words(required=True)


class ActionSchema(Part):
    """One line of the action plan's template."""

    code = Words(required=True)
    text = Words(required=True, fills=None)
    due = maybe()
    only_if = maybe()


class ActionPlanSchema(Part):
    """The action plan's template."""

    given = flag(default=True)
    source = Words(required=True)
    core = Several(fields.Nested(ActionSchema), required=True)
    additional = Several(fields.Nested(ActionSchema), required=True)


class AgendaSchema(Part):
    """What is gone through, in order."""

    given = flag(default=True)
    source = Words(required=True)
    items = Several(Words(), required=True)
    followup_adds = listed()


class DeviceSchema(Part):
    """What phones of the area are held to."""

    offline_lease_hours = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(1, 14 * 24, error="is 1 to 336 hours."),
    )
    """Out of contact for longer, a phone opens its vault only after the full sign-in."""


class ProfileSchema(Part):
    """Every section of an area's file."""

    key = code()
    name = Words(required=True, longest=NAME)
    ref_prefix = Words(required=True, longest=10)
    demo_numbers = Words(required=True)
    demo_surname = Words(required=True)
    meta = fields.Nested(MetaSchema, required=True)
    terms = fields.Dict(Words(), maybe(), required=True)
    roles = fields.Dict(Words(), Several(Words()), required=True)
    duty_roles = Several(fields.Nested(DutyRoleSchema), required=True)
    contacts = Several(fields.Nested(ContactSchema), required=True)
    calendar = fields.Nested(CalendarSchema, required=True)
    readings = fields.Dict(Words(), fields.Raw(allow_none=True), required=True)
    reading_notes = fields.Dict(Words(), fields.Nested(ReadingNoteSchema), required=True)
    urgent = fields.Nested(UrgentSchema, required=True)
    routing = Several(fields.Nested(RouteSchema), required=True)
    booking = fields.Nested(BookingSchema, required=True)
    clocks = Several(fields.Nested(ClockSchema), required=True)
    escalation = Several(fields.Nested(RungSchema), required=True)
    email = fields.Nested(EmailSchema, required=True)
    quorum = fields.Nested(QuorumSchema, required=True)
    gates = Several(fields.Nested(GateSchema), required=True)
    decision = fields.Nested(DecisionSchema, required=True)
    cancellation = fields.Nested(CancellationSchema, required=True)
    confidentiality = fields.Nested(ConfidentialitySchema, required=True)
    agenda = fields.Nested(AgendaSchema, required=True)
    action_plan = fields.Nested(ActionPlanSchema, required=True)
    form = fields.Dict(Words(), fields.Nested(FormFieldSchema), required=True)
    form_fields = Several(Words(), some=True, required=True)
    calls = fields.Dict(Words(), fields.Nested(LineSchema), required=True)
    call_guidance = fields.Dict(Words(), Words(), required=True)
    police_told_label = fields.Dict(Words(), Words(), required=True)
    not_given = listed()
    imminent_minutes = count(required=True, most=24 * 60)
    record = fields.Dict(required=True)
    presence = fields.Dict(required=True)
    uasc = fields.Dict(required=True)
    emergency = fields.Dict(required=True)
    contact_policy = fields.Dict(required=True)
    authorisation = fields.Nested(AuthorisationSchema, required=True)
    push = fields.Dict(required=True)
    device = fields.Nested(DeviceSchema(unknown=INCLUDE), required=True)
    retention = fields.Dict(required=True)

    needed_lines: ClassVar[tuple[str, ...]] = ("urgent_police", "manager")

    @validates("calls")
    def _check_lines(self, value: dict[str, Any], **_options: Any) -> None:
        if missing := [line for line in self.needed_lines if line not in value]:
            raise ValidationError(f"has no {', '.join(missing)}.")
