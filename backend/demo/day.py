"""A believable day on every desk: requests in different states, taken there by those people."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from backend.areas.profile import Profile
from backend.demo.answers import answers_of
from backend.demo.families import FAMILIES
from backend.demo.history import Event, File
from backend.demo.people import Staff
from backend.demo.times import time_events
from backend.people.author import Role
from sync.messages import Fields, time_text

SERGEANT = "Duty Sergeant (invented)"


@dataclass(frozen=True, slots=True)
class Telling:
    """One request while its story is told; its steps are so many minutes after it was raised."""

    file: File
    profile: Profile
    begun: datetime

    @property
    def request_id(self) -> str:
        """One request for each family of the day."""
        return self.file.id_of("request of the day")

    def at(self, minutes: float) -> datetime:
        """So many minutes into the story."""
        return self.begun + timedelta(minutes=minutes)

    def step(
        self, minutes: float, role: Role, kind: str, fields: Fields, record_id: str | None = None
    ) -> Event:
        """Somebody did this then."""
        author = self.file.staff.authors[role]
        about = record_id or self.request_id
        event = self.file.by(author, self.at(minutes), kind, about, fields)
        return replace(event, feed=f"discussion:{self.request_id}")


def day_of(profile: Profile, staff: Staff, now: datetime) -> Iterator[Event]:
    """What has happened with requests today, in one area."""
    for number, family in enumerate(FAMILIES):
        story = STORIES.get(family.name)
        if story is not None:
            minutes, tell = story
            file = File(staff, family, number, now)
            yield from tell(Telling(file, profile, now - timedelta(minutes=minutes)))


def _authorised(told: Telling, *, urgent: bool, what: str) -> Iterator[Event]:
    yield told.step(0, Role.SOCIAL_WORKER, "raise_request", _asked(told, urgent=urgent, what=what))
    given = answers_of(told.profile, "authoriser")
    qa = [one.code for one in told.profile.authorisation.qa]
    fields = {"checked": True, "qa": qa, **given}
    yield told.step(5, Role.TEAM_MANAGER, "authorise_request", fields)


def _asked(told: Telling, *, urgent: bool, what: str) -> Fields:
    category = told.profile.urgent_categories[0].code if urgent else None
    return {
        **answers_of(told.profile, "worker"),
        "case_id": told.file.case_id,
        "child_ids": told.file.child_ids[:1],
        "urgent": urgent,
        "category": category,
        "what_is_happening": f"{what} (Invented.)",
        "concern_at": time_text(told.at(-20)),
        "reachable_number": "07700 900321",
        "manager_id": told.file.staff.manager.person_id,
    }


def _sent(told: Telling, *, urgent: bool, what: str) -> Iterator[Event]:
    """Authorised, and sent to the police by hand: the demonstration's own mails go later."""
    yield from _authorised(told, urgent=urgent, what=what)
    said = {"to_key": told.profile.email.to, "words": "By secure e-mail, from our own box."}
    said["at"] = time_text(told.at(8))
    yield told.step(8, Role.BUSINESS_SUPPORT, "sent_by_hand", said)


def _contacted(told: Telling, purpose: str, *, urgent: bool, what: str) -> Iterator[Event]:
    yield from _sent(told, urgent=urgent, what=what)
    fields: dict[str, Any] = {"purpose": purpose, "name": SERGEANT, "rank": "Sergeant"}
    fields |= {"at": time_text(told.at(40)), "how": "in_app", "words": "Rang the team manager."}
    yield told.step(40, Role.POLICE_SERGEANT, "record_police_contact", fields)


def authorised_just_now(told: Telling) -> Iterator[Event]:
    """It goes on by mail as soon as the worker of the demonstration runs."""
    yield from _authorised(told, urgent=False, what="Bruises that the school has seen twice.")


def waits_for_the_police(told: Telling) -> Iterator[Event]:
    """Urgent, and nobody of the police has been in touch."""
    yield from _sent(told, urgent=True, what="Was hit, and says that it happens again tonight.")


def waits_for_a_time(told: Telling) -> Iterator[Event]:
    """The police have been in touch; the area's own way to a time is next."""
    what = "Grown concerns about what the home is like."
    yield from _contacted(told, "agree_time", urgent=False, what=what)


def manager_not_reached(told: Telling) -> Iterator[Event]:
    """The head of service has it (S-14)."""
    what = "A threat to take the child away from school."
    yield from _sent(told, urgent=True, what=what)
    tried = {"words": "Rang the number on the request, and the office: nobody answers. (Invented.)"}
    yield told.step(40, Role.POLICE_SERGEANT, "report_manager_unreachable", tried)


def with_an_officer(told: Telling) -> Iterator[Event]:
    """Where such requests go to officers whom a sergeant oversees (S-17, S-18)."""
    yield from _sent(told, urgent=False, what="Concerns that have built up since the summer.")
    if any(one.overseen_by for one in told.profile.routing):
        officer = told.file.staff.authors[Role.POLICE_DELEGATED_OFFICER]
        given = {"person_id": officer.person_id, "delegated": True, "rank": "Constable"}
        overseen = {"overseen_by": SERGEANT}
        yield told.step(20, Role.POLICE_SERGEANT, "assign_officer", {**given, **overseen})


def came_back(told: Telling) -> Iterator[Event]:
    """Returned with reasons."""
    what = "A mark on the arm."
    fields = _asked(told, urgent=False, what=what)
    yield told.step(0, Role.SOCIAL_WORKER, "raise_request", fields)
    reasons = {"reasons": "Say which arm, who saw it, and what was said about it. (Invented.)"}
    yield told.step(12, Role.TEAM_MANAGER, "return_request", reasons)


def has_a_time(told: Telling) -> Iterator[Event]:
    """Confirmed, each area in its own way."""
    what = "An older sister has said what happens at home."
    yield from _contacted(told, "agree_time", urgent=False, what=what)
    yield from time_events(told)


STORIES = {
    "Sampleton": (12, authorised_just_now),
    "Madeupson": (50, waits_for_the_police),
    "Figment": (150, waits_for_a_time),
    "Careful": (70, manager_not_reached),
    "Quietman": (100, with_an_officer),
    "Languedoc": (45, came_back),
    "Tinyfolk": (24 * 60, has_a_time),
}
"""By family: so many minutes ago it was raised, and what has become of it since."""
