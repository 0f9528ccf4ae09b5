"""What a discussion is not for: another way is shown, and no urgent request is stopped by it."""

import pytest

from backend.areas.profiles import profiles
from tests.backend.council import make_household
from tests.backend.strategy.forms import whole

STOPPING = ("investigation_update", "police_information_only")


@pytest.fixture
def family():
    return make_household()


@pytest.mark.parametrize("code", STOPPING)
def test_a_request_that_is_only_for_that_is_kept_and_shown_another_way(family, code):
    """T-01, T-02, T-03."""
    request_id = family.raise_request(**whole(family, gate_answers={code: True}))

    fields = family.council.fields(request_id)
    gate = profiles()["wirral"].gates[code]
    assert fields["status"] == "redirected"
    assert fields["redirected"]["to"] == gate.redirect
    assert fields["redirected"]["words"] == gate.words
    assert fields["redirected"]["by"] == family.worker.author.person_id
    assert fields["waiting_for"] == []


@pytest.mark.parametrize("code", [*STOPPING, "information_incomplete"])
def test_no_gate_stops_an_urgent_request(family, code):
    """T-01, T-03, T-04: soft for urgent; the word is said all the same."""
    fields = family.council.fields(family.raise_request(gate_answers={code: True}))

    assert fields["status"] == "awaiting_authorisation"
    assert [one["gate"] for one in fields["warnings"]] == [code]


def test_gathering_first_is_advice_and_stops_nothing(family):
    """T-04."""
    answers = {"information_incomplete": True, "investigation_update": False}
    fields = family.council.fields(family.raise_request(**whole(family, gate_answers=answers)))

    assert fields["status"] == "awaiting_authorisation"
    assert fields["warnings"][0]["redirect"] == "gather_first"


def test_an_answer_that_is_put_right_leads_out_too(family):
    """T-03."""
    request_id = family.raise_request(**whole(family))
    answers = {"gate_answers": {"police_information_only": True}}
    family.post("edit_request", request_id, answers, feed=f"discussion:{request_id}")

    assert family.council.fields(request_id)["status"] == "redirected"


def test_where_the_area_asks_nothing_nothing_is_stopped():
    family = make_household(area="northamptonshire")
    answers = {"investigation_update": True, "age_assessment": True}
    fields = family.council.fields(family.raise_request(**whole(family, gate_answers=answers)))

    assert fields["status"] == "awaiting_authorisation"
    assert fields["warnings"] == []


@pytest.mark.parametrize(
    ("said", "urgent", "judgement"),
    [
        ({"minutes": 24 * 60 + 1}, True, False),
        ({"minutes": 24 * 60}, False, False),
        ({"episodes": 4}, True, True),
        ({"episodes": 3, "judgement": "He comes back by himself."}, False, False),
    ],
)
def test_the_missing_rule_is_worked_out_on_the_request(said, urgent, judgement):
    """N-04: over 24 hours, or more than three times in 90 days with a judgement on the timing."""
    family = make_household(area="northamptonshire")
    fields = family.council.fields(family.raise_request(category="missing", missing=said))

    assert fields["missing_found"]["urgent"] is urgent
    assert fields["missing_found"]["judgement"] is judgement
    assert fields["missing"] == said


def test_an_area_without_a_rule_for_missing_children_works_out_nothing(family):
    fields = family.council.fields(family.raise_request(missing={"minutes": 3000}))

    assert fields["missing_found"] is None
