"""Worked cases of every rule, from the repository's files or from `pytest --vectors=FILE`.

A rule is found by the name after its letter: `N.session`, `W.quorum`. The area is the case's own.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from backend.areas.profile import Profile
from tests.backend.areas import vector_people as people
from tests.backend.areas import vector_times as times
from tests.backend.areas.vector_reading import Case, profile_for, times_in

HERE = Path(__file__).parent
OWN = (HERE / "vectors.json", HERE / "edges.json")

RULES: Mapping[str, Callable[[Profile, Case], Case]] = {
    "working_day": times.working_day,
    "session": times.session,
    "slot": times.slot,
    "slot_race": times.slot_race,
    "police_contact": times.police_contact,
    "minutes_due": times.clock("minutes", ended_at="meeting_ended_at"),
    "full_record_due": times.clock("full_record", ended_at="meeting_ended_at"),
    "s47_outcome_due": times.clock("s47_outcome", strategy_date="strategy_at"),
    "icpc_due": times.conference,
    "missing_urgent": people.missing_urgent,
    "missing_window": people.missing_window,
    "subject": people.the_subject,
    "conference_name": people.the_conference,
    "uasc_placement_planning_due": times.clock("placement_planning"),
    "uasc_age_assessment_allowed": people.age_assessment,
    "quorum": people.the_quorum,
    "parent_unaware_visit": people.parent_unaware,
    "channel": people.call_channel,
    "ooh_caller": people.out_of_hours_caller,
    "strategy_due": times.strategy,
    "child_seen": times.child_seen,
    "followup_due": times.clock("followup_meeting", telephone_strategy_at="telephone_strategy_at"),
    "cancel": people.cancel,
    "gate": people.purpose_gate,
    "achieve_due": times.clock("achieve"),
    "route": people.route,
    "manager_unreachable": people.manager_unreachable,
    "decision_options": people.decision_options,
    "contact_warning": people.contact_warning,
    "sync_idempotent": people.sync_idempotent,
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    given = metafunc.config.getoption("vectors")
    files = (Path(given),) if given else OWN
    cases = [case for file in files for case in json.loads(file.read_text())]
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", cases, ids=[case["id"] for case in cases])


def test_vector(case: Case) -> None:
    rule = RULES[case["rule"].partition(".")[2]]

    given = rule(profile_for(case), times_in(case["input"]))

    assert asked_of(given, case["expect"]) == plain(case["expect"])


def test_a_rule_that_nobody_knows_fails() -> None:
    unknown = {"id": "V-?", "area": "any", "rule": "N.guess", "input": {}, "expect": {}}

    with pytest.raises(KeyError):
        test_vector(unknown)


def asked_of(given: Any, expected: Any) -> Any:
    """What a case does not expect is not compared; what it expects must be there."""
    if isinstance(expected, Mapping):
        return {name: asked_of(given[name], value) for name, value in expected.items()}
    return plain(given)


def plain(value: Any) -> Any:
    """Comparable: moments in any zone, dates as text, subjects whatever their capitals."""
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return moment_in(value) or value.casefold()
    return value


def moment_in(text: str) -> float | None:
    """A moment written with its zone."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.timestamp() if moment.tzinfo else None
