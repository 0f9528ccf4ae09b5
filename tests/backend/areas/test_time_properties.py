"""What holds at every moment from 2025 to 2027, in every area and under every reading."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.areas.calendar import local
from backend.areas.call_windows import call_windows
from backend.areas.clocks.due import due
from backend.areas.profiles import profiles, with_readings
from backend.areas.sessions import session_days, session_for
from backend.areas.slots import Taken, first_free

BEGIN, END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2027, 12, 31, 23, 59, 59, tzinfo=UTC)
SECONDS = int((END - BEGIN).total_seconds())
READ_OTHERWISE = {
    "cutoff_inclusive": False,
    "friday_cutoff": None,
    "session_on_bank_holiday": "next_working_day",
    "day_count": "calendar",
    "day_zero": False,
    "elapsed_hours": "working_hours",
    "same_day_end": "17:00",
    "within_working_day_safety": "end_of_next_working_day",
    "within_working_day_document": "working_hours",
    "seventy_two_hours": "working_days",
    "open_on_bank_holidays": True,
    "opening_end_inclusive": True,
}
PROFILES = [
    *profiles().values(),
    *(
        with_readings(profile, **{name: value})
        for profile in profiles().values()
        for name, value in READ_OTHERWISE.items()
    ),
]
WITH_SESSIONS = [one for one in PROFILES if one.booking.sessions]
CLOCKS = [(one, clock, category) for one in PROFILES for clock in one.clocks.values()
          for category in (None, *clock.categories)]  # fmt: skip
EDGES = [
    datetime.fromisoformat(text)
    for text in (
        "2025-03-30T00:59:59Z", "2025-10-26T00:59:59Z", "2026-03-29T01:00:00Z",
        "2026-10-25T01:00:00Z", "2026-12-24T16:00:00Z", "2026-12-31T16:00:01Z",
        "2027-03-25T16:00:00Z", "2027-12-24T16:00:01Z", "2026-11-06T16:00:00Z",
    )
]  # fmt: skip

moments = st.integers(0, SECONDS).map(lambda s: BEGIN + timedelta(seconds=s)) | st.sampled_from(
    EDGES
)
many = settings(max_examples=300, deadline=None)


@many
@given(st.sampled_from(WITH_SESSIONS), moments)
def test_a_session_is_never_in_the_past_and_never_on_a_closed_day(profile, received):
    found = session_for(profile, received)

    assert found.starts_at > received
    assert profile.calendar.is_working_day(found.day)
    assert found.day > found.effective_day >= local(received).date()


@many
@given(st.sampled_from(WITH_SESSIONS), moments, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_a_referral_received_later_never_maps_to_an_earlier_session(profile, received, later):
    assert session_for(profile, received).day <= session_for(profile, received + later).day


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(WITH_SESSIONS),
    st.lists(st.tuples(moments, st.integers(1, 90)), min_size=1, max_size=30),
)
def test_no_slot_is_booked_twice_none_is_past_and_each_is_inside_its_session(profile, requests):
    taken: list[Taken] = []
    for received, minutes in sorted(requests):
        day = session_for(profile, received).day
        slot = first_free(profile, day, minutes, taken, received).slot
        assert not any(slot.overlaps(one.slot) for one in taken)
        assert slot.starts_at > received
        assert slot.ends_at - slot.starts_at >= timedelta(minutes=minutes)
        assert slot.day in {next(session_days(profile, slot.day))}
        taken.append(Taken(slot))


@many
@given(st.sampled_from(WITH_SESSIONS), moments)
def test_sessions_follow_each_other_and_none_is_on_a_closed_day(profile, moment):
    days = session_days(profile, local(moment).date())
    found = [next(days) for _ in range(12)]

    assert all(one < following for one, following in pairwise(found))
    assert all(profile.calendar.is_working_day(day) for day in found)


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(CLOCKS), moments, st.timedeltas(timedelta(0), timedelta(days=9)))
def test_a_due_time_never_moves_backwards_when_a_referral_moves_forwards(asked, start, later):
    profile, clock, category = asked

    def due_from(moment):
        facts = dict.fromkeys((*clock.starts, "action_at"), moment)
        return due(profile, clock.key, facts, category).due_at

    first, second = due_from(start), due_from(start + later)
    assert (first is None) == (second is None)
    if first is not None:
        assert start <= first <= second


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PROFILES), moments, st.sampled_from(["urgent_police", "manager"]))
def test_windows_tile_the_time_and_an_urgent_screen_has_999_and_the_police(profile, start, purpose):
    start = start.replace(microsecond=0)
    windows = call_windows(profile.line(purpose), start)

    assert datetime.fromisoformat(windows[0]["from"]) == start
    assert datetime.fromisoformat(windows[-1]["until"]) == start + timedelta(days=60)
    assert all(one["until"] == following["from"] for one, following in pairwise(windows))
    for window in windows if purpose == "urgent_police" else ():
        dialled = {one["called"] for one in window["entries"] if one["number"]}
        assert "999" in dialled
        assert dialled & {"101", "police"}


@many
@given(st.sampled_from(PROFILES), moments, st.integers(0, 20))
def test_working_days_are_counted_by_going_there(profile, moment, number):
    day = local(moment).date()
    there = profile.calendar.after_working_days(day, number)
    between = (day + timedelta(days=n) for n in range(1, (there - day).days + 1))

    assert sum(profile.calendar.is_working_day(one) for one in between) == number


def test_a_time_without_a_zone_is_refused_everywhere():
    naive = datetime(2026, 11, 6, 16)  # noqa: DTZ001  what is refused
    for profile in profiles().values():
        with pytest.raises(ValueError, match="without a zone"):
            due(profile, "child_seen", {"referral_at": naive})
    with pytest.raises(ValueError, match="without a zone"):
        session_for(WITH_SESSIONS[0], naive)


def test_a_day_alone_is_the_day_in_england():
    profile = profiles()["northamptonshire"]
    by_day = due(profile, "s47_outcome", {"strategy_at": date(2026, 6, 1)})
    by_moment = due(profile, "s47_outcome", {"strategy_at": datetime(2026, 5, 31, 23, tzinfo=UTC)})

    assert by_day.due_at == by_moment.due_at
    assert by_day.due_day == date(2026, 6, 4)
