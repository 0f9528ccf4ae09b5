"""Asking for a discussion that can wait, and what a manager looks at before it goes on."""

import re

from tests.journeys import visiting
from tests.journeys.desk import find_person
from tests.journeys.phone import Phone
from tests.journeys.screens.album import Album
from tests.journeys.town import Town

FAMILY = "Fourways"


def test_a_worker_asks_and_a_manager_looks_through_the_list(album: Album, town: Town) -> None:
    """W-02, W-13, W-18 in the form, T-01 to T-04 as questions, T-06 to T-08 when authorising."""
    phone = album.phone
    album.sign_in(town, "social_worker")
    visiting.open_family(phone, FAMILY)
    phone.tap("Ask for a strategy discussion")
    phone.heading("Ask for a strategy discussion")
    album.keep("ask")
    phone.choose("Is it only for an update on an investigation?", "Yes")
    phone.sees("MASH can give you the officer in charge")
    album.keep("ask-another-way")
    phone.tap("It is more than that: go on")
    fill_in(phone)
    phone.tap("Save and send the request")
    phone.sees("Answer: When you can")
    album.keep("ask-errors")
    phone.write("When you can", "Tomorrow morning")
    album.keep("ask-filled-in")
    phone.tap("Save and send the request")
    phone.sees("Waiting for a manager to authorise")
    phone.waits_until_all_is_sent()
    album.keep("ask-sent")
    visiting.sign_out(phone)
    looks_through_the_list(album, town)


def fill_in(phone: Phone) -> None:
    phone.tap_on(phone.question("Which children?").locator("label").first)
    phone.write("What is happening?", "Three reports in a month.")
    phone.write("Why do you suspect significant harm?", "The reports agree.")
    phone.write("Number to reach you on", "07700 900123")
    phone.write("What the discussion is to decide", "Whether to begin an enquiry.")
    phone.write("What is known already", "The school and the GP were asked.")
    phone.tap("Add somebody")
    phone.choose("Agency", "School")
    phone.write("Name", "Ms Imagined")
    phone.write("Phone", "0151 496 0123")
    phone.tap("Add to the request")
    phone.sees("Ms Imagined, School")


def looks_through_the_list(album: Album, town: Town) -> None:
    phone = album.phone
    manager = find_person(town.inside, "team_manager")
    visiting.sign_in(phone, manager)
    made = newest(town)
    album.visit(f"/requests/{made}", "manager-looks-through")
    phone.tap("Authorise")
    phone.sees("Tick everything, or return the request")
    album.keep("manager-looks-through-errors")
    checks = phone.question("Tick what you have checked").locator("label")
    for number in range(checks.count()):
        phone.tap_on(checks.nth(number))
    phone.choose("How it is held", "Face to face")
    phone.write("Why in this way", "Several agencies know the family.")
    phone.tap("Authorise")
    phone.sees(re.compile("^Authorised"))


def newest(town: Town) -> str:
    desk = town.desk(find_person(town.inside, "team_manager"))
    requests = desk.records("strategy_request")
    made: str = max(requests, key=lambda one: str(one["fields"]["received_at"]))["id"]
    return made
