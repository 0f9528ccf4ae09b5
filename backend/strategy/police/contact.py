"""The police's own contact, what they note, and who of them holds the request."""

from typing import Any

from backend.areas.profile import Profile
from backend.areas.routing import route_of
from backend.areas.versions import profile_of_request
from backend.people.author import Role, author_at
from backend.schemas import heard_by
from backend.strategy.escalating import escalate, tell_further_up
from backend.strategy.following import follow
from backend.strategy.may import is_manager_of, not_allowed, request_in_hand, request_named
from backend.strategy.states import check_step, moved
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

POLICE = frozenset({Role.POLICE_SERGEANT, Role.POLICE_DELEGATED_OFFICER})
CANNOT_REACH = "cannot_reach_manager"
MOST_KEPT = 50


def check_contact(change: Change, current: Record | None, desk: Desk) -> None:
    """By the police themselves, the team's manager, or business support who took the call."""
    request = request_in_hand(current)
    author = author_at(desk)
    here = author.area == request.fields["area"]
    of_area = here and (author.role in POLICE or author.role is Role.BUSINESS_SUPPORT)
    if not (of_area or is_manager_of(request, desk)):
        raise not_allowed()
    check_step("record_police_contact", request)


def as_contacted(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Who, when and about what (S-03); it agrees no time and never means "held" (S-04)."""
    author = author_at(desk)
    how = "in_app" if author.role in POLICE else fields["how"]
    contact = {**heard_by(desk.received_at, fields, "at"), "how": how, "by": author.person_id}
    contact["name"] = contact.get("name") or _own_name(desk)
    return {"police_contacts": with_contact(request_in_hand(current), contact)}


def with_contact(request: Record, contact: Fields) -> list[Fields]:
    """What is known of their contacts, and this one."""
    return [*(request.fields.get("police_contacts") or ()), contact][-MOST_KEPT:]


def follow_contact(record: Record, desk: Desk, *, moved_by: str) -> None:
    """Where the request stands now, and which contact counts: the first.

    Having looked for the manager in vain is no answer: a real contact stands before it.
    """
    known = record.fields.get("police_contacts") or ()
    stands = min(known, key=lambda one: (one["purpose"] == CANNOT_REACH, one["at"]), default=None)
    follow(record, desk, police_contact=stands, status=moved(moved_by, record))


def then_contacted(change: Change, record: Record, desk: Desk) -> None:
    """Who could not be reached is an event of its own (S-14)."""
    if change.fields["purpose"] == CANNOT_REACH:
        words = change.fields.get("words") or "The police could not reach the manager."
        escalate(change, record, desk, "manager_unreachable", words, change.fields.get("name"))
        tell_further_up(change, record, desk)
    follow_contact(record, desk, moved_by="record_police_contact")


def check_note(change: Change, current: Record | None, desk: Desk) -> None:
    """By the police of the area, about a request that they can read (N-21, N-22)."""
    request = request_named(change, desk)
    _check_police(request, desk)
    check_step("add_police_note", request)


def as_note(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """By whom and when; what is wrong is put right by another note."""
    return {**fields, "by": author_at(desk).person_id, "at": time_text(desk.happened_at)}


def check_officer(change: Change, current: Record | None, desk: Desk) -> None:
    """A sergeant gives it out; an officer with delegated responsibility may take it themselves,
    where the area sends it to such officers at all (S-15 to S-18).
    """
    request, author = request_in_hand(current), author_at(desk)
    _check_police(request, desk)
    check_step("assign_officer", request)
    delegated, fields = change.fields["delegated"], request.fields
    profile = profile_of_request(fields, desk)
    if (
        author.role is not Role.POLICE_SERGEANT
        and change.fields.get("person_id") != author.person_id
    ):
        raise Refused("sergeant-only", "Only a sergeant gives a request to somebody else.")
    if author.role is not Role.POLICE_SERGEANT and not delegated:
        raise Refused("sergeant-only", "Only a sergeant holds this without oversight.")
    if delegated and not may_be_delegated(profile, fields):
        raise Refused("needs-sergeant", "This goes to a sergeant: it is urgent or about a crime.")


def may_be_delegated(profile: Profile, request: Fields) -> bool:
    """Whether the area's route for this request is under somebody's oversight."""
    facts = {"urgent": bool(request["urgent"]), "crime": bool(request.get("crime_related"))}
    return route_of(profile, facts).route.overseen_by is not None


def as_assigned(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Who holds it, of which rank, and who oversees them."""
    given: dict[str, Any] = {"person_id": None, "overseen_by": None, "rank": None, **fields}
    person = desk.record(given["person_id"]) if given["person_id"] else None
    given["name"] = given.get("name") or (person.fields["name"] if person else None)
    by, at = author_at(desk).person_id, time_text(desk.received_at)
    return {"police_assigned": {**given, "by": by, "at": at}}


def _own_name(desk: Desk) -> str | None:
    """Of somebody of the police who writes down their own contact."""
    author = author_at(desk)
    person = desk.record(author.person_id) if author.role in POLICE else None
    return str(person.fields["name"]) if person is not None else None


def _check_police(request: Record, desk: Desk) -> None:
    author = author_at(desk)
    if author.role not in POLICE or author.area != request.fields["area"]:
        raise Refused("not-allowed", "This is for the police of the area.")
