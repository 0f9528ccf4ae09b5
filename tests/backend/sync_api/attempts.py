"""One honest attempt at each kind of change: on a family of the worker's, by whoever is named."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from sync.messages import Conflict, Fields, Outcome
from tests.backend.alerts.push_service import Browser
from tests.backend.council import Household, Phone, new_id, taken, text
from tests.backend.strategy.dispatched import POLICE_KINDS, police_offer
from tests.backend.strategy.lived import LIFE, presence
from tests.backend.strategy.offers import OFFERS, World
from tests.backend.sync_api.office_attempts import OFFICE_ATTEMPTS

Attempt = Callable[[Household, Phone], Outcome]
NEW_CHILD = {"given_name": "Invented", "family_name": "Child", "date_of_birth": "2020-01-01"}


def on_case(kind: str, fields: Fields, record: str = "case") -> Attempt:
    """On the family itself, or on its first child."""

    def attempt(family: Household, by: Phone) -> Outcome:
        record_id = family.case_id if record == "case" else family.child_ids[0]
        return family.post(kind, record_id, fields, by=by)

    return attempt


def new_on_case(kind: str, fields: Fields) -> Attempt:
    """Something new on the family's file."""

    def attempt(family: Household, by: Phone) -> Outcome:
        return family.post(kind, new_id(), {"case_id": family.case_id, **fields}, by=by)

    return attempt


def open_case(family: Household, by: Phone) -> Outcome:
    case_id = new_id()
    fields = {"name": "Invented", "address": "2 Nowhere Street"}
    return family.post("open_case", case_id, fields, by=by, feed=f"case:{case_id}")


def allocate_case(family: Household, by: Phone) -> Outcome:
    colleague = family.council.hire(family.worker.author.role)
    fields = {"person_id": colleague.author.person_id}
    return family.post("allocate_case", family.case_id, fields, by=by)


def end_allocation(family: Household, by: Phone) -> Outcome:
    fields = {"person_id": family.worker.author.person_id}
    return family.post("end_allocation", family.case_id, fields, by=by)


def move_child(family: Household, by: Phone) -> Outcome:
    other = new_id()
    about = {"name": "Invented", "address": "3 Nowhere Street"}
    taken(family.post("open_case", other, about, by=family.manager, feed=f"case:{other}"))
    return family.post("move_child", family.child_ids[0], {"to_case_id": other}, by=by)


def add_attachment(family: Household, by: Phone) -> Outcome:
    fields = {"case_id": family.case_id, "subject_id": family.visit(), "what": "signed_page"}
    picture = {"sha256": "0" * 64, "size": 9, "media_type": "image/jpeg", "content_key": "A" * 43}
    return family.post("add_attachment", new_id(), fields | picture, by=by)


def correct_note(family: Household, by: Phone) -> Outcome:
    note = new_id()
    taken(family.post("add_note", note, {"case_id": family.case_id, "text": "Blue"}))
    return family.post("correct_note", note, {"reason": "Wrong", "text": "Red"}, by=by)


def plan_visit(family: Household, by: Phone) -> Outcome:
    fields = {
        "place": "home",
        "child_ids": family.child_ids,
        "planned_at": text(family.council.now),
    }
    return new_on_case("plan_visit", fields)(family, by)


def on_visit(kind: str, fields: Fields, **visit: Any) -> Attempt:
    """On a visit of the worker's."""

    def attempt(family: Household, by: Phone) -> Outcome:
        visit_id = family.visit(**visit)
        for child in family.child_ids if kind == "complete_visit" else ():
            taken(family.check(visit_id, child))
        now = text(family.council.now)
        told = {name: now if value == "now" else value for name, value in fields.items()}
        return family.post(kind, visit_id, told, by=by)

    return attempt


def record_check(family: Household, by: Phone) -> Outcome:
    return family.check(family.visit(), family.child_ids[0], by=by)


def correct_check(family: Household, by: Phone) -> Outcome:
    visit_id = family.visit()
    taken(family.check(visit_id, family.child_ids[0]))
    record_id = str(uuid5(UUID(visit_id), family.child_ids[0]))
    fields = {"reason": "Wrong child's words", "child_words": "I like school"}
    return family.post("correct_child_seen_check", record_id, fields, by=by)


def raise_request(family: Household, by: Phone) -> Outcome:
    return family.try_request(new_id(), by=by)


def on_request(kind: str, fields: Fields, authorised: bool = False) -> Attempt:
    """On a request that the worker raised."""

    def attempt(family: Household, by: Phone) -> Outcome:
        request_id = family.raise_request()
        feed = f"discussion:{request_id}"
        if authorised:
            checked = {"checked": True}
            taken(
                family.post("authorise_request", request_id, checked, by=family.manager, feed=feed)
            )
        now = text(family.council.now)
        told = {name: now if value == "now" else value for name, value in fields.items()}
        return family.post(kind, request_id, told, by=by, feed=feed)

    return attempt


def by_or_to_police(kind: str) -> Attempt:
    """On a request that is on its way to the police."""

    def attempt(family: Household, by: Phone) -> Outcome:
        return family.post(kind, by=by, **police_offer(kind, family, family.raise_request()))

    return attempt


def of_life(kind: str) -> Attempt:
    """On a request that has come as far as it takes."""

    def attempt(family: Household, by: Phone) -> Outcome:
        return family.post(kind, by=by, **LIFE[kind](family))

    return attempt


def set_presence(family: Household, by: Phone) -> Outcome:
    return family.post("set_presence", by=by, **presence(by))


def log_call(family: Household, by: Phone) -> Outcome:
    return family.call(case_id=family.case_id, by=by)[1]


def record_call_outcome(family: Household, by: Phone) -> Outcome:
    call_id, outcome = family.call(case_id=family.case_id)
    taken(outcome)
    return family.post("record_call_outcome", call_id, {"outcome": "no_answer"}, by=by)


def own_alert(kind: str) -> Attempt:
    """On an alert of the manager's: a request waits for them."""

    def attempt(family: Household, by: Phone) -> Outcome:
        request_id = family.raise_request()
        feed = f"person:{family.manager.author.person_id}"
        records = family.council.shelf.records.values()
        theirs = [one for one in records if one.type == "alert" and one.feed == feed]
        about = ("request_waiting", request_id)
        (alert,) = [
            one.id for one in theirs if (one.fields["kind"], one.fields["request_id"]) == about
        ]
        return family.post(kind, alert, {}, by=by, feed=feed)

    return attempt


def ask_for_test_alert(family: Household, by: Phone) -> Outcome:
    """The manager has turned alerts on, on their phone."""
    feed, subscription = f"person:{family.manager.author.person_id}", new_id()
    keys = {"endpoint": "https://fcm.googleapis.com/fcm/send/a", **Browser().keys()}
    family.post("save_subscription", subscription, keys, by=family.manager, feed=feed)
    return family.post("ask_for_test_alert", subscription, {}, by=by, feed=feed)


def decide_conflict(family: Household, by: Phone) -> Outcome:
    """Two notes of where the family lives: which stands?"""
    council, change_id = family.council, new_id()
    was = council.shelf.records[family.case_id]
    other = Conflict(change_id, "address", "9 Nowhere Street", "somebody", council.now)
    council.shelf.records[family.case_id] = replace(was, conflicts=(other,))
    fields = {"change_id": change_id, "field": "address", "choose": "other"}
    return family.post("decide_conflict", family.case_id, fields, by=by)


def agreeing(kind: str) -> Attempt:
    """What is offered elsewhere to the family's own request, in its stead of this one."""

    def attempt(family: Household, by: Phone) -> Outcome:
        offer = OFFERS[kind](World(family))
        return family.post(kind, by=by, **offer)

    return attempt


AGREEING = (
    *("agree_time", "propose_time", "arrange_health", "offer_slot", "book_meeting", "invite"),
    *("edit_invitation", "remove_invitation", "reply_to_invitation", "note_information"),
    *("move_slot", "release_slot", "report_overrun"),
)
CONFIRMED = {"starts_at": "2026-11-04T10:00:00Z", "place": "Room 2"}
ATTEMPTS: Mapping[str, Attempt] = {
    "open_case": open_case,
    "edit_family": on_case("edit_family", {"address": "4 Nowhere Street"}),
    "allocate_case": allocate_case,
    "end_allocation": end_allocation,
    "add_child": new_on_case("add_child", NEW_CHILD),
    "edit_child": on_case("edit_child", {"school": "Invented School"}, record="child"),
    "move_child": move_child,
    "add_attachment": add_attachment,
    "add_note": new_on_case("add_note", {"text": "Seen"}),
    "correct_note": correct_note,
    "plan_visit": plan_visit,
    "edit_visit": on_visit("edit_visit", {"purpose": "To talk"}),
    "start_visit": on_visit("start_visit", {"started_at": "now"}, status="planned"),
    "complete_visit": on_visit("complete_visit", {"ended_at": "now"}),
    "record_no_access": on_visit("record_no_access", {"reason": "Nobody in", "ended_at": "now"}),
    "abandon_visit": on_visit("abandon_visit", {"reason": "A dog", "ended_at": "now"}),
    "record_child_seen_check": record_check,
    "correct_child_seen_check": correct_check,
    "raise_request": raise_request,
    "edit_request": on_request("edit_request", {"place_now": "At school"}),
    "authorise_request": on_request("authorise_request", {"checked": True}),
    "return_request": on_request("return_request", {"reasons": "Say when"}),
    "withdraw_request": on_request("withdraw_request", {"reason": "Raised twice"}),
    "confirm_slot": on_request("confirm_slot", CONFIRMED, authorised=True),
    **{kind: agreeing(kind) for kind in AGREEING},
    **{kind: by_or_to_police(kind) for kind in POLICE_KINDS},
    **{kind: of_life(kind) for kind in LIFE},
    "set_presence": set_presence,
    "log_call": log_call,
    "record_call_outcome": record_call_outcome,
    "mark_alert_shown": own_alert("mark_alert_shown"),
    "mark_alert_opened": own_alert("mark_alert_opened"),
    "ask_for_test_alert": ask_for_test_alert,
    "decide_conflict": decide_conflict,
    **OFFICE_ATTEMPTS,
}
"""Those of people; what only the server does (publishing, raising alerts) is not among them."""
