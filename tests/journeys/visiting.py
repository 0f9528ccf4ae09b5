"""What a social worker does on the app, step by step, in the words on the screen."""

from tests.journeys.phone import Phone


def sign_in(phone: Phone, name: str) -> None:
    """One tap in the demo; then the caseload comes."""
    phone.open()
    phone.tap(name)
    phone.heading("Today")
    phone.wait_until_works_offline()
    phone.waits_until_all_is_sent()


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
    phone.heading("Visit")


def open_check(phone: Phone, child: str) -> None:
    """From the visit's card of one child."""
    phone.tap(child)
    phone.heading(child)


def record_seen_alone(phone: Phone, child: str, words: str = "") -> None:
    """The ordinary check."""
    open_check(phone, child)
    phone.choose(f"Was {child} seen?", "Seen alone")
    phone.choose("How did you meet?", "We spoke")
    if words:
        phone.write("What the child said", words)
    save_check(phone)


def record_declined(phone: Phone, child: str) -> None:
    """Seen, and would not be seen alone."""
    open_check(phone, child)
    phone.choose(f"Was {child} seen?", "Seen, not alone")
    phone.choose("Why not alone?", "Child declined")
    phone.choose("When will you try again?", "Tomorrow")
    phone.choose("How did you meet?", "We spoke")
    save_check(phone)


def record_observed(phone: Phone, child: str) -> None:
    """A child who does not speak: what was seen."""
    open_check(phone, child)
    phone.choose(f"Was {child} seen?", "Seen alone")
    phone.choose("How did you meet?", "Observed (non-verbal)")
    save_check(phone)


def record_absent(phone: Phone, child: str, where: str) -> None:
    """Not seen: where the child is, and when next."""
    open_check(phone, child)
    phone.choose(f"Was {child} seen?", "Not seen")
    phone.write("Where is the child?", where)
    phone.choose("When will you try again?", "Later today")
    save_check(phone)


def save_check(phone: Phone) -> None:
    """Back to the visit."""
    phone.tap("Save the check")
