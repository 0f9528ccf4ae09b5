"""The form that the area asks for: what is missing is said, and never keeps a request away."""

import pytest

from backend.areas.profiles import profiles
from backend.areas.published_form import form_fields
from tests.backend.council import make_household, new_id, reason_of, taken, why
from tests.backend.strategy.forms import AUTHORISED, WHOLE, whole

AREAS = sorted(WHOLE)


def authorise(family, request_id, **more):
    fields = {"checked": True, **more}
    feed = f"discussion:{request_id}"
    return family.post("authorise_request", request_id, fields, by=family.manager, feed=feed)


@pytest.mark.parametrize("area", AREAS)
def test_a_whole_form_has_no_gaps_and_is_authorised(area):
    """S-01, S-02, W-02, W-13, W-18, N-14, N-23: what the area asks for, by its own arrangements."""
    family = make_household(area=area)
    request_id = family.raise_request(**whole(family))

    assert family.council.fields(request_id)["gaps"] == []
    taken(authorise(family, request_id, **AUTHORISED[area]))


@pytest.mark.parametrize(
    ("area", "without", "gap"),
    [
        ("sandwell_dudley_walsall", "manager_id", "responsible_manager"),
        ("wirral", "reasonable_cause", "reasonable_cause"),
        ("wirral", "professionals", "professionals_with_contact_details"),
        ("northamptonshire", "manager_id", "manager"),
    ],
)
def test_what_is_missing_is_said_and_is_put_right_before_it_is_authorised(area, without, gap):
    """S-02, W-02, W-13, W-18, T-08."""
    family = make_household(area=area)
    request_id = family.raise_request(**whole(family, **{without: None}))
    assert family.council.fields(request_id)["gaps"] == [gap]

    reason = reason_of(authorise(family, request_id, **AUTHORISED[area]))
    assert reason.code == "form-incomplete"
    assert set(reason.fields) == {gap}

    put_right = {without: whole(family)[without]}
    feed = f"discussion:{request_id}"
    taken(family.post("edit_request", request_id, put_right, feed=feed))
    assert family.council.fields(request_id)["gaps"] == []
    taken(authorise(family, request_id, **AUTHORISED[area]))


@pytest.mark.parametrize("area", AREAS)
def test_nothing_that_is_missing_keeps_an_urgent_request_from_the_server(area):
    """Analysis 3.2, "soft for urgent": kept, and says what is missing; and it is authorised so."""
    family = make_household(area=area)
    request_id = new_id()
    bare = {"case_id": family.case_id, "urgent": True}
    feed = f"discussion:{request_id}"
    taken(family.post("raise_request", request_id, bare, feed=feed))

    fields = family.council.fields(request_id)
    assert {"children", "children_with_n_numbers"} & set(fields["gaps"])
    assert fields["clocks"]
    assert fields["concern_at"] == fields["raised_at"]
    assert fields["waiting_for"][0]["what"] == "ring_police"
    taken(authorise(family, request_id))


def test_what_does_not_fit_the_form_is_refused_by_its_code_and_of_an_urgent_one_kept():
    family = make_household()
    wrong = {**WHOLE["wirral"]["form"], "looked_after_yes_no": "perhaps", "nonsense": "x"}

    refused = reason_of(family.try_request(new_id(), **whole(family, form=wrong)))
    assert set(refused.fields) == {"form.looked_after_yes_no", "form.nonsense"}

    request_id = family.raise_request(form=wrong, category="no_such_category")
    fields = family.council.fields(request_id)
    assert fields["form"] == wrong
    assert {"looked_after_yes_no", "category"} <= set(fields["gaps"])


def test_a_form_is_bounded_whatever_is_sent():
    family = make_household()
    for form in ({"a": {"b": 1}}, {"a" * 61: "x"}, {"a": "\x00"}, {str(n): "" for n in range(61)}):
        assert why(family.try_request(new_id(), form=form)) == "invalid-fields"


def test_the_form_is_published_with_everything_that_a_phone_needs_of_it():
    """W-01 to W-18, N-23, N-36 and S-01 as data: labels in plain words, in the area's order."""
    for profile in profiles().values():
        told = form_fields(profile)
        codes = [one["code"] for one in told["form"]]
        assert codes == profile.data["form_fields"]
        assert all(one["label"] and one["kind"] for one in told["form"])
        assert all(gate["question"] and gate["words"] for gate in told["gates"])
        assert told["qa"]
    assert form_fields(profiles()["northamptonshire"])["missing_rule"] == {
        "over_hours": 24, "more_than_episodes": 3, "in_days": 90,
    }  # fmt: skip


def test_what_the_area_asks_besides_is_answered_after_a_quick_manager_too():
    """S-11, W-18: an urgent request that went with gaps is filled in later on."""
    family = make_household()
    request_id = family.raise_request(category="serious_risk")
    feed = f"discussion:{request_id}"
    taken(authorise(family, request_id))

    said = WHOLE["wirral"]
    taken(family.post("edit_request", request_id, said, feed=feed))
    fields = family.council.fields(request_id)
    assert fields["status"] == "authorised"
    assert "purpose" not in fields["gaps"]

    settled = {"what_is_happening": "Something else."}
    assert why(family.post("edit_request", request_id, settled, feed=feed)) == "not-in-this-state"


def test_an_authorised_request_may_become_urgent_and_then_needs_its_call():
    """S-11: "became urgent" is there at any time, and is asked why."""
    family = make_household()
    request_id = family.raise_request(**whole(family))
    feed = f"discussion:{request_id}"
    taken(authorise(family, request_id, **AUTHORISED["wirral"]))
    urgent = {
        "urgent": True, "category": "serious_risk",
        "facts": {"became_urgent_because": "He is not at school."},
    }  # fmt: skip
    taken(family.post("edit_request", request_id, urgent, feed=feed))

    fields = family.council.fields(request_id)
    assert (fields["status"], fields["urgent_call"]) == ("authorised", "required")
    assert fields["waiting_for"][0]["what"] == "ring_police"
    calmer = {"urgent": False}
    assert why(family.post("edit_request", request_id, calmer, feed=feed)) == "not-in-this-state"
