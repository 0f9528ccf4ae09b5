"""Worked cases of the calendar and of the call channel."""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from backend.areas.calendar import is_working_day, next_working_day
from backend.areas.call_windows import channel, entries, ordered_for
from backend.areas.profiles import profiles

CASES = json.loads((Path(__file__).parent / "vectors.json").read_text())


def working_day(case):
    day = date.fromisoformat(case["date"])
    following = next_working_day(day)
    return {"is_working_day": is_working_day(day), "next_working_day": following.isoformat()}


def line_with(settings, *, demo=False):
    lines = profiles(demo=demo)["wirral"].lines
    line = next(line for line in lines if line.purpose == "urgent_police")
    hours = replace(line.hours, on_bank_holidays=settings.get("open_on_bank_holidays", False))
    return replace(line, hours=hours)


def wirral_channel(case):
    line = line_with(case.get("settings", {}))
    return {"channel": channel(line, datetime.fromisoformat(case["now"]))}


def out_of_hours_caller(case):
    shown = entries(line_with({}, demo=True), "closed")  # the manager's number is set there
    order = ordered_for(shown, case["role"], page_failed=case.get("manager_page_failed", False))
    return {"show": [entry["key"] for entry in order]}


RULES = {
    "cal.working_day": working_day,
    "W.channel": wirral_channel,
    "W.ooh_caller": out_of_hours_caller,
}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_vector(case):
    assert RULES[case["rule"]](case["input"]) == case["expect"]
