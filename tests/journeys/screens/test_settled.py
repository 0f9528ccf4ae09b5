"""What the server says to a change, and what a person is then asked to do."""

import json
from datetime import UTC, datetime
from random import Random

from tests.faults.fates import GOES_THROUGH, Fate, Rule, answers
from tests.faults.http import Request
from tests.journeys import visiting
from tests.journeys.screens.album import Album
from tests.journeys.town import Town

FAMILY = "Fourways"
BABY = "Tinyfolk"


def settles(status: str, code: str, message: str) -> Rule:
    """A server that gives this outcome to each change it is offered, and nothing to pull."""
    reason = {"code": code, "message": message, "fields": {}}

    def rule(request: Request, random: Random) -> Fate:
        if request.path != "/sync":
            return GOES_THROUGH
        outcomes = [
            {"id": change["id"], "index": index, "status": status, "reason": reason}
            | {"record_id": change.get("record_id"), "version": None, "late": False}
            for index, change in enumerate(request.changes)
        ]
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        body = {"protocol": 1, "now": now, "outcomes": outcomes, "pull": None}
        return answers(200, json.dumps(body).encode())(request, random)

    return rule


def test_a_change_that_is_not_taken(album: Album, town: Town) -> None:
    phone = album.phone
    album.sign_in(town, "social_worker")
    town.network.rule = settles("refused", "not-your-case", "This family is not on your list.")
    visiting.save_note(phone, FAMILY, "The school rang.")
    phone.go("Outbox")
    phone.sees("This family is not on your list.")
    album.keep("outbox-refused")
    phone.tap("I have dealt with this")
    phone.sees("Not taken by the server")
    album.keep("outbox-not-taken")


def test_an_urgent_request_that_is_not_taken(album: Album, town: Town) -> None:
    phone = album.phone
    album.sign_in(town, "social_worker")
    town.network.rule = settles("refused", "not-your-case", "This family is not on your list.")
    visiting.raise_urgent_request(phone, FAMILY, "Amber", "A bruise.", "07700 900123")
    phone.sees("NOT TAKEN - nobody has this request")
    album.keep("request-not-taken")
    album.visit("/outbox", "outbox-urgent-not-taken")
    album.visit("/", "today-urgent-not-taken")


def test_a_change_that_is_held(album: Album, town: Town) -> None:
    album.sign_in(town, "social_worker")
    town.network.rule = settles("held", "server-trouble", "The server could not take it yet.")
    visiting.write_note(album.phone, FAMILY, "The school rang.")
    album.phone.go("Outbox")
    album.phone.sees("could not take it yet")
    album.keep("outbox-held")


def test_two_people_wrote_different_things(album: Album, town: Town) -> None:
    phone, worker = album.phone, album.sign_in(town, "social_worker")
    desk = town.desk(worker)
    request = next(
        r
        for r in desk.records("strategy_request")
        if r["fields"]["status"] == "awaiting_authorisation"
    )
    phone.open(f"/#/requests/{request['id']}")
    phone.tap_on(phone.page.get_by_text("Change the request"))
    phone.lose_signal()
    phone.write("What is happening?", "Said she fell off a swing.")
    phone.tap("Save the changes")
    phone.sees("A change to an urgent request is not sent")
    album.keep("request-change-waiting")
    outcome = desk.change(
        "edit_request", request, {"urgent": True, "what_is_happening": "Fell twice."}
    )
    assert outcome["status"] == "accepted", outcome
    phone.find_signal()
    phone.sees("1 change needs you")
    album.keep("request-conflict")
    album.visit("/outbox", "outbox-conflict")
    phone.tap("Choose which is right")
    album.keep("conflict")


def test_how_a_visit_ends(album: Album, town: Town) -> None:
    phone = album.phone
    album.sign_in(town, "social_worker")
    visiting.start_visit(phone, BABY)
    phone.page.get_by_text("The visit cannot be finished").click()
    phone.tap_on(phone.page.get_by_role("button", name="Save"))
    album.keep("visit-end-errors")
    phone.choose("How did it end?", "I left: unsafe")
    phone.write("What happened?", "A dog was loose.")
    phone.tap_on(phone.page.get_by_role("button", name="Save"))
    phone.sees("Left as unsafe")
    album.keep("visit-left-unsafe")
    visiting.start_visit(phone, BABY)
    visiting.record_observed(phone, "Pip")
    album.keep("visit-all-recorded")
    phone.tap("Complete the visit")
    phone.sees("Completed")
    album.keep("visit-completed")


def test_words_before_they_are_right(album: Album, town: Town) -> None:
    phone = album.phone
    album.sign_in(town, "social_worker")
    album.visit("/families", "families")
    phone.write("Find a family", "Nobody at all")
    album.keep("families-none")
    visiting.open_family(phone, "Careful")
    album.keep("family-staff-safety")
    phone.tap("Start or plan a visit")
    phone.tap("Start now")
    album.keep("visit-new-errors")
    visiting.begin_note(phone, FAMILY, "Half a no")
    phone.kill_and_reopen(phone.page.url.removeprefix(phone.address))
    phone.sees("Restored what you wrote")
    album.keep("note-restored")


def test_an_urgent_request_that_arrived(album: Album, town: Town) -> None:
    phone = album.phone
    album.sign_in(town, "social_worker")
    visiting.raise_urgent_request(phone, FAMILY, "Amber", "A bruise.", "07700 900123")
    phone.waits_until_all_is_sent()
    album.keep("request-sent-not-told")
    phone.go("Urgent")
    album.keep("urgent-again")
