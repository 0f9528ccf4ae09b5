"""What is said of mails, of the police's own contact, and by whom a request is held."""

from marshmallow import fields, validate

from backend.schemas import (
    AwareDateTime,
    Choice,
    LongText,
    SafeText,
    StrictBool,
    StrictSchema,
    Uuid,
    required_when,
)

PURPOSES = ("agree_time", "live_enquiry", "cannot_reach_manager", "other")
STATES = ("queued", "sent", "failed", "bounced", "stopped")
MOST_DOCUMENTS = 20


class NoteDispatchSchema(StrictSchema):
    """`note_dispatch`: what came of a mail; `queued` says that it has not gone yet, and why."""

    dispatch_id = Uuid(required=True)
    state = Choice(*STATES, required=True)
    at = AwareDateTime(required=True)
    code = SafeText(longest=60, allow_none=True)
    words = LongText(longest=1000, allow_none=True)
    documents = fields.List(
        SafeText(longest=200), validate=validate.Length(max=MOST_DOCUMENTS), load_default=list
    )


class NothingSchema(StrictSchema):
    """`forward_to_police`: says all by its name."""


class ByHandSchema(StrictSchema):
    """`sent_by_hand`: how somebody sent it otherwise, to whom, and when."""

    to_key = SafeText(longest=60, required=True)
    words = LongText(longest=1000, required=True)
    at = AwareDateTime(required=True)


class SendAgainSchema(StrictSchema):
    """`send_again`: one more try at what did not arrive."""

    dispatch_id = Uuid(required=True)


class ContactSchema(StrictSchema):
    """`record_police_contact`: who of the police was in touch, about what, and how."""

    purpose = Choice(*PURPOSES, required=True)
    name = SafeText(allow_none=True, may_be_empty=True)
    rank = SafeText(longest=60, allow_none=True, may_be_empty=True)
    at = AwareDateTime(required=True)
    how = Choice("in_app", "phone", "call", load_default="phone")
    words = LongText(longest=4000, allow_none=True, may_be_empty=True)


class PoliceNoteSchema(StrictSchema):
    """`add_police_note`: screened and passed on, or what research has found."""

    request_id = Uuid(required=True)
    kind = Choice("screened", "research", required=True)
    words = LongText(longest=4000, required=True)


class OfficerSchema(StrictSchema):
    """`assign_officer`: a sergeant, or an officer with delegated responsibility under oversight."""

    needs = (
        required_when("delegated", True, then="overseen_by", message="Say who oversees them."),
    )

    person_id = Uuid(allow_none=True)
    name = SafeText(allow_none=True)
    rank = SafeText(longest=60, allow_none=True)
    delegated = StrictBool(required=True)
    overseen_by = SafeText(allow_none=True)


class AnswerSchema(StrictSchema):
    """`answer_link`: what somebody of the police said by the link in a mail."""

    needs = (required_when("answer", "propose_time", then="starts_at", message="Say when."),)

    link_id = Uuid(required=True)
    answer = Choice(
        "contact_made", "propose_time", "cannot_reach_manager", "research_done", required=True
    )
    name = SafeText(required=True)
    rank = SafeText(longest=60, allow_none=True, may_be_empty=True)
    starts_at = AwareDateTime(allow_none=True)
    words = LongText(longest=2000, allow_none=True, may_be_empty=True)
