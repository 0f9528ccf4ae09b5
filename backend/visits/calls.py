"""Calls made: written before the dialler opens, completed on the way back.

A call about a strategy request stands in its discussion; `follow` (of the area of work that knows
requests) says what a call means for it.
"""

from collections.abc import Callable, Collection

from backend.cases.caseload import case_feed, cases_of, check_may_write
from backend.cases.changes import named_in
from backend.people.author import Role, author_at
from backend.schemas import heard_by, reader
from backend.visits.schemas import CallSchema, OutcomeSchema
from sync.errors import Refused
from sync.kinds import Desk, Kind
from sync.messages import Change, Fields, Record

Follow = Callable[[Change, Record, Desk], None]


def call_reads(change: Change) -> Collection[str]:
    """The request, the one that was being written, the family, and the visit."""
    return named_in("request_id", "draft_request_id", "case_id", "visit_id")(change)


def request_of(call_fields: Fields, desk: Desk) -> Record | None:
    """The request that the call is about, when it is here."""
    request_id = call_fields.get("request_id")
    request = desk.record(request_id) if isinstance(request_id, str) else None
    return request if request is not None and request.type == "strategy_request" else None


def asked_for_after(change: Change, desk: Desk) -> Record | None:
    """The request written after this call, whose author says that they belong together."""
    request = request_of({"request_id": change.fields.get("draft_request_id")}, desk)
    if request is None or change.record_id not in request.fields.get("call_ids", ()):
        return None
    return request if may_be_about(change.fields, author_at(desk).person_id, request) else None


def may_be_about(call_fields: Fields, caller_id: str, request: Record) -> bool:
    """Only the caller's own request takes it: about the same family, and of no other request."""
    is_free = call_fields.get("request_id") in (None, request.id)
    case_id = call_fields.get("case_id")
    is_same_family = case_id is None or case_id == request.fields["case_id"]
    return is_free and is_same_family and request.made_by == caller_id


def check_log(change: Change, current: Record | None, desk: Desk) -> None:
    """About a family: whoever works with it, or did then. About nobody: anybody."""
    if current is not None and current.made_by != author_at(desk).person_id:
        raise Refused("not-your-call", "Somebody else logged this call.")
    request = request_of(change.fields, desk)
    if request is not None:
        check_about_request(request, desk)
    elif change.fields.get("case_id"):
        check_may_write((change.fields["case_id"],), desk)


def check_about_request(request: Record, desk: Desk) -> None:
    """Social care by their caseload; business support ring for the whole area."""
    author = author_at(desk)
    if author.role is Role.BUSINESS_SUPPORT and author.area == request.fields["area"]:
        return
    check_may_write(cases_of(request, desk), desk)


def check_outcome(change: Change, current: Record | None, desk: Desk) -> None:
    """Who rang says how it ended."""
    if current is None or current.made_by != author_at(desk).person_id:
        raise Refused("not-your-call", "Only who made this call says how it ended.")


def home_of_call(change: Change, desk: Desk) -> str:
    """The discussion, else the family's file, else the caller's own feed."""
    request = request_of(change.fields, desk) or asked_for_after(change, desk)
    if request is not None:
        return request.feed
    if case_id := change.fields.get("case_id"):
        return case_feed(case_id)
    return f"person:{author_at(desk).person_id}"


def as_call(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """From this phone, unless said otherwise; about the request that was written after it."""
    request = asked_for_after(change, desk)
    about = {} if request is None else {"request_id": request.id}
    return {"phone_used": "this", **heard_by(desk.received_at, fields, "started_at"), **about}


def call_kinds(follow: Follow) -> tuple[Kind, Kind]:
    """The two changes of a call, with what follows from them."""
    return (
        Kind(
            "log_call",
            "call_log",
            "create",
            reader(CallSchema()),
            check_log,
            becomes=as_call,
            home=home_of_call,
            reads=call_reads,
            and_then=follow,
        ),
        Kind(
            "record_call_outcome",
            "call_log",
            "edit",
            reader(OutcomeSchema()),
            check_outcome,
            reads=discussion_of_feed,
            and_then=follow,
        ),
    )


def discussion_of_feed(change: Change) -> Collection[str]:
    """The request of the discussion that the phone named, loaded with the batch."""
    kind, _, request_id = change.feed.partition(":")
    return (request_id,) if kind == "discussion" else ()
