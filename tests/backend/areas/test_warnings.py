"""What is not wrong with a change, and is told to whoever approves it."""

from datetime import timedelta

from backend.areas.warnings import ALREADY_PAST, ONLY_LEFT
from sync.messages import time_text
from tests.backend.areas.arranged import SERGEANT, Arranged
from tests.backend.council import reason_of, taken, why


def warnings(area, changes, **more):
    draft, outcome = area.propose(changes, **more)
    taken(outcome)
    return draft, area.council.fields(draft)["warnings"]


def test_promise_1_taking_all_own_police_numbers_off_is_said_to_who_approves_it():
    area = Arranged()
    draft, told = warnings(area, {f"{SERGEANT}.dialable": False})

    assert told == [ONLY_LEFT]
    taken(area.approve(draft))
    assert area.council.fields(draft)["warnings"] == [ONLY_LEFT]


def test_a_number_that_is_taken_off_is_not_said_to_be_missing():
    area = Arranged()
    area.correct(SERGEANT, {"dialable": False})

    button = area.button("dedicated_sergeant")
    assert (button["number"], button["shown"]) == (None, "Cannot be dialled as written")


def test_two_of_three_numbers_taken_off_is_no_warning():
    area = Arranged("northamptonshire")
    off = {f"contacts.{key}.dialable": False for key in ("ds_duty_1", "ds_duty_2")}

    assert warnings(area, off)[1] == []
    assert warnings(area, {**off, "contacts.admin_support.dialable": False})[1] == [ONLY_LEFT]


def test_a_day_that_is_past_is_said_and_counts_from_the_approval():
    area = Arranged()
    past = time_text(area.council.now - timedelta(days=400))
    draft, told = warnings(area, {f"{SERGEANT}.use": "One thing"}, effective_from=past)

    assert told == [ALREADY_PAST]
    area.council.later(hours=1)
    taken(area.approve(draft))
    assert area.council.fields(draft)["effective_from"] == time_text(area.council.now)


def test_a_day_out_of_all_bounds_is_told_in_words_that_help():
    area = Arranged()
    _, outcome = area.propose({f"{SERGEANT}.use": "One thing"}, effective_from="2200-01-01T00:00Z")

    assert why(outcome) == "invalid-fields"
    assert "before 2200" in reason_of(outcome).fields["effective_from"]
