"""The screens of the second step, in every look."""

from playwright.sync_api import expect

from tests.journeys import second_step, visiting
from tests.journeys.desk import find_person
from tests.journeys.screens.album import Album
from tests.journeys.town import Town


def test_the_second_step(album: Album, town: Town) -> None:
    phone, person = album.phone, find_person(town.inside, "health")
    second_step.demand(town)
    phone.open()
    visiting.choose_person(phone, person)
    phone.heading("Set up a second step")
    album.keep("second-step-first")
    phone.tap("Set up a code app")
    app = second_step.install_app(phone)
    expect(phone.page.get_by_role("img", name="The key as a picture")).to_be_visible()
    album.keep("second-step-app")
    second_step.enter(phone, "Then enter the code", app.code())
    phone.heading("Write down your recovery codes")
    album.keep("second-step-codes")
    phone.tap("I have written them down")
    phone.give_pin()
    phone.heading("Today")
    phone.open("/#/you/second-step")
    phone.sees("10 recovery codes left")
    album.keep("second-step-own")
    phone.tap("Remove the code app")
    phone.sees("Enter a code first.")
    album.keep("second-step-own-error")
    visiting.sign_out(phone)
    visiting.choose_person(phone, person)
    phone.heading("Check that it is you")
    phone.tap("Continue")
    album.keep("second-step-code")
    phone.tap("Use a recovery code instead")
    album.keep("second-step-recovery")
