"""A request on its way through the desks, and what each person reads of it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
import uuid_utils

from tests.journeys.desk import Desk, Record, find_person
from tests.journeys.phone import SENT_NOT_TOLD
from tests.journeys.screens.album import Album
from tests.journeys.town import Town


def wire_time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


@pytest.fixture
def request_made(town: Town) -> Record:
    """An urgent one, raised at a desk a moment ago."""
    return find_request(town, raise_request(town))


def raise_request(town: Town) -> str:
    desk = town.desk(find_person(town.inside, "social_worker"))
    child = next(c for c in desk.records("child") if c["fields"]["given_name"] == "Amber")
    made = str(uuid_utils.uuid7())
    fields = {
        "case_id": child["fields"]["case_id"],
        "child_ids": [child["id"]],
        "urgent": True,
        "category": category_of(desk),
        "what_is_happening": "Bruise on the cheek. What was said does not explain it.",
        "concern_at": wire_time(datetime.now(UTC)),
        "reachable_number": "07700 900123",
    }
    change = {"kind": "raise_request", "feed": f"discussion:{made}", "record_id": made}
    [outcome] = desk.push([{**change, "fields": fields}])
    assert outcome["status"] == "accepted", outcome
    return made


def category_of(desk: Desk) -> str:
    [profile] = desk.records("area_profile")
    code: str = profile["fields"]["urgent_categories"][0]["code"]
    return code


def find_request(town: Town, made: str) -> Record:
    desk = town.desk(find_person(town.inside, "team_manager"))
    return next(r for r in desk.records("strategy_request") if r["id"] == made)


def decide(town: Town, role: str, made: Record, kind: str, fields: Mapping[str, object]) -> None:
    """One step of it, at somebody else's desk."""
    desk = town.desk(find_person(town.inside, role))
    outcome = desk.change(kind, find_request(town, made["id"]), dict(fields))
    assert outcome["status"] in {"accepted", "merged"}, outcome


def authorise(town: Town, made: Record) -> None:
    decide(town, "team_manager", made, "authorise_request", {"checked": True})


def confirm(town: Town, made: Record) -> None:
    slot = {"starts_at": wire_time(datetime.now(UTC) + timedelta(days=1)), "place": "Room 4"}
    decide(town, "business_support", made, "confirm_slot", slot)


def test_a_manager_reads_it(album: Album, town: Town, request_made: Record) -> None:
    album.sign_in(town, "team_manager")
    album.visit(f"/requests/{request_made['id']}", "manager-request-not-told")
    album.phone.tap("Authorise")
    album.keep("manager-authorise-errors")
    album.phone.page.get_by_text("Return it instead").click()
    album.phone.tap("Return the request")
    album.keep("manager-return-errors")
    album.phone.tick("I have read it")
    album.phone.lose_signal()
    album.phone.tap("Authorise")
    album.phone.sees("It counts when it is sent")
    album.keep("manager-authorised-waiting")


def test_a_worker_hears_that_it_came_back(album: Album, town: Town, request_made: Record) -> None:
    reasons = {"reasons": "Say which cheek, and who saw it."}
    decide(town, "team_manager", request_made, "return_request", reasons)
    album.sign_in(town, "social_worker")
    album.visit("/alerts", "worker-alerts-new")
    album.visit(album.link("/alerts/"), "worker-alert")
    album.visit(f"/requests/{request_made['id']}", "worker-request-returned")
    album.phone.sees(SENT_NOT_TOLD)
    album.phone.page.get_by_text("Withdraw the request").first.click()
    album.phone.tap_on(album.phone.page.get_by_role("button", name="Withdraw the request"))
    album.keep("worker-withdraw-errors")
    decide(town, "social_worker", request_made, "withdraw_request", {"reason": "Seen by a GP."})
    album.phone.kill_and_reopen(f"/#/requests/{request_made['id']}")
    album.phone.sees("Withdrawn")
    album.phone.sees("Seen by a GP.")
    album.keep("worker-request-withdrawn")


def test_business_support_enters_a_time(album: Album, town: Town, request_made: Record) -> None:
    authorise(town, request_made)
    album.sign_in(town, "business_support")
    album.visit("/requests", "support-requests-authorised")
    album.visit(f"/requests/{request_made['id']}", "support-confirm")
    album.phone.tap("Save the confirmed time")
    album.keep("support-confirm-errors")


@pytest.mark.parametrize("role", ["social_worker", "police_sergeant", "health"])
def test_the_time_is_confirmed(album: Album, town: Town, request_made: Record, role: str) -> None:
    authorise(town, request_made)
    confirm(town, request_made)
    album.sign_in(town, role)
    album.visit("/requests", f"{role}-requests-confirmed")
    album.visit(f"/requests/{request_made['id']}", f"{role}-request-confirmed")
    album.phone.sees(SENT_NOT_TOLD)
    album.visit(f"/requests/{request_made['id']}/sheet", f"{role}-request-sheet")
