"""What the areas' documents say and is data here: lists, routes and rungs, by their ids."""

import json
from pathlib import Path

import pytest

from backend.areas.profiles import profiles
from backend.areas.publish import profile_fields
from backend.areas.routing import route_of

PAGES = Path(__file__).parents[3] / "pwa" / "src"


def area(key):
    return profiles()[key]


def codes(profile):
    return {category.code for category in profile.urgent_categories}


def test_n_01_n_02_n_03_what_is_urgent_in_northamptonshire():
    assert codes(area("northamptonshire")) == {
        "sexual_abuse_allegation",
        "injury_non_mobile",
        "serious_physical_injury",
        "sadistic_brutal",
        "dv_child_injured",
        "home_alone",
        "dv_in_pregnancy_assault",
        "missing",
        "sexually_exploited",
    }


def test_n_02_children_home_alone_are_urgent():
    assert "home_alone" in codes(area("northamptonshire"))


def test_n_03_an_assault_in_pregnancy_and_sexual_exploitation_are_urgent():
    assert {"dv_in_pregnancy_assault", "sexually_exploited"} <= codes(area("northamptonshire"))


def test_n_05_what_is_not_urgent_is_flow_b_and_goes_to_a_session():
    assert route_of(area("northamptonshire"), {"urgent": False}).route.flow == "B"


@pytest.mark.parametrize("key", profiles())
def test_s_16_s_17_s_18_who_is_no_sergeant_is_overseen_by_one(key):
    """S-16: three sergeants share the three authorities. S-18: delegated, under oversight."""
    for route in area(key).routing:
        if route.to == "delegated_officer":
            assert route.overseen_by == "sergeant"
        if route.to == "sergeant":
            assert route.capacity == 3
            assert route.shared_by == ("Sandwell", "Dudley", "Walsall")


def test_s_23_the_wrong_heading_of_a_copy_is_shown_to_nobody():
    published = json.dumps([profile_fields(one) for one in profiles().values()], default=str)
    pages = "".join(path.read_text() for path in PAGES.rglob("*.ts*"))

    assert "MAPPA" not in published + pages


def test_t_05_the_number_that_lacks_a_figure_is_not_dialled():
    assert area("wirral").contacts["mash_advice"].number is None


def test_t_11_a_detective_sergeant_or_grade_d():
    assert area("wirral").roles["police_rank"] == ("detective_sergeant", "grade_d")


def test_w_12_a_telephone_discussion_is_run_from_the_area_s_own_place():
    assert area("wirral").data["booking"]["conference_facility"] == "Solar Campus"


def test_w_39_w_40_the_last_rung_is_for_information_and_sends_nothing():
    """W-39: the manager, the head of service, the partners. W-40: then nothing is sent."""
    roles = [rung.to_role for rung in area("wirral").ladder]

    assert roles[:2] == ["team_manager", "head_of_service"]
    assert area("wirral").ladder[-1].to == ()
    assert area("wirral").data["escalation"][-1]["information_only"] is True
