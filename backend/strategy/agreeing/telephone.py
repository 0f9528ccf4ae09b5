"""A time agreed by telephone with the police; then health (S-03 to S-06)."""

from typing import Any

from backend.areas.versions import profile_of_request
from backend.people.author import Role, author_at
from backend.schemas import read_moment
from backend.strategy.agreeing.invitees import opened
from backend.strategy.agreeing.parties import is_server, speaks_for
from backend.strategy.agreeing.times import check_can_be_held, told
from backend.strategy.agreeing.ways import BY_TELEPHONE, check_way
from backend.strategy.following import follow
from backend.strategy.may import by_and_at, may, not_allowed, request_in_hand
from backend.strategy.states import check_step, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

OWN_DEED = "agree_time"
HEALTH = "health"


def check_agree(change: Change, current: Record | None, desk: Desk) -> None:
    """By the manager or the police, where the area agrees times by telephone.

    The call in which a time is agreed is never the discussion (S-04): the time lies after it.
    """
    request = request_in_hand(current)
    profile = check_way(BY_TELEPHONE, request, desk)
    own = author_at(desk).role in profile.roles.get(OWN_DEED, ())
    if not (may(OWN_DEED, request, desk) or (own and speaks_for("police", request, desk))):
        raise not_allowed()
    check_step("agree_time", request)
    starts_at = change.fields["starts_at"]
    check_can_be_held(read_moment(starts_at), desk)
    apart = profile.booking.that_call_is_not_the_discussion
    if apart and read_moment(starts_at) <= desk.happened_at:
        raise Refused(
            "call-is-not-the-discussion",
            "The call in which the time is agreed is not the discussion. Agree a time after it.",
            {"starts_at": "Is not after the call."},
        )


def as_agreed(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """With whom of the police, of what rank; they have been in touch, then, if not before."""
    request = request_in_hand(current)
    agreed = {"with_rank": None, **fields, **by_and_at(desk), "at": time_text(desk.happened_at)}
    contact = request.fields.get("police_contact") or _contact(fields, desk)
    return {
        "status": moved("agree_time", request),
        "agreed": agreed,
        "police_contact": contact,
        "health": health_afresh(request, fields["starts_at"], desk),
        "proposed": None,
    }


def then_health_is_asked(change: Change, record: Record, desk: Desk) -> None:
    """Health is to be got on board: they may read the discussion from now on (S-05)."""
    fields: Fields = {}
    if profile_of_request(record.fields, desk).booking.manager_then_books_health:
        fields["open_to"] = opened(record, {HEALTH}, desk)
    follow(record, desk, **fields)


def check_propose(change: Change, current: Record | None, desk: Desk) -> None:
    """By the police, in the app or by their one-time link."""
    request = request_in_hand(current)
    if not (is_server(desk) or speaks_for("police", request, desk)):
        raise not_allowed()
    _check_how(change, desk)
    check_step("propose_time", request)
    check_can_be_held(read_moment(change.fields["starts_at"]), desk)


def as_proposed(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """A proposal is no time: somebody agrees, offers or books it."""
    proposed = {"words": None, "how": "in_app", **fields, **by_and_at(desk)}
    return {"proposed": proposed}


def check_health(change: Change, current: Record | None, desk: Desk) -> None:
    """By whoever books or confirms, for health by telephone; or by health themselves."""
    request = request_in_hand(current)
    by_staff = may("confirm_slot", request, desk) or may("book", request, desk)
    if not (by_staff or speaks_for(HEALTH, request, desk)):
        raise not_allowed()
    check_step("arrange_health", request)


def as_health(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """What health said, by whom it was written down."""
    how = "in_app" if author_at(desk).role is Role.HEALTH else "phone"
    return {"health": {"who": None, "reason": None, **fields, "how": how, **by_and_at(desk)}}


def health_afresh(request: Record, starts_at: str, desk: Desk) -> dict[str, Any] | None:
    """Another time is another question to health; the same time, answered, stays answered."""
    known = request.fields.get("health")
    before = (request.fields.get("agreed") or {}).get("starts_at")
    profile = profile_of_request(request.fields, desk)
    if not profile.booking.manager_then_books_health:
        return known
    if known and known["state"] != "needed" and before == starts_at:
        return dict(known)
    return {"state": "needed", "who": None, "reason": None, "how": None, **by_and_at(desk)}


def health_again(request: Fields, sequence: int) -> Fields:
    """What health accepted was the time before: of another one they are asked again (S-05)."""
    before, known = request.get("calendar"), request.get("health")
    if known is None or before is None or before["sequence"] == sequence:
        return {}
    return {"health": {**known, "state": "needed", "who": None, "reason": None}}


def check_health_has_replied(change: Change, request: Record, desk: Desk) -> None:
    """A time is not confirmed until health has accepted it, or somebody says why without (S-05).

    What cannot wait is never held up by it; where an area's quorum has no health it is not asked.
    """
    profile = profile_of_request(request.fields, desk)
    if request.fields["urgent"] or HEALTH not in profile.quorum.must:
        return
    health = request.fields.get("health") or {}
    why = change.fields.get("health_reason") or health.get("reason")
    if health.get("state") != "accepted" and not why:
        raise Refused(
            "health-not-replied",
            "Health has not accepted this time. Ring them, or say why it is confirmed without.",
            {"health_reason": "Say why."},
        )


def check_agreed_first(change: Change, request: Record) -> None:
    """The time that is confirmed is the one that was agreed with the police."""
    if request.fields["urgent"]:
        return
    agreed = request.fields.get("agreed")
    if agreed is None:
        raise Refused("time-not-agreed", "Agree the time with the police first, by telephone.")
    if change.fields["starts_at"] != agreed["starts_at"]:
        at = told(agreed["starts_at"])
        words = f"The time agreed with the police is {at}. Agree another first."
        raise Refused("other-time", words, {"starts_at": "Is not the agreed time."})


def _check_how(change: Change, desk: Desk) -> None:
    if ("how" in change.fields) != is_server(desk):
        raise Refused("not-allowed", "How it came is the server's to say.")


def _contact(fields: Fields, desk: Desk) -> dict[str, Any]:
    by = author_at(desk)
    how = "in_app" if by.role in (Role.POLICE_SERGEANT, Role.POLICE_DELEGATED_OFFICER) else "call"
    who = {"name": fields["with_name"], "rank": fields.get("with_rank")}
    said = {"at": time_text(desk.happened_at), "by": by.person_id, "purpose": "agree_time"}
    return {**said, **who, "how": how}
