"""What a worker and a manager do with a request, in the words on the screen."""

from tests.journeys import visiting
from tests.journeys.desk import Person
from tests.journeys.phone import Phone

NAME_AND_TWO = 3
"""Taps: open it, choose the name, save."""


def fold_out(phone: Phone, what: str) -> None:
    """One of the things that can be done, by its words."""
    phone.tap_on(phone.page.locator("summary", has_text=what).first)


def manager_said_yes(phone: Phone, manager: Person) -> None:
    """By telephone, with no signal: written down with two taps and the name."""
    with phone.counting_taps(NAME_AND_TWO):
        fold_out(phone, "My manager said yes by telephone")
        phone.choose("Who said that it may go?", manager.name)
        phone.tap("Save what my manager said")
    phone.sees("It counts when it is sent")


def confirm_what_was_said(phone: Phone) -> None:
    """In the app, by the manager who said so."""
    phone.choose("Is that so?", "Yes, I said so")
    phone.tap("Save the answer")
    phone.waits_until_all_is_sent()
    phone.does_not_see("Is that so?")


def ask_to_cancel(phone: Phone, why: str) -> None:
    """Two taps and the reason (journey 10)."""
    with phone.counting_taps(NAME_AND_TWO):
        fold_out(phone, "Ask to cancel it")
        phone.write("Why is it no longer needed?", why)
        phone.tap("Ask to cancel")
    phone.waits_until_all_is_sent()


def agree_to_cancel(phone: Phone) -> None:
    """The team manager's own answer."""
    phone.choose("May it be cancelled?", "Yes, I agree")
    phone.tap("Save whether it may be cancelled")
    phone.waits_until_all_is_sent()


def ring_and_say(phone: Phone, who: str) -> None:
    """The police are rung from the request, and answer."""
    visiting.call_from_the_request(phone)
    visiting.record_spoke(phone, who)
