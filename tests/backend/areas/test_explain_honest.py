"""What an answer says is so: no hours that no document gives, no call that nobody asks for."""

import pytest

from backend.areas.profiles import profiles
from tests.backend.areas.test_explain import NTH, SDW, WIR, answers, ask


def test_hours_that_no_document_gives_are_not_invented():
    """F0 states no hours of the urgent line."""
    found = answers(SDW, "2026-11-06T12:00")["call_now"]

    assert "any time" not in str(found)
    hours = next(one for one in found["decided_by"] if one["setting"].endswith("police.hours"))
    assert "Doorstep's own" in hours["words"]
    assert any("no hours are given" in one for one in found["source"])


def test_n_15_the_call_is_offered_from_minute_0_with_the_hour_that_the_guidance_waits():
    """Analysis 7, row 11."""
    found = answers(NTH, "2026-11-06T12:00", category="home_alone")["route"]

    assert found["facts"]["alert_call"] == "offered"
    assert "from minute 0: Duty Detective Sergeant" in found["words"]
    assert "waits one hour" in found["words"]


def test_if_nobody_answers_the_line_s_own_words_come_before_the_ladder():
    words = answers(NTH, "2026-11-06T12:00", category="home_alone")["ladder"]["words"]

    assert words.startswith("Duty Detective Sergeant does not answer: Ring the second duty")
    assert words.index("Ring the second") < words.index("1. From Friday")


def test_a_ladder_of_disputes_is_called_one():
    found = answers(WIR, "2026-11-06T12:00")["ladder"]

    assert "Ring 101 and ask for a Duty Sergeant." in found["words"]
    assert "Where people disagree: 1. On: disagreement." in found["words"]
    assert all(one["dispute"] for one in found["facts"]["rungs"])
    assert "Where people disagree" not in answers(SDW, "2026-11-06T12:00")["ladder"]["words"]


def test_what_no_document_gives_is_marked():
    decided = answers(NTH, "2026-11-06T12:00")["slot"]["decided_by"]

    assert {one["setting"]: one["given"] for one in decided} == {
        "booking.sessions.slot_minutes": True,
        "booking.hold_minutes": False,
    }
    assert "A default of Doorstep" in answers(SDW, "2026-11-06T12:00")["clocks"]["words"]
    assert all("roles.confirm_slot" in one.data["not_given"] for one in profiles().values())


@pytest.mark.parametrize(
    ("at", "note"),
    [
        ("2026-03-29T01:30", "There is no 01:30 on that day"),
        ("2026-10-25T01:30", "01:30 comes twice on that day"),
        ("2026-10-25T00:30", None),
        ("2026-10-25T02:30", None),
        ("2026-10-25T01:30+00:00", None),
    ],
)
def test_a_wall_clock_that_does_not_exist_or_comes_twice_is_said(at, note):
    found = ask(WIR, at)["note"]

    assert (found or "").startswith(note or "")
    assert bool(found) is bool(note)


def test_when_that_changes_names_only_moments_at_which_another_button_comes_first():
    found = answers(WIR, "2026-11-06T16:00")["next_change"]
    assert "Friday 6 November 2026 at 17:00" in found["words"]

    later = answers(WIR, "2026-11-06T17:00")["next_change"]
    assert "Monday 9 November 2026 at 09:00" in later["words"]
    assert answers(SDW, "2026-11-06T16:00")["next_change"]["facts"]["at"] is None
