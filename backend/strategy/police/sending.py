"""What people do about mails: forward, send again, or send it another way and say how."""

from uuid import UUID, uuid5

from backend.areas.versions import profile_of_request
from backend.people.author import Role, author_at
from backend.schemas import heard_by
from backend.strategy.following import follow
from backend.strategy.mailing import DISPATCH, send, to_police
from backend.strategy.may import check_deed, is_manager_of, not_allowed, request_in_hand
from backend.strategy.police.dispatches import LEADS_TO, SENT_AT, dispatch_of
from backend.strategy.states import check_step, further
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

AGAIN = ("failed", "bounced")


def check_forward(change: Change, current: Record | None, desk: Desk) -> None:
    """By whom the area gives it to, once (W-19, T-10)."""
    request = request_in_hand(current)
    check_deed("forward_to_police", request, desk)
    check_step("forward_to_police", request)
    if request.fields.get("sent_to_police_at") or request.fields.get("forwarded"):
        raise Refused("forwarded-already", "This has been forwarded to the police already.")


def as_forwarded(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom; it is with the police only when their mail server has it."""
    return {"forwarded": {"by": author_at(desk).person_id, "at": time_text(desk.received_at)}}


def then_forward(change: Change, record: Record, desk: Desk) -> None:
    """The mail to the police."""
    to_police(change, record, desk)
    follow(record, desk)


def check_again(change: Change, current: Record | None, desk: Desk) -> None:
    """By business support or the team's manager; what was taken is not sent twice."""
    request = request_in_hand(current)
    check_looks_after_mail(request, desk)
    check_step("send_again", request)
    dispatch = dispatch_of(change.fields["dispatch_id"], request, desk)
    if dispatch.fields["state"] not in AGAIN:
        raise Refused("not-failed", "This mail has been sent, or is still being tried.")


def as_sent_again(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Who asked for one more try."""
    by, at = author_at(desk).person_id, time_text(desk.received_at)
    return {"asked_again": {"dispatch_id": fields["dispatch_id"], "by": by, "at": at}}


def then_send_again(change: Change, record: Record, desk: Desk) -> None:
    """The same record, queued once more; to the mailbox as the area has it now."""
    dispatch = dispatch_of(change.fields["dispatch_id"], record, desk)
    fields = {**dispatch.fields, "state": "queued", "failed_at": None, "trouble": None}
    fields |= {"trouble_code": None, "round": dispatch.fields["round"] + 1}
    queued = dispatch.next(fields={**fields, "queued_at": time_text(desk.received_at)})
    desk.write(queued)
    send(queued, desk, urgent=record.fields["urgent"])
    follow(record, desk)


def check_by_hand(change: Change, current: Record | None, desk: Desk) -> None:
    """To somebody whom the area's mail goes to, by whoever looks after the mail."""
    request = request_in_hand(current)
    check_looks_after_mail(request, desk)
    check_step("sent_by_hand", request)
    _purpose_of(change.fields["to_key"], request, desk)


def as_by_hand(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Sent from the time that the person says, which is no later than now."""
    request = request_in_hand(current)
    said = heard_by(desk.received_at, fields, "at")
    purpose = _purpose_of(fields["to_key"], request, desk)
    name = SENT_AT[purpose]
    how = {**said, "by": author_at(desk).person_id, "purpose": purpose}
    return {name: request.fields.get(name) or said["at"], "by_hand": how}


def then_by_hand(change: Change, record: Record, desk: Desk) -> None:
    """A dispatch like the others, with how it was sent."""
    said = heard_by(desk.received_at, change.fields, "at")
    profile = profile_of_request(record.fields, desk)
    by = author_at(desk).person_id
    fields = {
        "request_id": record.id, "purpose": _purpose_of(said["to_key"], record, desk),
        "to_key": said["to_key"], "to_name": profile.contacts[said["to_key"]].name, "about": None,
        "subject": None, "round": 1, "state": "by_hand", "queued_at": None, "sent_at": said["at"],
        "failed_at": None, "trouble": None, "trouble_code": None, "documents": [], "by": by,
        "words": said["words"],
    }  # fmt: skip
    dispatch_id = str(uuid5(UUID(change.id), "dispatch"))
    if desk.record(dispatch_id) is None:
        now = desk.received_at
        desk.write(Record(dispatch_id, DISPATCH, record.feed, 1, fields, by, now, now))
    status = further(str(record.fields["status"]), LEADS_TO[fields["purpose"]])
    follow(record, desk, status=status, dispatch_trouble=None)


def check_looks_after_mail(request: Record, desk: Desk) -> None:
    """Business support of the area, or the manager of the team."""
    author = author_at(desk)
    support = author.role is Role.BUSINESS_SUPPORT and author.area == request.fields["area"]
    if not (support or is_manager_of(request, desk)):
        raise not_allowed()


def _purpose_of(to_key: str, request: Record, desk: Desk) -> str:
    email = profile_of_request(request.fields, desk).email
    if to_key == email.to:
        return "police"
    if to_key in (email.first_to, email.via):
        return "business_support"
    raise Refused("not-an-addressee", "Requests of this area do not go there.", {"to_key": "Who?"})
