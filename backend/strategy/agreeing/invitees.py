"""Invitations as records: who is invited, who must be, what becomes of them when the time moves."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from backend.areas.invitees import must_invite
from backend.areas.profile import Profile
from backend.areas.versions import profile_of_request
from backend.strategy.openings import open_to
from sync.kinds import Desk
from sync.messages import Fields, Record

INVITATION = "invitation"
LOOKED_AFTER = "looked_after"
CONTACT = ("name", "role", "email", "phone")
NOTHING_YET: Fields = {
    "name": None, "role": None, "email": None, "phone": None, "person_id": None,
    "required": False, "reply": "none", "replied_at": None, "reply_how": None, "note": None,
    "information": "none", "information_at": None, "removed_at": None, "removed_reason": None,
    "sequence": None, "answered_sequence": None,
}  # fmt: skip


def invitation_id(request_id: str, agency: str) -> str:
    """That of an agency which must be there: one for each request."""
    return str(uuid5(UUID(request_id), agency))


def needed_agencies(profile: Profile, request: Fields) -> tuple[str, ...]:
    """Without whom the discussion is not quorate (W-03, W-10, N-06, N-09)."""
    return must_invite(profile, facts_of(profile, request))


def facts_of(profile: Profile, request: Fields) -> Mapping[str, bool]:
    """What decides whom the area wants besides: of a child's own file, or as the form says it."""
    said = request.get("form") or {}
    asked = (one.code for one in profile.form if one.prefill == LOOKED_AFTER)
    known = any(child.get(LOOKED_AFTER) for child in request.get("children", ()))
    return {LOOKED_AFTER: known or any(said.get(code) is True for code in asked)}


def invitations_of(request: Fields, desk: Desk) -> Iterator[Record]:
    """Those that stand."""
    for record_id in request.get("invitations", ()):
        record = desk.record(record_id)
        if record is not None and not record.fields["removed_at"]:
            yield record


def still_to_invite(request: Fields, desk: Desk) -> list[str]:
    """Agencies that must be there and that nobody has been named or reached for."""
    profile = profile_of_request(request, desk)
    there = {one.fields["agency"] for one in invitations_of(request, desk) if _reached(one.fields)}
    return [one for one in needed_agencies(profile, request) if one not in there]


def invite_needed(request: Record, desk: Desk) -> Fields:
    """An invitation for each agency that must be there, with what the request says of whom to ask.

    What the request then says of them; who is invited may read the discussion from now on.
    """
    profile = profile_of_request(request.fields, desk)
    ids = list(request.fields.get("invitations", ()))
    for agency in needed_agencies(profile, request.fields):
        record_id = invitation_id(request.id, agency)
        if desk.record(record_id) is None:
            fields = {**NOTHING_YET, **_known_of(agency, request.fields), "required": True}
            desk.write(_new(record_id, request, {**fields, "agency": agency}, desk))
        if record_id not in ids:
            ids.append(record_id)
    return told_of_invitations(request, ids, desk)


def told_of_invitations(request: Record, ids: list[str], desk: Desk) -> Fields:
    """What the request says of who is invited, once they are."""
    said = {**request.fields, "invitations": ids}
    agencies = {one.fields["agency"] for one in invitations_of(said, desk)}
    return {
        "invitations": ids,
        "still_to_invite": still_to_invite(said, desk),
        "awaiting_reply": _agencies_with("reply", "none", said, desk),
        "awaiting_information": _agencies_with("information", "asked", said, desk),
        "open_to": opened(request, agencies, desk),
    }


def opened(request: Record, agencies: set[str], desk: Desk) -> list[str]:
    """To whom the discussion is open by now; these agencies read it from now on."""
    before = list(request.fields.get("open_to", ()))
    for agency in sorted(agencies - {*before, "police"}):
        open_to(request, agency, desk)
        before.append(agency)
    return before


def ask_again(request: Record, sequence: int, desk: Desk) -> None:
    """The time is another one: what was answered was answered to the one before."""
    for record in list(invitations_of(request.fields, desk)):
        if record.fields["answered_sequence"] not in (None, sequence):
            fields = {"reply": "none", "replied_at": None, "reply_how": None}
            fields["answered_sequence"] = None
            desk.write(record.next(fields={**record.fields, **fields}))


def people_of(request: Fields, desk: Desk) -> list[str]:
    """Who takes part, as far as they are people of the app: for what only they may see (N-28)."""
    family = desk.record(request["case_id"])
    workers = list(family.fields.get("workers", ())) if family is not None else []
    accepted = [
        one.fields["person_id"]
        for one in invitations_of(request, desk)
        if one.fields["reply"] == "accepted"
    ]
    officer = (request.get("police_assigned") or {}).get("person_id")
    return list(dict.fromkeys(one for one in [*workers, *accepted, officer] if one))


def _agencies_with(name: str, value: str, request: Fields, desk: Desk) -> list[str]:
    found = [one.fields for one in invitations_of(request, desk)]
    return list(dict.fromkeys(one["agency"] for one in found if one[name] == value))


def _reached(invitation: Fields) -> bool:
    return any(invitation[name] for name in CONTACT) or invitation["reply"] != "none"


def _known_of(agency: str, request: Fields) -> dict[str, Any]:
    """Whom the request itself names for this agency (W-13, W-18)."""
    for one in request.get("professionals") or ():
        if one.get("agency") == agency:
            return {name: one.get(name) for name in CONTACT}
    return {}


def _new(record_id: str, request: Record, fields: Fields, desk: Desk) -> Record:
    return Record(
        id=record_id,
        type=INVITATION,
        feed=request.feed,
        version=1,
        fields={"request_id": request.id, **fields},
        made_by=desk.author.person_id,
        made_at=desk.received_at,
        received_at=desk.received_at,
    )
