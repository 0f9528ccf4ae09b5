"""What a manager decides of a request."""

from backend.schemas import reader
from backend.strategy.authorising.deciding import (
    as_authorised,
    as_returned,
    check_authorise,
    check_return,
    then_open_to_police,
)
from backend.strategy.authorising.presence import SAID, as_said, check_presence, then_show
from backend.strategy.authorising.reaching import (
    check_receipt,
    check_unreachable,
    nothing_of_its_own,
    then_note_receipt,
    then_tell_head_of_service,
)
from backend.strategy.authorising.schemas import (
    AuthoriseSchema,
    ConfirmVerbalSchema,
    NothingSchema,
    PresenceSchema,
    ReasonsSchema,
    ReceiptSchema,
    UnreachableSchema,
    VerbalSchema,
)
from backend.strategy.authorising.unconfirmed import check_not_confirmed
from backend.strategy.authorising.verbal import (
    as_verbal_settled,
    as_verbally_authorised,
    check_confirm_verbal,
    check_record_verbal,
    then_tell_of_delay,
    then_wait_for_word,
)
from backend.strategy.following import then_follow
from backend.strategy.states import REQUEST
from sync.kinds import Kind

KINDS = (
    Kind(
        "authorise_request",
        REQUEST,
        "decide",
        reader(AuthoriseSchema()),
        check_authorise,
        becomes=as_authorised,
        and_then=then_open_to_police,
    ),
    Kind(
        "return_request",
        REQUEST,
        "decide",
        reader(ReasonsSchema()),
        check_return,
        becomes=as_returned,
        and_then=then_follow,
    ),
    Kind(
        "record_verbal_authorisation",
        REQUEST,
        "decide",
        reader(VerbalSchema()),
        check_record_verbal,
        becomes=as_verbally_authorised,
        and_then=then_wait_for_word,
    ),
    Kind(
        "confirm_verbal_authorisation",
        REQUEST,
        "decide",
        reader(ConfirmVerbalSchema()),
        check_confirm_verbal,
        becomes=as_verbal_settled,
        and_then=then_follow,
    ),
    Kind(
        "note_not_confirmed",
        REQUEST,
        "decide",
        reader(NothingSchema()),
        check_not_confirmed,
        becomes=nothing_of_its_own,
        and_then=then_tell_of_delay,
    ),
    Kind(
        "set_presence",
        SAID,
        "create",
        reader(PresenceSchema()),
        check_presence,
        becomes=as_said,
        and_then=then_show,
    ),
    Kind(
        "report_manager_unreachable",
        REQUEST,
        "decide",
        reader(UnreachableSchema()),
        check_unreachable,
        becomes=nothing_of_its_own,
        and_then=then_tell_head_of_service,
    ),
    Kind(
        "confirm_receipt",
        REQUEST,
        "decide",
        reader(ReceiptSchema()),
        check_receipt,
        becomes=nothing_of_its_own,
        and_then=then_note_receipt,
    ),
)
