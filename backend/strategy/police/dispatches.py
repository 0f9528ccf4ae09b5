"""What came of a mail, as the server says it: only when a mail server took it has it been sent.

(Promise 3: "sent" is not "police told"; W-19: `sent_to_police` only then.) Whatever comes late
fills its time and never takes a request back.
"""

from backend.people.author import Role, author_at
from backend.strategy.escalating import escalate
from backend.strategy.following import follow
from backend.strategy.mailing import DISPATCH
from backend.strategy.may import request_in_hand
from backend.strategy.states import ENDED, check_step, further
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record

SENT_AT = {"police": "sent_to_police_at", "business_support": "sent_to_business_support_at"}
LEADS_TO = {"police": "sent_to_police", "business_support": "with_business_support"}
TROUBLED = ("failed", "bounced")
WENT_OUT_ANYWAY = {
    "code": "went-out-anyway",
    "words": "This went out by mail although it had been ended. Ring them and say so.",
}


def check_note(change: Change, current: Record | None, desk: Desk) -> None:
    """Only the server knows what became of a mail."""
    if author_at(desk).role is not Role.SERVER:
        raise Refused("not-allowed", "Only the server says what became of a mail.")
    request = request_in_hand(current)
    check_step("note_dispatch", request)
    dispatch_of(change.fields["dispatch_id"], request, desk)


def dispatch_of(dispatch_id: str, request: Record, desk: Desk) -> Record:
    """The dispatch, which must be one of this request."""
    found = desk.record(dispatch_id)
    if found is None or found.type != DISPATCH or found.feed != request.feed:
        raise Refused("no-such-mail", "There is no such mail of this request.")
    return found


def as_noted(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The request's part of it; what went wrong stands until the same is sent after all."""
    request = request_in_hand(current).fields
    purpose = dispatch_of(fields["dispatch_id"], request_in_hand(current), desk).fields["purpose"]
    noted = {name: fields[name] for name in ("dispatch_id", "state", "at")}
    set_now: Fields = {"last_dispatch": {**noted, "purpose": purpose}}
    trouble = trouble_of(fields)
    if fields["state"] == "sent":
        set_now |= _sent(purpose, request, fields["at"])
        trouble = trouble or (_anyway(fields) if request["status"] in ENDED else None)
    if (trouble or fields["state"] == "sent") and not _is_graver(request, purpose):
        set_now["dispatch_trouble"] = trouble and {**trouble, "purpose": purpose}
    if fields["state"] in TROUBLED:
        set_now |= _not_there(purpose)
    return set_now


def then_note(change: Change, record: Record, desk: Desk) -> None:
    """The dispatch itself, what went wrong as an event, and what follows for the request."""
    said = change.fields
    dispatch = dispatch_of(said["dispatch_id"], record, desk)
    desk.write(dispatch.next(fields={**dispatch.fields, **_of_dispatch(said)}))
    trouble = trouble_of(said)
    if trouble is not None:
        escalate(change, record, desk, "delivery_failed", trouble["words"])
    follow(record, desk)


def trouble_of(said: Fields) -> Fields | None:
    """`{code, words, at}`; of a mail that was sent too, where nobody has checked the mailbox."""
    if not said.get("code"):
        return None
    return {"code": said["code"], "words": said.get("words") or "", "at": said["at"]}


def _is_graver(request: Fields, purpose: str) -> bool:
    """Trouble on the way to the police stands, whatever becomes of other mails (promise 3)."""
    stands = request.get("dispatch_trouble") or {}
    return stands.get("purpose") in SENT_AT and purpose not in SENT_AT


def _anyway(said: Fields) -> Fields:
    return {**WENT_OUT_ANYWAY, "at": said["at"]}


def _sent(purpose: str, request: Fields, at: str) -> Fields:
    if purpose not in SENT_AT:
        return {}
    name = SENT_AT[purpose]
    return {
        name: request.get(name) or at,
        "status": further(str(request["status"]), LEADS_TO[purpose]),
    }


def _not_there(purpose: str) -> Fields:
    """What did not arrive was not sent, whatever a mail server said first; it can go again."""
    again: Fields = {"forwarded": None} if purpose == "police" else {}
    return {SENT_AT[purpose]: None, **again} if purpose in SENT_AT else {}


def _of_dispatch(said: Fields) -> Fields:
    state = said["state"]
    told: Fields = {
        "state": state,
        "trouble": said.get("words") if said.get("code") else None,
        "trouble_code": said.get("code"),
    }
    if state == "sent":
        told |= {"sent_at": said["at"], "failed_at": None, "documents": said["documents"]}
    if state in TROUBLED:
        told["failed_at"] = said["at"]
    return told
