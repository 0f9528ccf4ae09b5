"""Eight questions to each area at moments that matter, each answer with its source."""

import json

import pytest

from backend.areas.explain import BadQuestion, explain, question_from
from backend.areas.profiles import profiles

EIGHT = ["call_now", "next_change", "route", "session", "slot", "clocks", "ladder", "subject"]
SDW, WIR, NTH = "sandwell_dudley_walsall", "wirral", "northamptonshire"


def ask(area, at, **more):
    profile = profiles()[area]
    return explain(profile, question_from(profile, {"at": at, **more})).as_json()


def answers(area, at, **more):
    return {one["key"]: one for one in ask(area, at, **more)["answers"]}


def due(found, key):
    return next(one for one in found["clocks"]["facts"]["clocks"] if one["key"] == key)["due_at"]


@pytest.mark.parametrize(
    ("area", "asked", "expected"),
    [
        (
            NTH,
            {"at": "2026-11-06T16:00:01"},
            {
                "call_now": ("101, extension 345458", "Flowchart A"),
                "next_change": ("The same button stays first", "Flowchart A"),
                "route": ("Flow B", "Flowchart B"),
                "session": ("Wednesday 11 November 2026", "Flowchart B"),
                "slot": ("10:00 to 10:15", "Booking a Conference call"),
                "clocks": ("Saturday 7 November 2026 at 16:00:01", "UASC 7"),
                "ladder": ("Admin Support escalates to the Service Manager", "Flowchart A"),
                "subject": ("Strategy discussion", "Flowcharts A, B"),
            },
        ),
        (
            NTH,
            {"at": "2026-11-06T16:00:01", "category": "home_alone"},
            {
                "call_now": ("You may ring at once", "Flowchart A"),
                "next_change": ("The same button stays first", "Bank holidays"),
                "route": ("from minute 0", "Flowchart A"),
                "session": ("waits for no session", "Introduction 1"),
                "slot": ("waits for no session", "Flowchart B"),
                "clocks": ("rung the manager: by Friday 6 November 2026 at 17:00:01", "5 to 20"),
                "ladder": ("1. From Friday 6 November 2026 at 17:00:01", "Flowchart A"),
                "subject": ("URGENT S47 ENQUIRY", "Flowcharts A, B"),
            },
        ),
        (
            WIR,
            {"at": "2026-11-06T16:00:01", "category": "serious_risk"},
            {
                "call_now": ("07967 348834", "002_c114863dc18c5220.txt): 2.1"),
                "next_change": ("Friday 6 November 2026 at 17:00", "2.1"),
                "route": ("West MASH", "003_0a92134be2bf8aa5.txt): 2.2, 2.4"),
                "session": ("Business support book the meeting", "2.4"),
                "slot": ("Business support book the meeting", "2.4"),
                "clocks": ("held: by Friday 6 November 2026 at 23:59:59", "3.2 b1"),
                "ladder": ("Secretary of State", "4.1"),
                "subject": ("Strategy request [WIR-0000]", "2.4"),
            },
        ),
        (
            SDW,
            {"at": "2026-12-25T12:00:00", "category": "child_about_to_go_home"},
            {
                "call_now": ("0121 626 1622", "1, urgent"),
                "next_change": ("The same button stays first", "1, urgent"),
                "route": ("a sergeant of the Public Protection Unit", "two halves"),
                "session": ("rings the team manager to agree a time", "bullets 2 and 3"),
                "slot": ("There are no sessions here", "bullets 2 and 3"),
                "clocks": ("Tuesday 29 December 2026 at 17:00", "within a working day"),
                "ladder": ("rings the Head of Service directly", "manager not available"),
                "subject": ("Strategy discussion request [SDW-0000]", "one mailbox"),
            },
        ),
    ],
    ids=["slots", "flow A", "same day", "Christmas"],
)
def test_each_of_the_eight_is_answered_in_words_with_its_source(area, asked, expected):
    found = answers(area, **asked)

    assert list(found) == EIGHT == list(expected)
    for key, (words, source) in expected.items():
        assert words in found[key]["words"], key
        assert source in " | ".join(found[key]["source"]), key
        assert found[key]["decided_by"], key


@pytest.mark.parametrize("area", [SDW, WIR, NTH])
@pytest.mark.parametrize("at", ["2026-03-29T01:30:00", "2026-10-25T01:30:00", "2027-12-28T10:00"])
@pytest.mark.parametrize("role", ["social_worker", "team_manager", "health"])
def test_any_moment_and_role_has_all_eight_with_a_source_and_as_json(area, at, role):
    whole = ask(area, at, role=role)

    assert [one["key"] for one in whole["answers"]] == EIGHT
    assert all(one["source"] and one["words"] for one in whole["answers"])
    json.dumps(whole)


def test_out_of_hours_the_call_that_goes_with_it_is_one_that_is_answered():
    found = answers(WIR, "2026-11-06T18:40", category="serious_risk", role="team_manager")

    assert "Ring first: Police 101" in found["call_now"]["words"]
    assert found["route"]["facts"]["number"] == "101"


def test_what_is_known_besides_moves_a_clock():
    facts = {"discharge_planned_at": "2026-11-06T18:00"}
    found = answers(WIR, "2026-11-06T16:00", category="hospital", facts=facts)

    assert due(found, "strategy") == "2026-11-06T18:00:00+00:00"
    assert "held there, before the child leaves" in found["clocks"]["words"]
    longer = answers(NTH, "2026-11-03T16:00", facts={"minutes": 30})
    assert "10:00 to 10:30" in longer["slot"]["words"]
    by_hand = answers(NTH, "2026-11-03T16:00", facts={"minutes": 105})
    assert "arrange it by hand" in by_hand["slot"]["words"]


def test_a_setting_that_decided_is_named_with_its_value():
    decided = {
        one["setting"]: one["value"]
        for one in answers(NTH, "2026-11-06T16:00:01")["session"]["decided_by"]
    }

    assert decided["readings.friday_cutoff"] == "16:00"
    assert decided["readings.cutoff_inclusive"] is True
    easter = answers(NTH, "2026-04-01T10:00")["session"]
    assert "readings.session_on_bank_holiday" in {one["setting"] for one in easter["decided_by"]}


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"at": "yesterday"}, "at"),
        ({"at": "2026-11-06", "category": "nothing"}, "category"),
        ({"at": "2026-11-06", "role": "king"}, "role"),
        ({"at": "2026-11-06", "urgent": "yes"}, "urgent"),
        ({"at": "2026-11-06", "facts": {"action_at": "soon"}}, "facts.action_at"),
        ({"at": "2026-11-06", "facts": ["a"]}, "facts"),
        ({"at": "2026-11-06", "facts": {"minutes": -15}}, "facts.minutes"),
        ({"at": "2026-11-06", "facts": {"discharge_at": "2026-11-06"}}, "facts.discharge_at"),
        ({"at": "2026-11-06", "guess": 1}, "guess"),
    ],
)
def test_what_makes_no_sense_is_told_by_its_key(asked, key):
    with pytest.raises(BadQuestion) as mistake:
        question_from(profiles()[WIR], asked)

    assert list(mistake.value.faults) == [key]
