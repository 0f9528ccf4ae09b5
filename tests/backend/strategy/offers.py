"""One good change of each kind, on things that the family's own worker has made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from backend.people.author import Role
from backend.strategy.agreeing.invitees import invitation_id
from backend.visits.checks import check_id
from sync.messages import Record
from tests.backend.alerts.push_service import Browser
from tests.backend.council import Household, add_family, make_household, new_id, taken, text
from tests.backend.strategy.dispatched import POLICE_KINDS, police_offer
from tests.backend.strategy.lived import LIFE, presence

Offer = dict[str, Any]
BORN = {"given_name": "A", "family_name": "B", "date_of_birth": "2020-01-01"}


@dataclass
class World:
    """A family in which there is something to do."""

    family: Household = field(default_factory=make_household)

    def __post_init__(self) -> None:
        self.new, self.child = new_id(), self.family.child_ids[0]
        self.now = text(self.family.council.now)
        self.later = text(self.family.council.now + timedelta(hours=2))
        self.case_id = self.family.case_id
        self.visit = self.family.visit()
        for child_id in self.family.child_ids:
            taken(self.family.check(self.visit, child_id))
        self.planned = self.post("plan_visit", self.a_visit())
        self.note = self.post("add_note", self.a_note())
        self.request = self.family.raise_request()
        self.call, _ = self.family.call(self.request)
        self.other = add_family(self.family.council, self.family.manager, self.family.worker)

    def post(self, kind: str, fields: Offer) -> str:
        record_id = taken(self.family.post(kind, new_id(), fields)).record_id
        assert record_id is not None
        return record_id

    def a_note(self) -> Offer:
        return {"case_id": self.case_id, "text": "Seen."}

    def a_visit(self) -> Offer:
        children = {"child_ids": self.family.child_ids}
        return {"case_id": self.case_id, "place": "home", **children}

    def a_call(self) -> Offer:
        about = {"line_key": "x", "number": "1", "called": "police", "outcome": "spoke"}
        return {**about, "started_at": self.now, "request_id": self.request}

    def a_request(self) -> Offer:
        about = {"case_id": self.case_id, "child_ids": [self.child], "urgent": False}
        said = {"what_is_happening": "Something.", "reachable_number": "07700 900001"}
        return {**about, **said, "concern_at": self.now}

    def a_check(self) -> Offer:
        about = {"visit_id": self.planned, "child_id": self.child, "case_id": self.case_id}
        return {**about, "seen": "yes", "seen_alone": "yes"}

    def authorised(self) -> str:
        feed, by = f"discussion:{self.request}", self.family.manager
        checked = {"checked": True}
        taken(self.family.post("authorise_request", self.request, checked, by=by, feed=feed))
        return self.request

    def booked(self) -> str:
        """Business support have booked a meeting."""
        support = self.family.council.hire(Role.BUSINESS_SUPPORT)
        request_id, feed = self.authorised(), f"discussion:{self.request}"
        meeting = self.a_meeting()
        taken(self.family.post("book_meeting", request_id, meeting, by=support, feed=feed))
        return request_id

    def confirmed(self) -> str:
        """Its time stands."""
        feed, by = f"discussion:{self.request}", self.family.manager
        time = {"starts_at": self.later, "place": "By phone"}
        taken(self.family.post("confirm_slot", self.authorised(), time, by=by, feed=feed))
        return self.request

    def invited(self, agency: str = "police") -> str:
        """The invitation of an agency that must be there."""
        self.booked()
        return invitation_id(self.request, agency)

    def school(self) -> str:
        """The invitation of one that need not be."""
        invitation, feed = new_id(), f"discussion:{self.authorised()}"
        school = {"request_id": self.request, "agency": "school"}
        taken(self.family.post("invite", invitation, school, by=self.family.manager, feed=feed))
        return invitation

    def a_meeting(self) -> Offer:
        end = text(self.family.council.now + timedelta(hours=3))
        times = {"starts_at": self.later, "ends_at": end}
        return {**times, "format": "face_to_face", "place": "Solar Campus"}

    def alert(self) -> Any:
        records = self.family.council.shelf.records.values()
        return next(record for record in records if record.type == "alert")


def on(record_id: str, **fields: Any) -> Offer:
    """To this record, in the family's file."""
    return {"record_id": record_id, "fields": fields}


def in_discussion(request_id: str, **fields: Any) -> Offer:
    """To this request, or a new one."""
    return {"record_id": request_id, "feed": f"discussion:{request_id}", "fields": fields}


def of_invitation(world: World, record_id: str, **fields: Any) -> Offer:
    """To an invitation to the discussion."""
    return {"record_id": record_id, "feed": f"discussion:{world.request}", "fields": fields}


def in_managers_feed(world: World, record_id: str, **fields: Any) -> Offer:
    """Among what is the manager's own."""
    feed = f"person:{world.family.manager.author.person_id}"
    return {"record_id": record_id, "feed": feed, "fields": fields}


def worker_of(world: World) -> Offer:
    return {"person_id": world.family.worker.author.person_id}


def subscription(world: World) -> Offer:
    keys = Browser().keys()
    endpoint = "https://fcm.googleapis.com/fcm/send/a"
    return in_managers_feed(world, world.new, endpoint=endpoint, **keys)


def dropped(world: World) -> Offer:
    taken(world.family.post("save_subscription", by=world.family.manager, **subscription(world)))
    return in_managers_feed(world, world.new)


def of_police(kind: str, world: World) -> Offer:
    return police_offer(kind, world.family, world.request)


def of_life(kind: str, world: World) -> Offer:
    return LIFE[kind](world.family)


def another_team(world):
    """Of the same area, with a manager."""
    council, team_id = world.family.council, new_id()
    fields = {"name": "West", "managers": [world.family.manager.author.person_id]}
    west = Record(
        team_id, "team", f"area:{council.area}", 1, fields, "somebody", council.now, council.now
    )
    council.shelf.records[team_id] = west
    return team_id


OFFERS: Mapping[str, Callable[[World], Offer]] = {
    "open_case": lambda w: {
        "record_id": w.new, "feed": f"case:{w.new}", "fields": {"name": "A", "address": "B"},
    },
    "edit_family": lambda w: on(w.case_id, address="3 Nowhere Street"),
    "allocate_case": lambda w: on(w.case_id, **worker_of(w)),
    "end_allocation": lambda w: on(w.case_id, **worker_of(w)),
    "move_case": lambda w: on(w.case_id, team_id=another_team(w)),
    "add_child": lambda w: on(w.new, case_id=w.case_id, **BORN),
    "edit_child": lambda w: on(w.child, school="Another"),
    "move_child": lambda w: on(w.child, to_case_id=w.other.case_id),
    "add_note": lambda w: on(w.new, **w.a_note()),
    "correct_note": lambda w: on(w.note, reason="No.", text="Better."),
    "plan_visit": lambda w: on(w.new, **w.a_visit()),
    "edit_visit": lambda w: on(w.planned, purpose="Another"),
    "start_visit": lambda w: on(w.planned, started_at=w.now),
    "complete_visit": lambda w: on(w.visit, ended_at=w.now),
    "record_no_access": lambda w: on(w.planned, reason="Nobody.", ended_at=w.now),
    "abandon_visit": lambda w: on(w.planned, reason="A dog.", ended_at=w.now),
    "record_child_seen_check": lambda w: on(check_id(w.planned, w.child), **w.a_check()),
    "correct_child_seen_check": lambda w: on(
        check_id(w.visit, w.child), reason="No.", spoken_to=True
    ),
    "log_call": lambda w: on(w.new, **w.a_call()),
    "record_call_outcome": lambda w: on(w.call, outcome="spoke"),
    "raise_request": lambda w: in_discussion(w.new, **w.a_request()),
    "edit_request": lambda w: in_discussion(w.request, place_now="At school"),
    "authorise_request": lambda w: in_discussion(w.request, checked=True),
    "return_request": lambda w: in_discussion(w.request, reasons="Who?"),
    "withdraw_request": lambda w: in_discussion(w.request, reason="Paint."),
    "agree_time": lambda w: in_discussion(w.authorised(), starts_at=w.later, with_name="Sgt A"),
    "propose_time": lambda w: in_discussion(w.authorised(), starts_at=w.later),
    "arrange_health": lambda w: in_discussion(w.authorised(), state="accepted", who="A nurse"),
    "offer_slot": lambda w: in_discussion(w.authorised()),
    "book_meeting": lambda w: in_discussion(w.authorised(), **w.a_meeting()),
    "invite": lambda w: of_invitation(
        w, w.new, request_id=w.authorised(), agency="school", email="a@school.example"
    ),
    "edit_invitation": lambda w: of_invitation(w, w.invited(), name="A"),
    "remove_invitation": lambda w: of_invitation(w, w.school(), reason="Closed"),
    "reply_to_invitation": lambda w: of_invitation(w, w.invited(), reply="accepted"),
    "note_information": lambda w: of_invitation(w, w.invited(), information="will_bring"),
    "move_slot": lambda w: in_discussion(w.confirmed(), starts_at=w.later, reason="Later"),
    "release_slot": lambda w: in_discussion(w.confirmed(), reason="Off"),
    "report_overrun": lambda w: in_discussion(w.confirmed(), minutes=10),
    "confirm_slot": lambda w: in_discussion(w.authorised(), starts_at=w.now, place="By phone"),
    **{kind: partial(of_police, kind) for kind in POLICE_KINDS},
    **{kind: partial(of_life, kind) for kind in LIFE},
    "set_presence": lambda w: presence(w.family.manager),
    "mark_alert_shown": lambda w: in_managers_feed(w, w.alert().id),
    "mark_alert_opened": lambda w: in_managers_feed(w, w.alert().id),
    "save_subscription": subscription,
    "drop_subscription": dropped,
    "ask_for_test_alert": dropped,
}  # fmt: skip
