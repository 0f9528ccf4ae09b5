"""The screens of those who look after an area's arrangements, in every look."""

from tests.journeys import arranging
from tests.journeys.arranging import RIGHT, SERGEANT
from tests.journeys.screens.album import Album
from tests.journeys.town import Town


def test_an_administrator_and_the_numbers_of_the_area(album: Album, town: Town) -> None:
    phone = album.phone
    album.sign_in(town, "administrator")
    phone.go("Numbers")
    phone.sees(SERGEANT)
    album.keep("arrangements")
    phone.tap("MASH advice")
    album.keep("contact-undialable")
    arranging.open_contact(phone, SERGEANT)
    phone.tap("I rang it and it is right")
    phone.sees("Checked")
    phone.tap_on(phone.page.get_by_text("Correct it", exact=True))
    phone.tap("Propose the change")
    album.keep("contact-errors")
    arranging.correct(phone, SERGEANT, RIGHT)
    album.keep("change-waits")
    phone.tap("Try a moment with it")
    phone.tap("Show what would happen")
    phone.sees("Source: ")
    album.keep("try-a-moment")
    for where in ("history", "closures", "settings"):
        album.visit(f"/arrangements/{where}", f"arrangements-{where}")
