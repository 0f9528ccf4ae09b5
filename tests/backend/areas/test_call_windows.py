"""Sixty days of windows for a phone that is offline: whole, in order, and right at every edge."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.areas.call_windows import call_windows, ordered_for
from backend.areas.profiles import profiles

AREAS = ("sandwell_dudley_walsall", "wirral", "northamptonshire")
STARTS = [
    datetime(2026, 11, 2, 8, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 27, 12, tzinfo=UTC),
    datetime(2026, 10, 20, 17, tzinfo=UTC),
    datetime(2026, 12, 24, 23, tzinfo=UTC),
]


def windows_of(area, start, *, demo=False, purpose="urgent_police"):
    line = next(one for one in profiles(demo=demo)[area].lines if one.purpose == purpose)
    return call_windows(line, start)


def window_at(windows, moment):
    return next(
        one
        for one in windows
        if datetime.fromisoformat(one["from"]) <= moment < datetime.fromisoformat(one["until"])
    )


def keys(entries):
    return [entry["key"] for entry in entries]


def london_edge(area, moment):
    windows = windows_of(area, STARTS[0])
    return keys(window_at(windows, datetime.fromisoformat(moment))["entries"])


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("area", AREAS)
def test_promise_5_windows_tile_sixty_days_without_gap_or_overlap(area, start):
    windows = windows_of(area, start)

    assert datetime.fromisoformat(windows[0]["from"]) == start
    assert datetime.fromisoformat(windows[-1]["until"]) == start + timedelta(days=60)
    assert all(one["until"] == following["from"] for one, following in pairwise(windows))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("area", AREAS)
def test_promise_1_every_window_has_101_and_999_as_buttons(area, start):
    for window in windows_of(area, start):
        buttons = {entry["key"] for entry in window["entries"] if entry["number"]}
        assert {"police_101", "999"} <= buttons


@pytest.mark.parametrize("role", ["social_worker", "aswp", "team_manager", "health"])
@pytest.mark.parametrize("area", AREAS)
def test_promise_1_a_role_changes_the_order_and_never_what_is_there(area, role):
    for window in windows_of(area, STARTS[0], demo=True):
        ordered = ordered_for(window["entries"], role)
        assert sorted(keys(ordered)) == sorted(keys(window["entries"]))


@pytest.mark.parametrize("area", AREAS)
def test_what_cannot_be_dialled_is_never_a_button_nor_first(area):
    for window in windows_of(area, STARTS[0]):
        for entry in window["entries"]:
            if entry["number"] is None:
                assert entry["first_for"] == []
            else:
                assert entry["number"].removeprefix("+").isdigit()
        assert window["entries"][0]["number"] is not None


@settings(max_examples=40, deadline=None)
@given(
    area=st.sampled_from(AREAS),
    minutes=st.integers(0, 1000 * 24 * 60),
    later=st.timedeltas(timedelta(0), timedelta(days=59)),
)
def test_promise_1_at_any_moment_one_window_holds_and_has_999_and_a_police_line(
    area, minutes, later
):
    start = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    moment, windows = start + later, windows_of(area, start)

    (window,) = [
        one
        for one in windows
        if datetime.fromisoformat(one["from"]) <= moment < datetime.fromisoformat(one["until"])
    ]
    called = {entry["called"] for entry in window["entries"] if entry["number"]}
    assert "999" in called
    assert called & {"police", "101"}


def test_promise_5_wirral_changes_at_nine_and_at_five_to_the_second():
    assert london_edge("wirral", "2026-11-02T08:59:59Z")[0] == "police_101"
    assert london_edge("wirral", "2026-11-02T09:00:00Z")[0] == "dedicated_sergeant"
    assert london_edge("wirral", "2026-11-02T16:59:59Z")[0] == "dedicated_sergeant"
    assert london_edge("wirral", "2026-11-02T17:00:00Z")[0] == "police_101"
    assert "dedicated_sergeant" not in london_edge("wirral", "2026-11-07T12:00:00Z")


@pytest.mark.parametrize(
    ("start", "nine_in_london"),
    [
        (datetime(2026, 3, 27, tzinfo=UTC), ["2026-03-27T09", "2026-03-30T08"]),
        (datetime(2026, 10, 23, tzinfo=UTC), ["2026-10-23T08", "2026-10-26T09"]),
    ],
)
def test_promise_5_nine_in_london_is_nine_across_a_clock_change(start, nine_in_london):
    windows = windows_of("wirral", start)

    opens = [
        one["from"][:13] for one in windows if one["entries"][0]["key"] == "dedicated_sergeant"
    ]
    assert opens[:2] == nine_in_london


def test_on_a_bank_holiday_the_sergeant_stands_second_with_a_warning():
    boxing_day = datetime(2026, 12, 28, 11, tzinfo=UTC)
    window = window_at(windows_of("wirral", STARTS[0]), boxing_day)

    assert keys(window["entries"])[:2] == ["police_101", "dedicated_sergeant"]
    assert window["note"].startswith("Bank holiday")
    assert "may not be answered" in window["entries"][1]["if_no_answer"]


def test_t_12_out_of_hours_a_social_worker_sees_page_first_and_101_second():
    evening = datetime(2026, 11, 2, 18, 40, tzinfo=UTC)
    shown = window_at(windows_of("wirral", STARTS[0], demo=True), evening)["entries"]

    assert keys(ordered_for(shown, "social_worker")) == ["page_duty_manager", "police_101", "999"]
    for role in ("team_manager", "aswp"):
        assert keys(ordered_for(shown, role))[0] == "police_101"
    assert keys(ordered_for(shown, "social_worker", page_failed=True))[0] == "police_101"


def test_northamptonshire_offers_101_and_the_extension_at_once():
    first = windows_of("northamptonshire", STARTS[0])[0]["entries"][0]

    assert (first["number"], first["extension"]) == ("101", "345458")


def test_the_sandwell_line_stands_first_at_all_hours_and_101_is_behind_it():
    """S-10: the urgent number of the Public Protection Unit."""
    for window in windows_of("sandwell_dudley_walsall", STARTS[0]):
        assert keys(window["entries"])[0] == "ppu_urgent"


@pytest.mark.parametrize("area", AREAS)
def test_promise_3_every_button_says_who_answers_and_only_the_police_are_the_police(area):
    police = {"ppu_urgent", "out_of_hours", "dedicated_sergeant"}
    police |= {"ds_duty_1", "ds_duty_2", "admin_support"}
    for window in windows_of(area, STARTS[0]):
        for entry in window["entries"]:
            by_key = {"999": "999", "police_101": "101", "page_duty_manager": "manager"}
            assert entry["called"] == by_key.get(entry["key"], "police")
            assert entry["called"] != "police" or entry["key"] in police


def test_every_line_says_when_its_number_was_verified_which_is_never():
    for window in windows_of("wirral", STARTS[0]):
        assert {entry["verified_at"] for entry in window["entries"]} == {None}
