"""A request between a worker's phone and a manager's, two at once (journeys 1, 5, 9 and 10)."""

from collections.abc import Callable
from datetime import UTC, datetime

import uuid_utils

from tests.journeys import deciding, requesting, visiting
from tests.journeys.day import HAPPENING, Day, begin_day
from tests.journeys.desk import Record, find_person
from tests.journeys.phone import NOT_SENT, Phone
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]


def the_request(day: Day) -> Record:
    """As the manager's desk reads it now."""
    found = day.town.desk(day.manager).records("strategy_request")
    return next(one for one in found if one["fields"]["what_is_happening"] == HAPPENING)


def answers(day: Day, role: str, party: str) -> None:
    """Police or health agree at their own desk."""
    desk = day.town.desk(find_person(day.town.inside, role))
    said = {"party": party, "agreed": True}
    outcome = desk.change("agree_cancellation", the_request(day), said)
    assert outcome["status"] in {"accepted", "merged"}, outcome


def test_a_word_by_telephone_sends_it_on_and_the_call_is_agreed_to_be_cancelled(
    town: Town, buy_phone: BuyPhone
) -> None:
    """Journey 5 offline, then journey 10: S-13, T-13 to T-15."""
    day = begin_day(town, buy_phone(town))
    phone = day.phone
    phone.lose_signal()
    day.raise_the_urgent_request()
    assert phone.dial_police()
    phone.tap("Record the call")
    phone.choose("Did you speak to someone?", "No answer")
    visiting.save_call(phone)
    requesting.manager_said_yes(phone, day.manager)
    phone.sees(NOT_SENT)
    phone.find_signal()
    phone.waits_until_all_is_sent()
    phone.sees("to confirm what was said on the telephone")
    assert the_request(day)["fields"]["authorisation"]["method"] == "telephone_to_confirm"

    manager = buy_phone(town)
    visiting.sign_in(manager, day.manager)
    deciding.open_request(manager, HAPPENING)
    requesting.confirm_what_was_said(manager)
    assert the_request(day)["fields"]["authorisation"]["confirmed_at"]

    requesting.ring_and_say(phone, "DS on duty")
    requesting.ask_to_cancel(phone, "The explanation was confirmed by the hospital.")
    phone.sees("Police: not answered yet")
    manager.kill_and_reopen(f"/#/requests/{the_request(day)['id']}")
    requesting.agree_to_cancel(manager)
    answers(day, "police_sergeant", "police")
    answers(day, "health", "health")
    for one in (phone, manager):
        one.kill_and_reopen(f"/#/requests/{the_request(day)['id']}")
        one.sees("Cancelled")
    phone.sees("Health: agrees")


def test_two_raise_the_same_child_and_a_manager_makes_one_request_of_both(
    town: Town, buy_phone: BuyPhone
) -> None:
    """Journey 9: neither is kept from raising it; both stand side by side for the manager."""
    day = begin_day(town, buy_phone(town))
    day.phone.lose_signal()
    day.raise_the_urgent_request()
    raised_by_another(day)
    day.phone.find_signal()
    day.phone.waits_until_all_is_sent()
    day.phone.sees("Raised twice?")

    manager = buy_phone(town)
    visiting.sign_in(manager, day.manager)
    manager.open(f"/#/requests/{the_request(day)['id']}")
    manager.sees("Bruise on the arm, seen at school")
    requesting.fold_out(manager, "Join this one to the other")
    manager.write("What makes it the same?", "One child, one morning.")
    manager.tap("Join them")
    manager.waits_until_all_is_sent()
    manager.sees("It was joined to another request")
    assert the_request(day)["fields"]["status"] == "merged"


def raised_by_another(day: Day) -> None:
    """At another desk, about the same child."""
    desk = day.town.desk(find_person(day.town.inside, "aswp"))
    children = desk.records("child")
    child = next(c for c in children if c["fields"]["given_name"] == day.children[0])
    fields = {
        "case_id": child["fields"]["case_id"],
        "child_ids": [child["id"]],
        "urgent": True,
        "what_is_happening": "Bruise on the arm, seen at school",
        "concern_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "reachable_number": "07700 900123",
    }
    made = str(uuid_utils.uuid7())
    raised = {"kind": "raise_request", "record_id": made, "feed": f"discussion:{made}"}
    [outcome] = desk.push([{**raised, "fields": fields}])
    assert outcome["status"] == "accepted", outcome
