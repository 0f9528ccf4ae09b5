"""What may be changed of a request between social care and the police."""

from collections.abc import Collection

from backend.schemas import reader
from backend.strategy.following import then_follow
from backend.strategy.police import answering, contact, dispatches, schemas, sending
from backend.strategy.states import REQUEST
from sync.kinds import Kind
from sync.messages import Change


def _names_dispatch(change: Change) -> Collection[str]:
    named = change.fields.get("dispatch_id")
    return (named,) if isinstance(named, str) else ()


def _names_request(change: Change) -> Collection[str]:
    named = change.fields.get("request_id")
    return (named,) if isinstance(named, str) else ()


KINDS: tuple[Kind, ...] = (
    Kind(
        "note_dispatch",
        REQUEST,
        "decide",
        reader(schemas.NoteDispatchSchema()),
        dispatches.check_note,
        becomes=dispatches.as_noted,
        reads=_names_dispatch,
        and_then=dispatches.then_note,
    ),
    Kind(
        "forward_to_police",
        REQUEST,
        "decide",
        reader(schemas.NothingSchema()),
        sending.check_forward,
        becomes=sending.as_forwarded,
        and_then=sending.then_forward,
    ),
    Kind(
        "sent_by_hand",
        REQUEST,
        "decide",
        reader(schemas.ByHandSchema()),
        sending.check_by_hand,
        becomes=sending.as_by_hand,
        and_then=sending.then_by_hand,
    ),
    Kind(
        "send_again",
        REQUEST,
        "decide",
        reader(schemas.SendAgainSchema()),
        sending.check_again,
        becomes=sending.as_sent_again,
        reads=_names_dispatch,
        and_then=sending.then_send_again,
    ),
    Kind(
        "record_police_contact",
        REQUEST,
        "decide",
        reader(schemas.ContactSchema()),
        contact.check_contact,
        becomes=contact.as_contacted,
        and_then=contact.then_contacted,
    ),
    Kind(
        "add_police_note",
        "police_note",
        "create",
        reader(schemas.PoliceNoteSchema()),
        contact.check_note,
        becomes=contact.as_note,
        reads=_names_request,
    ),
    Kind(
        "assign_officer",
        REQUEST,
        "decide",
        reader(schemas.OfficerSchema()),
        contact.check_officer,
        becomes=contact.as_assigned,
        and_then=then_follow,
    ),
    Kind(
        "answer_link",
        REQUEST,
        "decide",
        reader(schemas.AnswerSchema()),
        answering.check_answer,
        becomes=answering.as_answered,
        and_then=answering.then_answered,
    ),
)
