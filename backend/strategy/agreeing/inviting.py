"""Who is invited, what they answer and what they are asked for (W-03, W-20, W-22, W-23, N-10)."""

import re
from collections.abc import Collection
from typing import Any

from backend.areas.versions import profile_of_request
from backend.people.author import author_at
from backend.strategy.agreeing.invitees import (
    NOTHING_YET,
    invitations_of,
    needed_agencies,
    people_of,
    told_of_invitations,
)
from backend.strategy.agreeing.parties import (
    AGENCY_OF,
    arranges,
    check_arranges,
    is_server,
    speaks_for,
)
from backend.strategy.agreeing.telling import tell_not_needed, write_to
from backend.strategy.following import follow
from backend.strategy.may import by_and_at, not_allowed, request_named
from backend.strategy.states import check_step
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

MOST_INVITED = 60
ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
HEALTH = "health"


def invitation_reads(change: Change) -> Collection[str]:
    """The request that it is for."""
    request_id = change.fields.get("request_id")
    return {request_id} if isinstance(request_id, str) else set()


def check_invite(change: Change, current: Record | None, desk: Desk) -> None:
    """By who books or confirms in the area, while the request is on its way."""
    request = request_named(change, desk)
    check_arranges(request, desk)
    check_step("invite", request)
    if current is not None:
        raise Refused("invited-already", "They are invited already. Change that invitation.")
    if len(request.fields.get("invitations", ())) >= MOST_INVITED:
        raise Refused("too-many", "So many cannot be invited.")
    _check_reachable(change.fields)


def as_invited(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Nothing answered yet."""
    return {**NOTHING_YET, **fields}


def then_told(change: Change, record: Record, desk: Desk) -> None:
    """The request names them, the discussion is open to their agency, and a letter goes."""
    request = request_of(record, desk)
    ids = list(dict.fromkeys([*request.fields.get("invitations", ()), record.id]))
    calendar = request.fields.get("calendar")
    news = record.fields["sequence"] is None or "email" in change.fields
    if calendar and not calendar["cancelled"] and record.fields["email"] and news:
        write_to(change, request, record, desk)
    follow(request, desk, **told_of_invitations(request, ids, desk))


def check_edit(change: Change, current: Record | None, desk: Desk) -> None:
    """By who may invite; while they are invited."""
    request = request_of(_known(current), desk)
    check_arranges(request, desk)
    check_step("edit_invitation", request)
    _check_stands(_known(current))
    _check_reachable(change.fields)


def check_remove(change: Change, current: Record | None, desk: Desk) -> None:
    """By who may invite, with a reason; who must be there is replaced first, never left out."""
    request = request_of(_known(current), desk)
    check_arranges(request, desk)
    check_step("remove_invitation", request)
    _check_stands(_known(current))
    if not _is_spared(_known(current), request, desk):
        words = "Without them it is not quorate. Invite somebody else of their agency first."
        raise Refused("must-be-there", words)


def as_removed(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """When and why."""
    return {"removed_at": time_text(desk.received_at), "removed_reason": fields["reason"]}


def then_not_needed(change: Change, record: Record, desk: Desk) -> None:
    """Their calendar lets it go."""
    request = request_of(record, desk)
    tell_not_needed(change, request, record, desk)
    follow(request, desk, **told_of_invitations(request, list(request.fields["invitations"]), desk))


def check_answer(change: Change, current: Record | None, desk: Desk) -> None:
    """By themselves in the app, by who arranges it for them, or by a letter or link of theirs."""
    record = _known(current)
    request = request_of(record, desk)
    if not _speaks(record, request, desk):
        raise not_allowed()
    if ("how" in change.fields) and not is_server(desk):
        raise Refused("not-allowed", "How it came is the server's to say.")
    check_step(change.kind, request)
    _check_stands(record)


def as_replied(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The answer, when and how it came; and what they say of their information."""
    said: Fields = {name: fields[name] for name in ("reply", "note") if name in fields}
    replied = {"replied_at": time_text(desk.happened_at), "reply_how": _how(fields, desk)}
    calendar = request_of(_known(current), desk).fields.get("calendar") or {}
    answered = {"answered_sequence": calendar.get("sequence")}
    return {**said, **replied, **answered, **_as_person(desk), **_information(fields, desk)}


def then_request_knows(change: Change, record: Record, desk: Desk) -> None:
    """What health answered, and who takes part."""
    request = request_of(record, desk)
    fields: dict[str, Any] = told_of_invitations(request, list(request.fields["invitations"]), desk)
    if record.fields["agency"] == HEALTH:
        fields["health"] = _health(record.fields, request, desk)
    confirmed = request.fields.get("confirmed")
    if confirmed:
        fields["confirmed"] = {**confirmed, "participants": people_of(request.fields, desk)}
    follow(request, desk, **fields)


def as_information(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Sent, to be brought, or none held (W-23)."""
    note = {"note": fields["note"]} if fields.get("note") else {}
    return {**note, **_information(fields, desk)}


def then_known(change: Change, record: Record, desk: Desk) -> None:
    """Whom the request waits for may change."""
    request = request_of(record, desk)
    follow(request, desk, **told_of_invitations(request, list(request.fields["invitations"]), desk))


def request_of(invitation: Record, desk: Desk) -> Record:
    """The request that it is for."""
    request = desk.record(invitation.fields["request_id"])
    if request is None:
        raise Refused("no-such-request", "There is no such request.")
    return request


def _speaks(invitation: Record, request: Record, desk: Desk) -> bool:
    own = invitation.fields["person_id"] == author_at(desk).person_id
    agency = invitation.fields["agency"]
    by_themselves = own or speaks_for(agency, request, desk)
    return is_server(desk) or by_themselves or arranges(request, desk)


def _how(fields: Fields, desk: Desk) -> str:
    if is_server(desk):
        return str(fields.get("how", "link"))
    return "in_app" if author_at(desk).role in AGENCY_OF else "phone"


def _as_person(desk: Desk) -> Fields:
    """Somebody of the agency who answers in the app takes part as themselves."""
    author = author_at(desk)
    return {"person_id": author.person_id} if author.role in AGENCY_OF else {}


def _information(fields: Fields, desk: Desk) -> Fields:
    if "information" not in fields:
        return {}
    return {"information": fields["information"], "information_at": time_text(desk.received_at)}


def _health(invitation: Fields, request: Record, desk: Desk) -> Fields:
    """What health answered, for the request; any of theirs who accept is health on board."""
    states = {"accepted": "accepted", "declined": "declined", "tentative": "needed"}
    accepted = any(
        one.fields["agency"] == HEALTH and one.fields["reply"] == "accepted"
        for one in invitations_of(request.fields, desk)
    )
    said = {"who": invitation["name"], "reason": invitation["note"], "how": invitation["reply_how"]}
    state = "accepted" if accepted else states[invitation["reply"]]
    return {"state": state, **said, **by_and_at(desk)}


def _is_spared(invitation: Record, request: Record, desk: Desk) -> bool:
    """Their agency need not be there, or somebody else of it is invited."""
    agency = invitation.fields["agency"]
    others = (one for one in invitations_of(request.fields, desk) if one.id != invitation.id)
    needed = needed_agencies(profile_of_request(request.fields, desk), request.fields)
    return agency not in needed or any(one.fields["agency"] == agency for one in others)


def _check_stands(invitation: Record) -> None:
    if invitation.fields["removed_at"]:
        raise Refused("not-invited", "They are no longer invited.")


def _check_reachable(fields: Fields) -> None:
    email = fields.get("email")
    if email and not ADDRESS.fullmatch(email):
        raise Refused(
            "invalid-fields", "That is no e-mail address.", {"email": "Is not an address."}
        )


def _known(current: Record | None) -> Record:
    assert current is not None
    return current
