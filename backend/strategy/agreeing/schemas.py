"""What is said when a time is found, agreed, confirmed, moved or given up, and of those invited."""

from backend.schemas import (
    AwareDateTime,
    Choice,
    LongText,
    SafeText,
    StrictInt,
    StrictSchema,
    Uuid,
    required_when,
)

A_REASON = 1000
A_DAY = 24 * 60


class AgreeTimeSchema(StrictSchema):
    """`agree_time`: the police rang, or were rung; with whom, and of what rank (S-03)."""

    starts_at = AwareDateTime(required=True)
    with_name = SafeText(required=True)
    with_rank = SafeText(allow_none=True)


class ProposeTimeSchema(StrictSchema):
    """`propose_time`, by the police. `how` is the server's to say: a one-time link."""

    starts_at = AwareDateTime(required=True)
    words = LongText(longest=A_REASON, allow_none=True, may_be_empty=True)
    how = Choice("link")


class ArrangeHealthSchema(StrictSchema):
    """`arrange_health`: what health said to the time, or that they did not answer (S-05)."""

    state = Choice("accepted", "declined", "no_answer", required=True)
    who = SafeText(allow_none=True)
    reason = LongText(longest=A_REASON, allow_none=True)
    needs = (
        required_when("state", "declined", "no_answer", then="reason", message="Say why."),
        required_when("state", "accepted", then="who", message="Say who."),
    )


class OfferSlotSchema(StrictSchema):
    """`offer_slot`: the next free one, unless it says which other, or how long, and why."""

    starts_at = AwareDateTime()
    minutes = StrictInt(least=1, most=A_DAY)
    because = LongText(longest=A_REASON)


class BookMeetingSchema(StrictSchema):
    """`book_meeting`: `conference` is the facility that was booked for a telephone discussion."""

    starts_at = AwareDateTime(required=True)
    ends_at = AwareDateTime(required=True)
    format = SafeText(longest=60, required=True)
    place = LongText(longest=500, required=True)
    conference = LongText(longest=500, allow_none=True)


class ConfirmSchema(StrictSchema):
    """`confirm_slot`: when and where; why without health, where health has not accepted."""

    starts_at = AwareDateTime(required=True)
    ends_at = AwareDateTime()
    place = LongText(longest=500, required=True)
    join_note = LongText(longest=2000, allow_none=True, may_be_empty=True)
    health_reason = LongText(longest=A_REASON, allow_none=True)


class MoveSlotSchema(StrictSchema):
    """`move_slot`: what is not given stays."""

    starts_at = AwareDateTime(required=True)
    ends_at = AwareDateTime()
    place = LongText(longest=500)
    reason = LongText(longest=A_REASON, required=True)


class WhySchema(StrictSchema):
    """`release_slot`, `remove_invitation`."""

    reason = LongText(longest=A_REASON, required=True)


class OverrunSchema(StrictSchema):
    """`report_overrun`: so many minutes late."""

    minutes = StrictInt(least=1, most=A_DAY, required=True)
    words = LongText(longest=A_REASON, allow_none=True, may_be_empty=True)


class InviteeFields(StrictSchema):
    """`edit_invitation`."""

    name = SafeText(allow_none=True)
    role = SafeText(allow_none=True)
    email = SafeText(allow_none=True)
    phone = SafeText(longest=40, allow_none=True)
    person_id = Uuid(allow_none=True)


class InviteSchema(InviteeFields):
    """`invite`."""

    request_id = Uuid(required=True)
    agency = SafeText(longest=60, required=True)


class ReplySchema(StrictSchema):
    """`reply_to_invitation`; `how` is the server's to say, when a letter or a link answered."""

    reply = Choice("accepted", "declined", "tentative", required=True)
    information = Choice("submitted", "will_bring", "nothing_held")
    note = LongText(longest=A_REASON, allow_none=True, may_be_empty=True)
    how = Choice("mail", "link")


class InformationSchema(StrictSchema):
    """`note_information`: what an agency knows is asked for before the meeting (W-22, W-23)."""

    information = Choice("asked", "submitted", "will_bring", "nothing_held", required=True)
    note = LongText(longest=A_REASON, allow_none=True, may_be_empty=True)
    how = Choice("link")


class TimeThatStoodSchema(StrictSchema):
    """`note_reminder`, `note_hold_ran_out`: the time that the server was to remember."""

    starts_at = AwareDateTime(required=True)
    minutes = StrictInt(most=A_DAY)
