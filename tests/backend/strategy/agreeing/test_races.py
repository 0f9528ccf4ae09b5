"""Several people want one time at once: one has it, the others are told, on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from backend import clock, worker
from backend.areas.bookings import taken_slots
from backend.areas.profiles import profiles
from backend.database import reading
from backend.strategy.agreeing.diary import diary_id
from sync.messages import Outcome
from tests.backend.strategy.agreeing.office import Office, good
from tests.backend.strategy.agreeing.town import NORTHANTS

TUESDAY = datetime(2026, 11, 3, 9, tzinfo=UTC)
LAST = "2026-11-04T11:15:00.000Z"
AREA = profiles()[NORTHANTS]


@pytest.fixture
def office(app: Flask, time_machine) -> Office:
    time_machine.move_to(TUESDAY, tick=False)
    return Office(app)


def at_once(office: Office, *deeds: Callable[[], Outcome]) -> list[Outcome]:
    def one(deed: Callable[[], Outcome]) -> Outcome:
        with office.app.app_context():
            return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def in_the_tables() -> list[str]:
    with reading() as connection:
        taken = taken_slots(connection, AREA, clock.now())
    return sorted(one.slot.starts_at.isoformat() for one in taken)


def in_the_diary(office: Office) -> list[str]:
    lines = office.fields(diary_id(NORTHANTS))["bookings"].values()
    return sorted(datetime.fromisoformat(line["starts_at"]).isoformat() for line in lines)


def codes(outcomes: list[Outcome]) -> list[str]:
    return sorted(one.reason.code if one.reason else "taken" for one in outcomes)


def test_two_bookers_take_the_last_slot_and_one_is_told(office):
    """N-38, invariant 8: whoever comes second reads that somebody else has it."""
    first, second = office.with_the_police(), office.with_the_police()
    wish = {"starts_at": LAST, "because": "The last of the session"}
    outcomes = at_once(
        office,
        lambda: office.decide("manager", "offer_slot", first, **wish),
        lambda: office.decide("manager", "offer_slot", second, **wish),
    )

    assert codes(outcomes) == ["slot-taken", "taken"]
    assert in_the_tables() == in_the_diary(office)
    assert len(in_the_tables()) == 2


def test_a_confirmation_races_a_release_and_ends_in_one_state(office):
    """N-38: the loser is told, and record and tables say the same."""
    request_id = office.with_the_police()
    version = office.records(request_id)[request_id].version
    confirm = {"starts_at": office.fields(request_id)["booking"]["starts_at"], "place": "Call"}
    outcomes = at_once(
        office,
        lambda: office.decide(
            "manager", "confirm_slot", request_id, base_version=version, health_reason="-",
            **confirm,
        ),
        lambda: office.decide(
            "support", "release_slot", request_id, base_version=version, reason="Off"
        ),
    )  # fmt: skip

    assert "taken" in codes(outcomes)
    told = {"changed-since", "not-in-this-state", "no-slot-held"}
    assert set(codes(outcomes)) <= {"taken", *told}
    stands = office.fields(request_id)["status"] == "slot_confirmed"
    assert len(in_the_tables()) == len(in_the_diary(office)) == int(stands)


def test_a_confirmation_races_a_cancellation_and_one_of_them_is_told(office):
    """T-13, N-38: either it waits for agreements, or its time stands and it is asked again."""
    request_id = office.with_the_police()
    version = office.records(request_id)[request_id].version
    confirm = {"starts_at": office.fields(request_id)["booking"]["starts_at"], "place": "Call"}
    outcomes = at_once(
        office,
        lambda: office.decide(
            "manager", "confirm_slot", request_id, base_version=version, health_reason="-",
            **confirm,
        ),
        lambda: office.decide(
            "worker", "request_cancellation", request_id, base_version=version, reason="Paint"
        ),
    )  # fmt: skip

    assert codes(outcomes).count("taken") == 1
    assert set(codes(outcomes)) <= {"taken", "changed-since", "not-in-this-state"}
    status = office.fields(request_id)["status"]
    assert status in ("slot_confirmed", "cancel_requested")


def test_a_cancelled_request_leaves_its_slot_to_others(office):
    """T-15, journey 10: with the third agreement the slot is free, and not before."""
    request_id = office.confirmed()
    good(office.decide("worker", "request_cancellation", request_id, reason="It was paint"))
    for who, party in (("police", "police"), ("health", "health")):
        good(office.decide(who, "agree_cancellation", request_id, party=party, agreed=True))
    assert len(in_the_tables()) == 1
    last = {"party": "csc_team_manager", "agreed": True}
    good(office.decide("manager", "agree_cancellation", request_id, **last))

    assert office.fields(request_id)["status"] == "cancelled"
    assert office.fields(request_id)["booking"]["state"] == "released"
    assert in_the_tables() == in_the_diary(office) == []


def test_many_requests_reach_the_police_at_once_and_each_has_its_own_slot(office):
    """N-27, N-38: the first that fits for each, none twice."""
    at_once(office, *[lambda: good(Outcome("x", "accepted", office.with_the_police()))] * 8)

    slots = in_the_tables()
    assert len(slots) == len(set(slots)) == 8
    assert slots == in_the_diary(office)
    assert slots[0].startswith("2026-11-04T10:00")
    assert slots[5].startswith("2026-11-04T11:15")


def test_a_hold_runs_out_by_itself_and_the_manager_is_alerted(office, time_machine):
    """N-27: the worker notes it when half an hour is over; the slot is free for others."""
    request_id = office.with_the_police()
    worker.run_once(office.app)
    assert office.fields(request_id)["booking"]["state"] == "held"
    time_machine.move_to(TUESDAY + timedelta(minutes=31), tick=False)
    worker.run_once(office.app)

    assert office.fields(request_id)["booking"]["state"] == "ran_out"
    assert in_the_tables() == []


def test_who_takes_part_is_reminded_a_quarter_of_an_hour_before(office, time_machine):
    """N-33: by the job that the confirmation left; of a time that was moved nothing is said."""
    request_id, moved = office.confirmed(), office.confirmed()
    good(office.decide("manager", "move_slot", moved, starts_at=LAST, reason="The nurse is late"))
    time_machine.move_to(datetime(2026, 11, 4, 9, 46, tzinfo=UTC), tick=False)
    worker.run_once(office.app)
    assert office.fields(request_id)["reminded"]["minutes"] == 15

    time_machine.move_to(datetime(2026, 11, 4, 10, 1, tzinfo=UTC), tick=False)
    worker.run_once(office.app)
    assert office.fields(moved)["reminded"] is None
