"""The diary of sessions on both databases: held, confirmed, released, and never given twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from uuid import uuid4

import pytest
from flask import Flask

from backend.areas.bookings import (
    NotHeld,
    SlotTaken,
    Wanted,
    booking_fields,
    booking_of,
    confirm_slot,
    hold_slot,
    release_slot,
    taken_slots,
)
from backend.areas.profiles import profiles
from backend.areas.sessions import session_days
from backend.areas.slots import Slot, TooLong
from backend.database import reading, writing

AREA = profiles()["northamptonshire"]
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
WEDNESDAY = date(2026, 11, 4)
THREADS = 24


def want(minutes=15, **more):
    given = {"booking_id": str(uuid4()), "request_id": str(uuid4()), "received_at": NOW, **more}
    return Wanted(minutes=minutes, **given)


def hold(wanted, now=NOW):
    with writing() as connection:
        return hold_slot(connection, AREA, wanted, now)


def confirm(booked, now=NOW):
    with writing() as connection:
        return confirm_slot(connection, booked.id, now)


def release(booked, now=NOW):
    with writing() as connection:
        return release_slot(connection, booked.id, now)


def at(hour, minute=0, day=WEDNESDAY):
    return datetime.combine(day, time(hour, minute), tzinfo=UTC)


def hold_all(app: Flask, wishes):
    """Everybody at once, each in a transaction of its own, as requests come."""

    def one(wanted):
        with app.app_context():
            return hold(wanted)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, wishes))


def test_two_hundred_bookings_at_once_fill_the_sessions_exactly(app):
    held = hold_all(app, [want() for _ in range(200)])

    days = list(islice(session_days(AREA, WEDNESDAY), 34))
    grid = [at(10, 0, day) + timedelta(minutes=15 * n) for day in days for n in range(6)]
    assert sorted(one.starts_at for one in held) == grid[:200]
    with reading() as connection:
        assert len(taken_slots(connection, AREA, NOW)) == 200


def test_longer_ones_at_once_overlap_nothing_and_none_is_lost(app):
    wishes = [want(minutes) for minutes in (15, 30, 45, 90) * 12]
    held = hold_all(app, wishes)

    assert {one.request_id for one in held} == {one.request_id for one in wishes}
    by_start = sorted(held, key=lambda one: one.starts_at)
    for one, following in zip(by_start, by_start[1:], strict=False):
        assert one.ends_at <= following.starts_at
    lengths = {one.request_id: one.minutes for one in wishes}
    for one in held:
        assert one.ends_at - one.starts_at == timedelta(minutes=lengths[one.request_id])


def test_one_request_asked_many_times_at_once_has_one_time(app):
    request_id = str(uuid4())
    held = hold_all(app, [want(request_id=request_id) for _ in range(20)])

    assert len({one.id for one in held}) == 1
    with reading() as connection:
        assert len(taken_slots(connection, AREA, NOW)) == 1


def test_a_hold_ends_and_its_slot_is_free_again(app):
    first = hold(want())
    assert hold(want()).starts_at == at(10, 15)

    later = NOW + timedelta(minutes=30)
    assert hold(want(received_at=later), later).starts_at == at(10)
    with pytest.raises(NotHeld):
        confirm(first, later)


def test_a_hold_that_is_confirmed_in_time_stays(app):
    booked = hold(want())
    almost = NOW + timedelta(minutes=29, seconds=59)

    assert confirm(booked, almost).state == "confirmed"
    assert confirm(booked, NOW + timedelta(days=1)).state == "confirmed"
    assert hold(want(), NOW + timedelta(hours=1)).starts_at == at(10, 15)


def test_what_is_released_is_free_and_stays_so(app):
    booked = confirm(hold(want()))

    assert release(booked).state == "released"
    assert release(booked).state == "released"
    assert hold(want()).starts_at == at(10)
    with pytest.raises(NotHeld):
        confirm(booked)
    with reading() as connection:
        assert booking_of(connection, booked.request_id) is None


def test_another_slot_needs_a_reason_and_must_be_a_free_one(app):
    chosen = Slot(date(2026, 11, 6), time(10, 30), time(11))
    with pytest.raises(ValueError, match="needs a reason"):
        hold(want(30, chosen=chosen))
    assert hold(want(30, chosen=chosen, because="The health visitor is there")).starts_at == at(
        10, 30, chosen.day
    )
    for other in (
        chosen,
        Slot(chosen.day, time(10, 45), time(11)),
        Slot(chosen.day, time(10, 20), time(10, 35)),
        Slot(chosen.day + timedelta(days=1), time(10), time(10, 15)),
        Slot(date(2026, 10, 30), time(10), time(10, 15)),
    ):
        with pytest.raises(SlotTaken):
            hold(want(chosen=other, because="A reason"))


def test_what_is_too_long_leaves_nothing_behind(app):
    with pytest.raises(TooLong):
        hold(want(105))

    with reading() as connection:
        assert taken_slots(connection, AREA, NOW) == []


def test_a_time_is_told_as_the_record_of_the_request_has_it(app):
    booked = hold(want())

    assert booking_fields(booked) == {
        "booking_id": booked.id,
        "starts_at": "2026-11-04T10:00:00.000Z",
        "ends_at": "2026-11-04T10:15:00.000Z",
        "state": "held",
        "held_until": "2026-11-02T09:30:00.000Z",
        "overflow": False,
    }


def test_over_a_change_of_the_clocks_the_slot_is_at_ten_in_england(app):
    friday = datetime(2026, 10, 23, 15, 0, 1, tzinfo=UTC)
    booked = hold(want(received_at=friday), friday)

    assert booked.starts_at == datetime(2026, 10, 28, 10, tzinfo=UTC)
