"""What administrators do with the arrangements of their area, in the words on the screen."""

from tests.journeys.phone import Phone

RIGHT = "0151 496 0777"
"""For drama: it reaches nobody."""
SERGEANT = "Dedicated police sergeant"


def open_contact(phone: Phone, name: str) -> None:
    """From the list of numbers."""
    phone.go("Numbers")
    phone.tap(name)
    phone.heading(name)


def correct(phone: Phone, name: str, number: str) -> None:
    """Proposed, with why; it counts for nobody yet."""
    open_contact(phone, name)
    phone.tap_on(phone.page.get_by_text("Correct it", exact=True))
    phone.write("Number, as you would dial it", number)
    phone.write("Why is it changed?", "The sergeant rang: the line was moved. (Invented.)")
    phone.tap("Propose the change")
    phone.sees("Another administrator must approve it")
    phone.waits_until_all_is_sent()


def approve(phone: Phone, number: str) -> None:
    """By somebody else, who sees what changes."""
    phone.go("Numbers")
    phone.tap("Change: ")
    phone.sees(number)
    phone.tap("Approve it")
    phone.sees("Decided by")
    phone.waits_until_all_is_sent()
