"""A fourth, invented area is a new file and no code: all rules hold for it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import backend
from backend.areas.call_windows import channel
from backend.areas.clocks.due import due
from backend.areas.gates import gate
from backend.areas.naming import conference_name, subject
from backend.areas.profiles import DEFAULTS, FOLDER, profiles, read_profile
from backend.areas.quorum import quorum
from backend.areas.routing import route_of
from backend.areas.sessions import session_for
from backend.areas.slots import TooLong, first_free
from backend.areas.trying import use_all

TUESDAY = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.fixture
def borsetshire():
    return read_profile(Path(__file__).parent / "borsetshire.yaml")


def test_its_sessions_and_slots_are_its_own(borsetshire):
    session = session_for(borsetshire, TUESDAY)

    assert session.day == date(2026, 11, 5)
    assert session.starts_at == datetime(2026, 11, 5, 14, tzinfo=UTC)
    found = first_free(borsetshire, session.day, 25)
    assert (found.slot.start.isoformat(), found.slot.end.isoformat()) == ("14:00:00", "14:40:00")
    with pytest.raises(TooLong):
        first_free(borsetshire, session.day, 61)


def test_its_closure_is_a_closed_day(borsetshire):
    assert not borsetshire.calendar.is_working_day(date(2026, 11, 5).replace(day=12))
    assert session_for(borsetshire, datetime(2026, 11, 10, 12, tzinfo=UTC)).day == date(
        2026, 11, 17
    )
    assert borsetshire.calendar.why_closed(date(2026, 11, 12)) == "Borchester Show"
    assert channel(borsetshire.line("urgent_police"), datetime(2026, 11, 12, 12, tzinfo=UTC)) == (
        "police_101"
    )


def test_its_clocks_routes_and_words_are_its_own(borsetshire):
    facts = {"server_received_at": TUESDAY}
    assert due(borsetshire, "visit", facts).due_at == datetime(2026, 11, 3, 15, tzinfo=UTC)
    assert route_of(borsetshire, {"crime": True}).route.to == "night_desk"
    assert route_of(borsetshire, {}).route.to == "day_desk"
    assert subject(borsetshire, "BOR-0001", urgent=True) == "Doorstep BOR-0001"
    assert conference_name(borsetshire, ["77"], "BOR-0001") == "BOR-0001"
    assert quorum(borsetshire, ["police"]).missing == ("social_worker",)
    assert gate(borsetshire, "anything", {}).allowed


def test_what_it_does_not_say_is_a_default_of_the_product(borsetshire):
    assert not borsetshire.clocks["child_seen"].given
    assert borsetshire.cancellation.agreement == ("csc_team_manager", "police", "health")


def test_no_rule_names_an_area():
    names = [file.stem for file in FOLDER.glob("*.yaml") if file.name != DEFAULTS]
    root = Path(backend.__file__).parent
    rules = [
        file
        for part in ("areas", "strategy", "demo", "alerts")
        for file in (root / part).rglob("*.py")
    ]

    assert set(names) == set(profiles())
    for file in rules:
        text = file.read_text().casefold()
        assert not [name for name in names if name in text], file


def test_all_that_is_asked_of_an_area_can_be_asked_of_it(borsetshire):
    """Its file gives no councils, no bridge and no ladder."""
    use_all(borsetshire, TUESDAY)
