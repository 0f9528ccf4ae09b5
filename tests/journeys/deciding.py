"""What managers and business support do with a request, in the words on the screen."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys import visiting
from tests.journeys.desk import Person
from tests.journeys.phone import Phone


def open_request(phone: Phone, what: str) -> None:
    """The one whose page says this."""
    phone.go("Requests")
    phone.heading("Requests")
    phone.tap_on(phone.page.get_by_role("main").get_by_role("listitem").first)
    phone.sees(what)


def authorise(phone: Phone, manager: Person, what: str) -> None:
    """Read it, say so, and let it go on."""
    visiting.sign_in(phone, manager)
    open_request(phone, what)
    phone.tick("I have read it")
    phone.tap("Authorise")
    phone.sees("Authorised. Waiting for a time")
    phone.waits_until_all_is_sent()


def confirm_time(phone: Phone, support: Person, what: str) -> None:
    """Tomorrow at ten, in a room."""
    visiting.sign_in(phone, support)
    open_request(phone, what)
    stands = phone.page.locator("summary, h2", has_text="Enter the confirmed time")
    phone.tap_on(stands.first)
    tomorrow = datetime.now(ZoneInfo("Europe/London")) + timedelta(days=1)
    phone.write("Day and time: day", f"{tomorrow:%Y-%m-%d}")
    phone.write("Day and time: time", "10:00")
    phone.write("Where, or how to join", "Room 4")
    phone.tap("Save the confirmed time")
    phone.sees("Time confirmed")
    phone.waits_until_all_is_sent()
