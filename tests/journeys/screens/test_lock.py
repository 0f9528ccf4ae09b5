"""The screens of the lock: choosing a PIN, unlocking, a wrong PIN, a forgotten one, another one."""

from datetime import UTC, datetime, timedelta

from tests.journeys import visiting
from tests.journeys.desk import find_person
from tests.journeys.promises.test_a_phone_that_is_lost import lock
from tests.journeys.screens.album import Album
from tests.journeys.test_unlock_by_finger import OFFER, Sensor
from tests.journeys.town import Town


def test_the_lock(album: Album, town: Town) -> None:
    phone = album.phone
    phone.open()
    visiting.choose_person(phone, find_person(town.inside, "social_worker"))
    phone.heading("Choose a PIN for this phone")
    phone.tap("Lock this phone with the PIN")
    phone.sees("Enter 8 digits or more")
    album.keep("pin-choose")
    phone.give_pin()
    phone.heading("Today")
    album.visit("/you/pin", "pin-change")
    phone.open("/#/you")
    phone.tap("Lock now")
    phone.heading("Unlock Doorstep")
    album.keep("pin-unlock")
    write_locked(album)
    phone.write("PIN", "99887766")
    phone.tap("Unlock")
    phone.sees("That PIN is wrong. 9 tries are left.")
    album.keep("pin-wrong")
    phone.tap("I have forgotten the PIN")
    phone.heading("Sign in")
    album.keep("pin-forgotten")
    phone.tap("I remember the PIN")
    whose_is_it(album)


def write_locked(album: Album) -> None:
    """A note and a call without the PIN."""
    phone = album.phone
    phone.tap("Write a note without unlocking")
    phone.tap("Save the note")
    phone.sees("Write the note")
    album.keep("note-locked")
    phone.write("Note", "The Hughes family: blue door, nobody in")
    phone.tap("Save the note")
    album.keep("note-locked-saved")
    phone.tap("Back to the lock")
    phone.dial_999()


def test_out_of_contact_for_too_long(album: Album, town: Town) -> None:
    phone = album.phone
    visiting.sign_in(phone, find_person(town.inside, "social_worker"))
    phone.page.clock.set_fixed_time(datetime.now(UTC) + timedelta(hours=73))
    phone.open_locked("/#/")
    phone.page.reload()
    phone.heading("Sign in to open this phone")
    album.keep("out-of-contact")


def test_unlock_by_finger(album: Album, town: Town) -> None:
    phone = album.phone
    Sensor(phone)
    phone.open_locked()
    visiting.choose_person(phone, find_person(town.inside, "social_worker"))
    phone.give_pin()
    phone.heading(OFFER)
    album.keep("finger-offer")
    phone.tap("Set it up")
    phone.sees("Set up. At the next unlock")
    album.keep("finger-set-up")
    phone.tap("Go on")
    lock(phone)
    album.keep("finger-unlock")


def whose_is_it(album: Album) -> None:
    """The question, a family to choose, and what nobody says is theirs."""
    phone = album.phone
    phone.give_pin()
    phone.heading("Is this yours?")
    album.keep("is-it-yours")
    phone.tap("Yes, it is mine")
    phone.tap("Save it for this family")
    phone.sees("Choose the family that the note is about")
    album.keep("is-it-yours-family")
    phone.tap("Not mine")
    phone.sees("Put aside under Outbox")
    phone.tap("Answer later")
    album.visit("/outbox", "outbox-put-aside")
