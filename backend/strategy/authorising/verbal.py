"""Authorised by telephone: an urgent request goes at once, and the manager confirms it in the app.

(Analysis 3.2 `authorisation.verbal_by_phone`; journey 5.)
"""

from backend.areas.versions import profile_of_request
from backend.cases.caseload import cases_of, check_may_write, colleague_in, has_left
from backend.jobs.queue import URGENT, NewJob, queued
from backend.people.author import author_at
from backend.schemas import heard_by, read_moment
from backend.strategy.authorising.deciding import authorisation, authorised, then_open_to_police
from backend.strategy.escalating import escalate, tell_roles
from backend.strategy.following import follow
from backend.strategy.known import is_known_outside
from backend.strategy.may import by_and_at, check_deed, request_in_hand
from backend.strategy.states import GOING, check_step
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

CHECK = "check_verbal"
"""The job that looks whether it was confirmed in time."""


def check_record_verbal(change: Change, current: Record | None, desk: Desk) -> None:
    """By whoever works with the family, of an urgent request, on the word of somebody who may."""
    request, said = request_in_hand(current), change.fields
    check_may_write(cases_of(request, desk), desk)
    check_step("record_verbal_authorisation", request)
    profile = profile_of_request(request.fields, desk)
    if not request.fields["urgent"]:
        raise Refused("not-urgent", "Only an urgent request goes on the word of a telephone call.")
    if profile.authorisation.verbal_by_phone != "urgent_only":
        raise Refused("not-by-telephone", "In this area no request is authorised by telephone.")
    if said.get("manager_id") == author_at(desk).person_id:
        raise Refused("own-request", "Somebody else must have said that it may go.")
    if not (said.get("manager_name") or _manager(request, said, desk)):
        told = {"manager_name": "Say who."}
        raise Refused("invalid-fields", "Say who said that it may go.", told)


def as_verbally_authorised(
    change: Change, current: Record | None, fields: Fields, desk: Desk
) -> Fields:
    """Who said so and when; to be confirmed within the area's time of reaching the server."""
    request = request_in_hand(current)
    said = heard_by(desk.received_at, fields, "at")
    manager = _manager(request, said, desk)
    within = profile_of_request(request.fields, desk).authorisation.confirm_within
    given = authorisation(
        by=manager.id if manager else None,
        at=said["at"],
        method="telephone_to_confirm",
        by_name=said.get("manager_name") or (manager.fields["name"] if manager else None),
        confirm_by=time_text(desk.received_at + within),
        words=said.get("words"),
        recorded_by=author_at(desk).person_id,
    )
    return {**authorised(request, given, desk), "self_authorised": False}


def then_wait_for_word(change: Change, record: Record, desk: Desk) -> None:
    """It goes on like any authorised request; the worker looks whether it was confirmed."""
    then_open_to_police(change, record, desk)
    due = read_moment(record.fields["authorisation"]["confirm_by"])
    job = NewJob(CHECK, f"{CHECK}:{change.id}", {"request_id": record.id}, due, URGENT)
    desk.also(queued(job))


def check_confirm_verbal(change: Change, current: Record | None, desk: Desk) -> None:
    """By somebody who may authorise, and not by who wrote it down; a refusal says why."""
    request = request_in_hand(current)
    check_deed("authorise", request, desk)
    check_step("confirm_verbal_authorisation", request)
    if not is_pending(request.fields):
        raise Refused("nothing-to-confirm", "There is nothing said by telephone to confirm.")
    if request.fields["authorisation"].get("recorded_by") == author_at(desk).person_id:
        raise Refused("own-request", "Somebody else must confirm what you have written down.")
    if not change.fields["confirmed"] and not change.fields.get("reason"):
        raise Refused("reason-needed", "Say why not.", {"reason": "Needed here."})


def as_verbal_settled(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Confirmed, it is authorised; refused, it goes back, or is asked to be cancelled."""
    request, now = request_in_hand(current), time_text(desk.received_at)
    by = author_at(desk).person_id
    given = {**request.fields["authorisation"], "settled_by": by, "reason": fields.get("reason")}
    if fields["confirmed"]:
        given = {**given, "by": given["by"] or by, "confirmed_at": now}
        return {"authorisation": given, "authorised_by": given["by"]}
    given["refused_at"] = now
    return {"authorisation": given, **_refused(request, fields["reason"], desk)}


def is_pending(request: Fields) -> bool:
    """Said by telephone, and neither confirmed nor refused."""
    given = request.get("authorisation") or {}
    settled = given.get("confirmed_at") or given.get("refused_at")
    return given.get("method") == "telephone_to_confirm" and not settled


def then_tell_of_delay(change: Change, record: Record, desk: Desk) -> None:
    """Nobody has confirmed it in time: the request goes on, and somebody further up hears of it."""
    request = follow(record, desk, not_confirmed_in_time=time_text(desk.received_at))
    words = "What was said by telephone has not been confirmed in the app."
    contact = request.fields["authorisation"]["by_name"]
    escalate(change, request, desk, "not_confirmed_in_time", words, contact)
    tell_roles(change, request, desk, "not_confirmed_in_time", "head_of_service")


def _refused(request: Record, reason: str, desk: Desk) -> Fields:
    """Nobody outside has it: returned. Else it takes the others' agreement to stop it."""
    if request.fields["status"] not in GOING:
        return {}
    if not is_known_outside(request.fields):
        return {"status": "returned", "returned": {**by_and_at(desk), "reasons": reason}}
    now, by = time_text(desk.received_at), author_at(desk).person_id
    agreed = {"agreed": True, "by": by, "name": None, "at": now, "how": "in_app"}
    asked = {"asked_by": by, "asked_at": now, "reason": reason, "settled_at": None}
    return {
        "status": "cancel_requested",
        "cancellation": {
            **asked,
            "from_status": request.fields["status"],
            "agreements": {"csc_team_manager": agreed},
        },
    }


def _manager(request: Record, said: Fields, desk: Desk) -> Record | None:
    """A colleague of the area whose role may authorise, and who has not left."""
    area = request.fields["area"]
    person = colleague_in(area, said.get("manager_id"), desk)
    if person is None or has_left(person, desk):
        return None
    may = profile_of_request(request.fields, desk).may("authorise", person.fields["role"])
    return person if may else None
