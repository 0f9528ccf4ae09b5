"""P-09: every screen, in every look: a picture of each, and axe finds nothing."""

import pytest

from tests.journeys import visiting
from tests.journeys.screens.album import Album
from tests.journeys.town import Town

FAMILY_OF_FOUR = "Fourways"
FAMILY_WITH_BABY = "Tinyfolk"


def test_signing_in(album: Album) -> None:
    album.phone.open()
    album.phone.sees("Northamptonshire")
    album.keep("sign-in")
    album.phone.page.get_by_role("button", name="Sign in", exact=True).tap()
    album.keep("sign-in-errors")
    album.visit("/urgent", "urgent-signed-out")


def test_the_day_of_a_social_worker(album: Album, town: Town) -> None:
    album.sign_in(town, "social_worker")
    album.keep("today")
    album.visit("/families", "families")
    visiting.open_family(album.phone, FAMILY_OF_FOUR)
    album.keep("family")
    album.visit(album.link("/visits/"), "visit-before")
    visiting.open_family(album.phone, FAMILY_OF_FOUR)
    album.phone.tap("Start or plan a visit")
    album.keep("visit-new")
    for where in ("/outbox", "/alerts", "/alerts/try", "/requests", "/you", "/nowhere"):
        album.visit(where, f"worker{where.replace('/', '-')}")
    for where in ("/teams", "/people", "/held-back", "/calls/nope", "/conflicts/nope"):
        album.phone.page.goto(f"{album.phone.address}/#{where}")
        album.phone.heading("Page not found")
    album.visit("/requests", "worker-requests")
    album.visit(album.link("/requests/"), "worker-request")


def test_a_visit_to_four_children(album: Album, town: Town) -> None:
    album.sign_in(town, "social_worker")
    phone = album.phone
    visiting.start_visit(phone, FAMILY_OF_FOUR)
    album.keep("visit")
    visiting.open_check(phone, "Amber")
    album.keep("check")
    phone.choose("Was Amber seen?", "Seen, not alone")
    phone.tap_on(phone.page.locator(".ds-sticky button"))
    album.keep("check-errors")
    phone.choose("Why not alone?", "Child declined")
    phone.choose("When will you try again?", "Another time")
    phone.tap_on(phone.page.get_by_text("Interpreter, identity, tools, times"))
    album.keep("check-declined")
    phone.choose("Was Amber seen?", "Seen alone")
    visiting.save_check(phone, "Amber")
    phone.choose("Was Bruno seen?", "Not seen")
    album.keep("check-not-seen")
    phone.tap("Back to the visit")
    phone.tap("Amber")
    album.keep("check-recorded")
    phone.tap("Correct this check")
    album.keep("check-correcting")


def test_an_injury_to_a_baby_who_cannot_move(album: Album, town: Town) -> None:
    album.sign_in(town, "social_worker")
    phone = album.phone
    visiting.start_visit(phone, FAMILY_WITH_BABY)
    visiting.open_check(phone, "Pip")
    phone.choose("Was Pip seen?", "Seen alone")
    phone.tap("Add an injury")
    album.keep("body-map")
    phone.tap("Forearm")
    album.keep("injury")
    phone.choose("What is it?", "Bruise")
    phone.tap("Done with this injury")
    album.keep("body-map-injury")
    phone.tap("Done, back to the check")
    album.keep("check-injury")
    phone.tap("Open Urgent")
    album.keep("urgent-injury")


def test_an_urgent_request_with_no_signal(album: Album, town: Town) -> None:
    album.sign_in(town, "social_worker")
    phone = album.phone
    phone.go("Urgent")
    album.keep("urgent")
    phone.tap("Save and send the request")
    album.keep("urgent-errors")
    phone.lose_signal()
    visiting.raise_urgent_request(phone, FAMILY_OF_FOUR, "Amber", "A bruise.", "07700 900123")
    phone.sees("NOT SENT - police have not been told")
    album.keep("request-not-sent")
    phone.tap("Show the call sheet")
    album.keep("call-sheet")
    album.visit("/", "today-not-sent")
    album.visit("/outbox", "outbox-waiting")
    phone.go("Urgent")
    phone.tap("I called from another phone")
    album.keep("call")
    phone.choose("Did you speak to someone?", "No answer")
    album.keep("call-no-answer")
    phone.choose("Did you speak to someone?", "Yes, we spoke")
    phone.tap("Save the call")
    album.keep("call-errors")


@pytest.mark.parametrize("role", ["team_manager", "business_support", "police_sergeant", "health"])
def test_at_the_desk(album: Album, town: Town, role: str) -> None:
    album.sign_in(town, role)
    album.keep(f"{role}-today")
    album.visit("/requests", f"{role}-requests")
    if album.phone.page.locator("main a[href^='#/requests/']").count():
        album.visit(album.link("/requests/"), f"{role}-request")
