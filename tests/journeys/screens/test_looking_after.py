"""The screens of those who look after people, teams and phones, in every look."""

import uuid

from tests.faults.fates import clear, unreachable
from tests.journeys import visiting
from tests.journeys.desk import Desk, Record, find_person
from tests.journeys.screens.album import Album
from tests.journeys.town import Town

FAMILY = "Fourways"


def test_a_manager_and_the_phones_of_the_team(album: Album, town: Town) -> None:
    town.start_worker()
    phone, worker = album.phone, find_person(town.inside, "social_worker")
    lost = Desk(town.inside, worker)
    family = lost.records("family")[0]
    manager = town.desk(find_person(town.inside, "team_manager"))
    phone.waits_until(lambda: lost.device_id in {one["id"] for one in manager.records("device")})
    album.sign_in(town, "team_manager")
    phone.page.goto(f"{phone.address}/#/phones")
    phone.sees(f"{worker.name}: desk")
    album.keep("phones")
    album.visit(f"/phones/{lost.device_id}", "phone")
    phone.tap("Report it lost")
    phone.sees("Reported lost")
    phone.tap("Wipe it")
    album.keep("phone-lost")
    write_note(lost, family)
    phone.page.reload()
    phone.give_pin()
    phone.waits_until_all_is_sent()
    album.visit("/", "manager-today-phones")
    album.visit("/held-back", "held-back")
    visiting.open_family(phone, FAMILY)
    phone.tap("Change who has this family")
    album.keep("allocation")


def write_note(lost: Desk, family: Record) -> None:
    """What comes from the lost phone waits for the manager."""
    fields = {"case_id": family["id"], "text": "Seen at the door. (Invented.)"}
    note = {"kind": "add_note", "feed": family["feed"], "record_id": str(uuid.uuid4())}
    (outcome,) = lost.push([{**note, "fields": fields}])
    assert outcome["reason"]["code"] == "in-quarantine"


def test_a_manager_opens_a_family_with_no_signal(album: Album, town: Town) -> None:
    phone = album.phone
    album.sign_in(town, "team_manager")
    town.network.rule = unreachable
    phone.go("Families")
    phone.tap("Open a family")
    phone.tap("Open the family")
    phone.sees("Enter the name of the family")
    album.keep("family-new-errors")
    phone.write("Name of the family", "Newbrook")
    phone.write("Address", "7 Invented Lane")
    phone.tap_on(phone.page.get_by_text("There is something staff must know"))
    phone.write("What must they know?", "A dog that bites. (Invented.)")
    album.keep("family-new")
    phone.tap("Open the family")
    phone.tap("Add a child")
    phone.write("First name", "Juno")
    phone.write("Family name", "Newbrook")
    phone.write("Date of birth", "2021-05-04")
    phone.tap_on(phone.page.get_by_text("Does not speak"))
    album.keep("child-new")
    phone.page.get_by_role("button", name="Add the child").click()
    phone.sees("Juno Newbrook")
    phone.sees("Saved on this phone")
    album.keep("family-opened-here")
    town.network.rule = clear
    phone.waits_until_all_is_sent()
    manager = Desk(town.inside, find_person(town.inside, "team_manager"))
    assert "Newbrook" in {one["fields"]["name"] for one in manager.records("family")}
    assert "Juno" in {one["fields"]["given_name"] for one in manager.records("child")}


def test_an_administrator(album: Album, town: Town) -> None:
    phone = album.phone
    album.sign_in(town, "administrator")
    album.keep("administrator-today")
    phone.go("People")
    album.keep("people")
    album.visit("/teams", "teams")
    album.visit("/people/happened", "happened")
    phone.sees("Signed in")
    album.visit("/people/new", "person-new")
    phone.tap("Add this person")
    album.keep("person-new-errors")
    phone.go("People")
    phone.tap("Sal Invented")
    phone.tap("Make a new one-time code")
    phone.sees("Their one-time code")
    phone.waits_until_all_is_sent()
    phone.tap("End it now")
    phone.tap_on(phone.page.get_by_text("Change name, role or team"))
    album.keep("person")


def test_choosing_a_password(album: Album) -> None:
    album.phone.open("/#/join")
    album.phone.tap("Save the password")
    album.keep("join-errors")
