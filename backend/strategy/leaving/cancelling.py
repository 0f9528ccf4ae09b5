"""Cancelled, once somebody outside has it: asked for with a reason, agreed by all (T-13 to T-16).

Until the last agreement nothing is stopped: the police know what they know, and a time that was
agreed stands. The clocks that protect the child run on whatever becomes of the request.
"""

from uuid import UUID, uuid5

from backend.areas.quorum import cancellation
from backend.areas.versions import profile_of_request
from backend.cases.caseload import FIELD_ROLES, case_feed, cases_of, check_may_write
from backend.people.author import Role, author_at
from backend.strategy.known import is_known_outside
from backend.strategy.leaving.ending import then_ended
from backend.strategy.may import is_manager_of, not_allowed, request_in_hand
from backend.strategy.states import GOING, check_step, further, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

MANAGERS = "csc_team_manager"
OF_PARTY = {
    "police": frozenset({Role.POLICE_SERGEANT, Role.POLICE_DELEGATED_OFFICER}),
    "health": frozenset({Role.HEALTH}),
}
"""Whose own word it is; anybody else writes down what they were told, and by whom."""


def check_ask(change: Change, current: Record | None, desk: Desk) -> None:
    """By whoever works with the family or manages it, of what somebody outside knows of."""
    request = request_in_hand(current)
    check_may_write(cases_of(request, desk), desk)
    check_step("request_cancellation", request)
    if not is_known_outside(request.fields):
        raise Refused("not-sent-yet", "Nobody outside has it yet: withdraw it instead.")


def as_asked(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Why, and from where; a manager who asks has agreed by it."""
    request = request_in_hand(current)
    by, now = author_at(desk).person_id, time_text(desk.received_at)
    agreed = {MANAGERS: _said(by, now, agreed=True)} if is_manager_of(request, desk) else {}
    return {
        "status": moved("request_cancellation", request),
        "cancellation": {
            "asked_by": by,
            "asked_at": now,
            "reason": fields["reason"],
            "from_status": request.fields["status"],
            "agreements": agreed,
            "settled_at": None,
        },
    }


def check_agree(change: Change, current: Record | None, desk: Desk) -> None:
    """By each party for itself, or written down by social care with the name of who said so."""
    request, said = request_in_hand(current), change.fields
    check_step("agree_cancellation", request)
    needed = profile_of_request(request.fields, desk).cancellation.agreement
    if said["party"] not in needed:
        raise Refused("invalid-fields", "Nobody waits for their word.", {"party": "Not asked."})
    if not _is_own_word(request, said["party"], desk):
        _check_may_write_down(request, said, desk)
    if said["party"] in request.fields["cancellation"]["agreements"]:
        raise Refused("already-said", "They have agreed already.")
    if not said["agreed"] and not said.get("reason"):
        raise Refused("reason-needed", "Say why it must go on.", {"reason": "Needed here."})


def as_agreed(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """One more agreement; the last cancels the request, a refusal lets it go on."""
    request, now = request_in_hand(current), time_text(desk.received_at)
    asked = request.fields["cancellation"]
    more = {name: fields.get(name) for name in ("name", "how", "reason")}
    word = {**_said(author_at(desk).person_id, now, agreed=fields["agreed"]), **more}
    if _is_own_word(request, fields["party"], desk):
        word["how"] = "in_app"
    agreements = {**asked["agreements"], fields["party"]: word}
    settled = {**asked, "agreements": agreements, "settled_at": now}
    if not fields["agreed"]:
        return {"cancellation": settled, "status": _goes_on(request.fields)}
    profile = profile_of_request(request.fields, desk)
    if cancellation(profile, agreements.keys(), asked["reason"]).whole:
        return {"cancellation": settled, "status": "cancelled"}
    return {"cancellation": {**settled, "settled_at": None}}


def then_settled(change: Change, record: Record, desk: Desk) -> None:
    """Once it is cancelled the child's file says so and why (T-16)."""
    then_ended(change, record, desk)
    if record.fields["status"] == "cancelled":
        _write_file_note(change, record, desk)


def _is_own_word(request: Record, party: str, desk: Desk) -> bool:
    author = author_at(desk)
    if party == MANAGERS:
        return is_manager_of(request, desk)
    of_area = author.area == request.fields["area"]
    return of_area and author.role in OF_PARTY.get(party, ())


def _check_may_write_down(request: Record, said: Fields, desk: Desk) -> None:
    author = author_at(desk)
    if author.role is Role.SERVER:
        return
    if said["party"] == MANAGERS:
        raise Refused("not-allowed", "The team's manager agrees to this in person.")
    if author.role is Role.BUSINESS_SUPPORT and author.area == request.fields["area"]:
        pass
    elif author.role in FIELD_ROLES or author.role is Role.TEAM_MANAGER:
        check_may_write(cases_of(request, desk), desk)
    else:
        raise not_allowed()
    if not said.get("name"):
        raise Refused("invalid-fields", "Say who said so.", {"name": "Needed here."})


def _goes_on(request: Fields) -> str:
    """Where it stood, or further: what came meanwhile is not lost."""
    status = str(request["cancellation"]["from_status"])
    if status in GOING:
        came = {
            "with_business_support": "sent_to_business_support_at",
            "sent_to_police": "sent_to_police_at",
            "police_contact_made": "police_contact",
        }
        for to, known in came.items():
            status = further(status, to) if request.get(known) else status
    return status


def _said(by: str, at: str, *, agreed: bool) -> Fields:
    return {"agreed": agreed, "by": by, "name": None, "at": at, "how": "in_app"}


def _write_file_note(change: Change, request: Record, desk: Desk) -> None:
    """In the family's file, where whoever has the family reads it."""
    fields = request.fields
    text = f"Strategy request {fields['ref']} was cancelled: {fields['cancellation']['reason']}"
    family = desk.record(fields["case_id"])
    note = Record(
        id=str(uuid5(UUID(change.id), "file note")),
        type="note",
        feed=family.feed if family else case_feed(fields["case_id"]),
        version=1,
        fields={"case_id": fields["case_id"], "text": text, "request_id": request.id},
        made_by=author_at(desk).person_id,
        made_at=desk.happened_at,
        received_at=desk.received_at,
    )
    desk.write(note)
