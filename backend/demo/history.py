"""What has happened to the invented families: changes that those people posted then."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from backend.areas.calendar import local, moment_of
from backend.areas.profiles import profiles
from backend.demo.families import FAMILIES, DemoChild, DemoFamily
from backend.demo.people import Staff, demo_id
from backend.people.author import Author
from backend.visits.checks import check_id
from sync.messages import Change, Clock, Fields, time_text

SCHOOL_TIME = time(15, 30)


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody did something, then."""

    at: datetime
    author: Author
    kind: str
    record_id: str
    feed: str
    fields: Fields

    def change(self, number: int, base_version: int = 0) -> Change:
        """As their phone posts it."""
        return Change(
            id=demo_id("change", self.kind, self.record_id, self.at, self.author.person_id),
            device_id=self.author.device_id,
            number=number,
            kind=self.kind,
            schema=1,
            feed=self.feed,
            record_id=self.record_id,
            base_version=base_version,
            depends_on=(),
            fields=self.fields,
            occurred_at=self.at,
            clock=Clock(self.at, 0, trusted=True),
        )


@dataclass(frozen=True, slots=True)
class File:
    """One family's file while its history is written."""

    staff: Staff
    family: DemoFamily
    number: int
    now: datetime

    @property
    def place(self) -> int:
        """Which of the invented families it is; its days are spread by it."""
        return self.number % len(FAMILIES)

    @property
    def case_id(self) -> str:
        """The same in every demo."""
        return demo_id("case", self.staff.area, self.number)

    @property
    def feed(self) -> str:
        """Its own."""
        return f"case:{self.case_id}"

    def id_of(self, *words: object) -> str:
        """The id of something in this file."""
        return demo_id(self.staff.area, self.number, *words)

    @property
    def child_ids(self) -> list[str]:
        """In order of age."""
        return [self.id_of("child", child.given_name) for child in self.family.children]

    def by(self, author: Author, at: datetime, kind: str, record_id: str, fields: Fields) -> Event:
        """Something done in this file."""
        return Event(at, author, kind, record_id, self.feed, fields)


def history_of(file: File) -> Iterator[Event]:
    """From the case being opened to today."""
    yield from _opened(file, file.now - timedelta(days=70 + file.place))
    yield from visit_events(file, _afternoon(file, 21 + file.place), "ordinary")
    yield from visit_events(file, _afternoon(file, 3 + file.place), file.family.story)
    yield from _note(file, _afternoon(file, 2 + file.place))
    yield from _planned(file)


def _afternoon(file: File, days: int) -> datetime:
    """When school is over, that many days ago."""
    return moment_of(local(file.now).date() - timedelta(days=days), SCHOOL_TIME)


def _opened(file: File, at: datetime) -> Iterator[Event]:
    staff, family = file.staff, file.family
    fields: Fields = {"name": family.name, "address": f"{family.address} (invented)"}
    fields["local_family_ref"] = f"F{1000 + file.number}"
    if authority := authority_of(staff.area, file.number):
        fields["authority"] = authority
    if family.staff_safety:
        fields["staff_safety"] = family.staff_safety
    yield file.by(staff.manager, at, "open_case", file.case_id, fields)
    workers = [staff.worker, staff.senior] if family.shared else [staff.worker]
    for place, worker in enumerate(workers, start=1):
        given = {"person_id": worker.person_id}
        when = at + timedelta(minutes=5 * place)
        yield file.by(staff.manager, when, "allocate_case", file.case_id, given)
    for child in family.children:
        fields = _child(file, child)
        record_id = file.id_of("child", child.given_name)
        yield file.by(staff.manager, at + timedelta(minutes=20), "add_child", record_id, fields)


def authority_of(area: str, number: int) -> str | None:
    """The families of an area that councils share are spread over them."""
    councils = profiles(demo=True)[area].data["meta"].get("authorities") or ()
    return str(councils[number % len(councils)]) if len(councils) > 1 else None


def _child(file: File, child: DemoChild) -> Fields:
    born = local(file.now).date() - timedelta(days=child.days_old)
    return {
        "case_id": file.case_id,
        "given_name": child.given_name,
        "family_name": file.family.name,
        "date_of_birth": born.isoformat(),
        "local_child_id": f"DEMO{file.number:02d}{child.given_name[:2].upper()}",
        **child.more,
    }


def visit_events(file: File, at: datetime, story: str, author: Author | None = None) -> list[Event]:
    """One visit that is over, with a check for each child unless nobody opened."""
    author = author or file.staff.worker
    visit_id = file.id_of("visit", at.date())
    ended = at + timedelta(minutes=50)
    fields: Fields = {
        "case_id": file.case_id,
        "place": "home",
        "purpose": "Visit to the children",
        "child_ids": file.child_ids,
        "status": "on_site",
        "started_at": time_text(at),
    }
    begun = file.by(author, at, "plan_visit", visit_id, fields)
    if story == "no_access":
        reason = {"reason": "Nobody opened; a car was outside.", "ended_at": time_text(ended)}
        return [begun, file.by(author, ended, "record_no_access", visit_id, reason)]
    facts = [_check(file, visit_id, child, story, (at, ended)) for child in file.family.children]
    kind = "record_child_seen_check"
    checks = [
        file.by(author, ended, kind, check_id(visit_id, one["child_id"]), one) for one in facts
    ]
    done = {"ended_at": time_text(ended)}
    return [begun, *checks, file.by(author, ended, "complete_visit", visit_id, done)]


def _check(
    file: File, visit_id: str, child: DemoChild, story: str, times: tuple[datetime, datetime]
) -> Fields:
    begun, ended = times
    return {
        "visit_id": visit_id,
        "child_id": file.id_of("child", child.given_name),
        "case_id": file.case_id,
        "from_at": time_text(begun),
        **_facts(child, story, time_text(ended + timedelta(days=6))),
    }


def _facts(child: DemoChild, story: str, again: str) -> dict[str, Any]:
    usual = {
        "seen": "yes",
        "seen_alone": "yes",
        "spoken_to": True,
        "bedroom_seen": True,
        "consent": "child",
        "child_words": "I showed her my room. (Invented.)",
        "worker_view": "Settled and at ease.",
    }
    if child.more.get("non_verbal") or child.days_old < 2 * 366:
        usual |= {"spoken_to": False, "observed_non_verbal": True, "awake": True}
        usual |= {"seen_alone": "no", "reason_not_alone": "age_or_development"}
        usual |= {"consent": "carer", "child_words": "", "worker_view": "Watched at play."}
    elif child.more.get("interpreter_needed"):
        usual |= {"interpreter_used": True, "interpreter_is_family": False}
        usual |= {"interpreter_language": "Tigrinya", "interpreter_name": "Line 7 (invented)"}
    elif story == "declined" and child.days_old > 10 * 365:
        usual |= {"seen_alone": "no", "reason_not_alone": "child_declined"}
        usual |= {"next_attempt_at": again, "with_whom": "A sister"}
    return usual


def _note(file: File, at: datetime) -> Iterator[Event]:
    text = {"case_id": file.case_id, "text": "Rang the school: attendance is good. (Invented.)"}
    yield file.by(file.staff.worker, at, "add_note", file.id_of("note"), text)


def _planned(file: File) -> Iterator[Event]:
    """A visit today for the first families, later this week for others."""
    day = local(file.now).date() + timedelta(days=file.place // 2)
    at = moment_of(day, _hour_of(file.place))
    fields = {
        "case_id": file.case_id,
        "place": "school" if file.place % 2 else "home",
        "purpose": "See each child alone",
        "child_ids": file.child_ids,
        "planned_at": time_text(at),
        "status": "planned",
    }
    made = file.now - timedelta(hours=20)
    yield file.by(file.staff.worker, made, "plan_visit", file.id_of("planned", day), fields)


def _hour_of(place: int) -> time:
    """Two visits on one day are not at one time."""
    return SCHOOL_TIME.replace(hour=SCHOOL_TIME.hour - 2 * (place % 2))


def request_events(file: File, category: str) -> list[Event]:
    """An urgent request of this morning that waits for its manager; the police have been rung."""
    worker, at = file.staff.worker, file.now - timedelta(hours=1)
    request_id, call_id = file.id_of("request"), file.id_of("call")
    raised = file.by(worker, at, "raise_request", request_id, _asked(file, category, at))
    rung_at = at + timedelta(minutes=6)
    rung = file.by(worker, rung_at, "log_call", call_id, _rung(file, request_id, rung_at))
    discussion = f"discussion:{request_id}"
    return [replace(one, feed=discussion) for one in (raised, rung)]


def _asked(file: File, category: str, at: datetime) -> Fields:
    return {
        "case_id": file.case_id,
        "child_ids": file.child_ids[:1],
        "urgent": True,
        "category": category,
        "what_is_happening": "Said she fell; the mark does not look like it. (Invented.)",
        "reasonable_cause": "A mark that the account does not explain.",
        "concern_at": time_text(at - timedelta(minutes=20)),
        "reachable_number": "07700 900321",
        "place_now": "Little Fictions Nursery",
        "manager_id": file.staff.manager.person_id,
    }


def _rung(file: File, request_id: str, ended: datetime) -> Fields:
    return {
        "request_id": request_id,
        "case_id": file.case_id,
        "line_key": "police_101",
        "number": "+441632960101",
        "shown": "101 (demo)",
        "called": "101",
        "started_at": time_text(ended - timedelta(minutes=2)),
        "ended_at": time_text(ended),
        "outcome": "spoke",
        "answered_by": "Duty Sergeant (invented)",
        "agreed": "Keep the child at nursery until rung back.",
    }
