"""The screens of the lock: choosing a PIN, unlocking, a wrong PIN, a forgotten one, another one."""

from tests.journeys import visiting
from tests.journeys.desk import find_person
from tests.journeys.screens.album import Album
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
    phone.write("PIN", "99887766")
    phone.tap("Unlock")
    phone.sees("That PIN is wrong. 9 tries are left.")
    album.keep("pin-wrong")
    phone.tap("I have forgotten the PIN")
    phone.heading("Sign in")
    album.keep("pin-forgotten")
