"""The named changes by which a time is found, agreed, confirmed, moved or given up."""

from backend.schemas import reader
from backend.strategy.agreeing import confirming, inviting, meeting, moving, slots, telephone
from backend.strategy.agreeing.reminding import as_reminded, check_reminder
from backend.strategy.agreeing.schemas import (
    AgreeTimeSchema,
    ArrangeHealthSchema,
    BookMeetingSchema,
    ConfirmSchema,
    InformationSchema,
    InviteeFields,
    InviteSchema,
    MoveSlotSchema,
    OfferSlotSchema,
    OverrunSchema,
    ProposeTimeSchema,
    ReplySchema,
    TimeThatStoodSchema,
    WhySchema,
)
from backend.strategy.following import then_follow
from backend.strategy.states import REQUEST
from sync.kinds import Kind

INVITATION = "invitation"

OF_A_TIME = (
    Kind(
        "agree_time",
        REQUEST,
        "decide",
        reader(AgreeTimeSchema()),
        telephone.check_agree,
        becomes=telephone.as_agreed,
        and_then=telephone.then_health_is_asked,
    ),
    Kind(
        "propose_time",
        REQUEST,
        "decide",
        reader(ProposeTimeSchema()),
        telephone.check_propose,
        becomes=telephone.as_proposed,
        and_then=then_follow,
    ),
    Kind(
        "arrange_health",
        REQUEST,
        "decide",
        reader(ArrangeHealthSchema()),
        telephone.check_health,
        becomes=telephone.as_health,
        and_then=then_follow,
    ),
    Kind(
        "offer_slot",
        REQUEST,
        "decide",
        reader(OfferSlotSchema()),
        slots.check_offer,
        becomes=slots.as_offered,
        and_then=slots.then_hold,
    ),
    Kind(
        "note_hold_ran_out",
        REQUEST,
        "decide",
        reader(TimeThatStoodSchema()),
        slots.check_ran_out,
        becomes=slots.as_ran_out,
        and_then=slots.then_slot_is_free,
    ),
    Kind(
        "book_meeting",
        REQUEST,
        "decide",
        reader(BookMeetingSchema()),
        meeting.check_book,
        becomes=meeting.as_booked,
        and_then=meeting.then_invite,
    ),
)

OF_A_CONFIRMED_TIME = (
    Kind(
        "confirm_slot",
        REQUEST,
        "decide",
        reader(ConfirmSchema()),
        confirming.check_confirm,
        becomes=confirming.as_confirmed,
        and_then=confirming.then_all_know,
    ),
    Kind(
        "move_slot",
        REQUEST,
        "decide",
        reader(MoveSlotSchema()),
        moving.check_move,
        becomes=moving.as_moved,
        and_then=moving.then_all_know_of_the_move,
    ),
    Kind(
        "release_slot",
        REQUEST,
        "decide",
        reader(WhySchema()),
        moving.check_release,
        becomes=moving.as_released,
        and_then=moving.then_the_time_is_free,
    ),
    Kind(
        "report_overrun",
        REQUEST,
        "decide",
        reader(OverrunSchema()),
        moving.check_overrun,
        becomes=moving.as_late,
        and_then=then_follow,
    ),
    Kind(
        "note_reminder",
        REQUEST,
        "decide",
        reader(TimeThatStoodSchema()),
        check_reminder,
        becomes=as_reminded,
        and_then=then_follow,
    ),
)

OF_AN_INVITATION = (
    Kind(
        "invite",
        INVITATION,
        "create",
        reader(InviteSchema()),
        inviting.check_invite,
        becomes=inviting.as_invited,
        reads=inviting.invitation_reads,
        and_then=inviting.then_told,
    ),
    Kind(
        "edit_invitation",
        INVITATION,
        "edit",
        reader(InviteeFields(partial=True)),
        inviting.check_edit,
        and_then=inviting.then_told,
    ),
    Kind(
        "remove_invitation",
        INVITATION,
        "decide",
        reader(WhySchema()),
        inviting.check_remove,
        becomes=inviting.as_removed,
        and_then=inviting.then_not_needed,
    ),
    Kind(
        "reply_to_invitation",
        INVITATION,
        "decide",
        reader(ReplySchema()),
        inviting.check_answer,
        becomes=inviting.as_replied,
        and_then=inviting.then_request_knows,
    ),
    Kind(
        "note_information",
        INVITATION,
        "decide",
        reader(InformationSchema()),
        inviting.check_answer,
        becomes=inviting.as_information,
        and_then=inviting.then_known,
    ),
)

KINDS = (*OF_A_TIME, *OF_A_CONFIRMED_TIME, *OF_AN_INVITATION)
