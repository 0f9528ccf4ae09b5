"""What a social worker does on the app, step by step, in the words on the screen."""

import contextlib
import re

from playwright.sync_api import TimeoutError, expect

from tests.journeys.desk import Person
from tests.journeys.phone import EVERYTHING_SENT, Phone
from tests.journeys.town import Town

AFTER_THE_CALL = "What happened on the call?"
BACK_TO_VISIT = re.compile("Back to the visit")


def sign_in(phone: Phone, person: Person) -> None:
    """One tap in the demo, then the caseload comes; or with the PIN, where that was done before."""
    if phone.is_enrolled_by(person.email):
        phone.open()
    else:
        phone.open_locked()
        choose_person(phone, person)
        phone.give_pin()
    phone.heading("Today")
    phone.wait_until_works_offline()
    phone.waits_until_all_is_sent()


def choose_person(phone: Phone, person: Person) -> None:
    """From the list of the demo's people."""
    phone.tap(person.name)


def sign_out(phone: Phone) -> None:
    """From the page about oneself."""
    phone.open("/#/you")
    phone.tap("Sign out")
    phone.heading("Sign in")


def open_family(phone: Phone, name: str) -> None:
    """By searching, as with 500 families."""
    phone.go("Families")
    phone.write("Find a family", name)
    phone.tap(name)
    phone.heading(name)


def start_visit(phone: Phone, name: str) -> None:
    """At home, now, all children."""
    open_family(phone, name)
    phone.tap("Start or plan a visit")
    phone.choose("Where is the visit?", "Home")
    phone.tap("Start now")
    phone.heading("Visit: home")


def record_seen_alone(phone: Phone, child: str, words: str = "") -> None:
    """The ordinary check."""
    open_check(phone, child)
    phone.choose(f"Was {child} seen?", "Seen alone")
    phone.tick("We spoke")
    if words:
        phone.write("What the child said", words)
    save_check(phone, child)


def record_declined(phone: Phone, child: str) -> None:
    """Seen, and would not be seen alone."""
    open_check(phone, child)
    phone.choose(f"Was {child} seen?", "Seen, not alone")
    phone.choose("Why not alone?", "Child declined")
    phone.choose("When will you try again?", "Tomorrow 10:00")
    phone.tick("We spoke")
    save_check(phone, child)


def record_observed(phone: Phone, child: str) -> None:
    """A child who does not speak: what was seen."""
    open_check(phone, child)
    phone.choose(f"Was {child} seen?", "Seen alone")
    phone.tick("Observed (non-verbal)")
    save_check(phone, child)


def record_absent(phone: Phone, child: str, where: str) -> None:
    """Not seen: where the child is, and when next."""
    open_check(phone, child)
    phone.choose(f"Was {child} seen?", "Not seen")
    phone.write("Where is the child?", where)
    phone.choose("When will you try again?", "Tomorrow 10:00")
    save_check(phone, child)


def open_check(phone: Phone, child: str) -> None:
    """From the visit's card of one child, unless the page before has led here already."""
    heading = phone.page.get_by_role("heading", level=1)
    expect(heading).to_be_visible()
    if child in heading.inner_text():
        return
    back = phone.page.get_by_role("link", name=BACK_TO_VISIT)
    if back.count():
        phone.tap_on(back)
    phone.tap(child)
    phone.heading(child)


def save_check(phone: Phone, child: str) -> None:
    """On to the next child, or back to the visit."""
    phone.tap_on(phone.page.get_by_role("button", name=re.compile("^Save")))
    expect(phone.page.get_by_role("heading", level=1)).not_to_contain_text(child)


def raise_urgent_request(phone: Phone, family: str, child: str, happening: str, reach: str) -> None:
    """From the family: after the call, or when there was nobody to answer it."""
    open_family(phone, family)
    phone.tap_on(phone.page.get_by_role("main").get_by_role("button", name="Urgent"))
    phone.heading("Urgent")
    write_what_is_urgent(phone, child, happening, reach)


def write_urgent_request(phone: Phone, family: str, child: str, happening: str, reach: str) -> None:
    """From the bar: the family is found by its name."""
    phone.write("Which family?", family)
    phone.tap_on(phone.page.locator("#found-families label").first)
    write_what_is_urgent(phone, child, happening, reach)


def write_what_is_urgent(phone: Phone, child: str, happening: str, reach: str) -> None:
    """The form, from the children on; it is saved when its own page stands there."""
    phone.tap_on(phone.question("Which children?").locator("label", has_text=child))
    phone.tap_on(phone.question("Why is it urgent?").locator("label").first)
    phone.write("What is happening?", happening)
    phone.write("Number to reach you on", reach)
    phone.tap("Save and send the request")
    expect(phone.page.get_by_role("heading", level=1)).not_to_contain_text("Urgent")


def write_note(phone: Phone, family: str, text: str) -> None:
    """On the family's page, where it stands from then on."""
    save_note(phone, family, text)
    phone.sees(text)


def save_note(phone: Phone, family: str, text: str) -> None:
    """Saved when the next one can be begun. (One that is turned down at once is seen no longer.)"""
    begin_note(phone, family, text)
    phone.tap("Save")
    expect(phone.thing_named("Add a note")).to_be_visible()


def begin_note(phone: Phone, family: str, text: str) -> None:
    """Typed, not yet saved."""
    open_family(phone, family)
    phone.tap("Add a note")
    phone.write("Note", text)


def send_now(phone: Phone, person: Person) -> None:
    """Sign in again where asked to, and let everything go."""
    keep_sending(phone, person)


def keep_sending(phone: Phone, person: Person | None = None) -> None:
    """As an impatient thumb does, until everything is sent."""
    phone.go("Outbox")
    for _ in range(60):
        phone.waits_until_quiet()
        if phone.page.get_by_text(EVERYTHING_SENT).count():
            return
        if person and phone.thing_named("Sign in").count():
            sign_in_again(phone, person)
        else:
            send_what_waits(phone)
    phone.sees(EVERYTHING_SENT)


def sign_in_again(phone: Phone, person: Person) -> None:
    """From the banner that asks for it."""
    phone.tap("Sign in")
    choose_person(phone, person)
    phone.go("Outbox")


def send_what_waits(phone: Phone) -> None:
    """The button may be busy, or gone, by the time that the thumb is down."""
    with contextlib.suppress(TimeoutError):
        phone.page.get_by_role("button", name="Send now").click(timeout=2_000)


def a_family_of(town: Town, person: Person) -> str:
    """Any family on this person's caseload."""
    families = town.desk(person).records("family")
    name: str = families[0]["fields"]["name"]
    return name


def turn_alerts_on(phone: Phone) -> None:
    """On the page of alerts; the phone asks, the person allows it."""
    phone.go("Alerts")
    expect(phone.thing_named("Turn alerts on")).to_be_visible()
    allowed = ["notifications", "background-sync"]
    phone.context.grant_permissions(allowed, origin=phone.address)
    phone.tap("Turn alerts on")
    phone.sees("Alerts are on for this phone")
    phone.waits_until_all_is_sent()


def call_from_the_request(phone: Phone) -> None:
    """From the request's own page."""
    expect(phone.page.locator("summary", has_text="Call now")).to_be_visible()
    folded = phone.page.locator("details:not([open]) summary", has_text="Call now")
    if folded.count():
        phone.tap_on(folded)
    phone.dial(re.compile("^Call .*(Police|sergeant)"))


def record_spoke(phone: Phone, who: str) -> None:
    """Back from the dialler: say who answered; it is sent."""
    record_outcome(phone, who)
    phone.waits_until_all_is_sent()


def record_outcome(phone: Phone, who: str) -> None:
    """Back from the dialler: say who answered. It is saved when the question is gone."""
    phone.tap("Record the call")
    phone.choose("Did you speak to someone?", "Yes, we spoke")
    phone.write("Who answered?", who)
    save_call(phone)


def save_call(phone: Phone) -> None:
    """What came of it is on the phone when the page is left."""
    phone.tap("Save the call")
    expect(phone.page.get_by_role("heading", level=1)).not_to_contain_text(AFTER_THE_CALL)
