"""Cancelled once somebody outside has it: with a reason, and by the agreement of all three."""

import pytest

from tests.backend.council import Household, make_household, new_id, reason_of, why
from tests.backend.strategy.deeds import (
    alerted,
    authorised,
    colleagues,
    do,
    post,
    told_by_phone,
    waits,
    written,
)

WHY = {"reason": "The bruise was paint."}


@pytest.fixture
def family() -> Household:
    return make_household()


@pytest.fixture
def asked(family: Household) -> str:
    request_id = told_by_phone(family, authorised(family))
    do(family, "request_cancellation", request_id, WHY)
    return request_id


def agree(party: str, **more: object) -> dict[str, object]:
    return {"party": party, "agreed": True, **more}


def test_three_agreements_with_their_times_cancel_it_and_the_childs_file_says_why(family, asked):
    """T-13, T-14, T-15, T-16; analysis 3.4, invariant 10; journey 10."""
    who = colleagues(family)
    assert waits(family, asked)[:3] == [
        ("team_manager", "agree_cancellation"),
        ("police", "agree_cancellation"),
        ("health", "agree_cancellation"),
    ]
    do(family, "agree_cancellation", asked, agree("csc_team_manager"), family.manager)
    do(family, "agree_cancellation", asked, agree("police"), who["police"])
    assert family.council.fields(asked)["status"] == "cancel_requested"
    by_phone = agree("health", name="Nurse Invented", how="phone")
    fields = do(family, "agree_cancellation", asked, by_phone)

    assert fields["status"] == "cancelled"
    told = fields["cancellation"]
    assert told["reason"] == WHY["reason"]
    assert told["settled_at"]
    assert set(told["agreements"]) == {"csc_team_manager", "police", "health"}
    assert told["agreements"]["health"]["name"] == "Nurse Invented"
    assert all(one["at"] and one["agreed"] for one in told["agreements"].values())
    (note,) = written(family, "note")
    assert fields["ref"] in note["text"]
    assert WHY["reason"] in note["text"]
    assert alerted(family, "request_cancelled") >= {family.manager.author.person_id}


def test_the_clock_for_seeing_the_child_runs_on_whatever_becomes_of_the_request(family, asked):
    """Journey 10, W-33: a cancelled request leaves the child to be seen all the same."""
    who = colleagues(family)
    for party, by in (("csc_team_manager", family.manager), ("police", who["police"])):
        do(family, "agree_cancellation", asked, agree(party), by)
    fields = do(family, "agree_cancellation", asked, agree("health"), who["health"])

    assert fields["status"] == "cancelled"
    assert [one["key"] for one in fields["clocks"]] == ["child_seen"]
    assert fields["waiting_for"] == []


def test_a_manager_who_asks_has_agreed_by_it(family):
    """T-15."""
    request_id = told_by_phone(family, authorised(family))
    fields = do(family, "request_cancellation", request_id, WHY, family.manager)

    assert fields["cancellation"]["agreements"]["csc_team_manager"]["agreed"] is True
    assert "team_manager" not in dict(waits(family, request_id))


def test_who_does_not_agree_says_why_and_the_request_goes_on_where_it_stood(family, asked):
    """T-15: without all three it is not cancelled."""
    police = colleagues(family)["police"]
    no = {"party": "police", "agreed": False}
    assert why(post(family, "agree_cancellation", asked, no, police)) == "reason-needed"

    fields = do(
        family, "agree_cancellation", asked, {**no, "reason": "There was another call."}, police
    )
    assert fields["status"] == "authorised"
    assert fields["cancellation"]["agreements"]["police"]["reason"] == "There was another call."
    assert family.worker.author.person_id in alerted(family, "request_goes_on")


def test_each_party_speaks_for_itself_or_is_named_by_who_writes_it_down(family, asked):
    """T-15: three named agreements."""
    who = colleagues(family)
    for party, by, more, code in (
        ("csc_team_manager", who["police"], {}, "not-allowed"),
        ("csc_team_manager", family.worker, {"name": "Manager"}, "not-allowed"),
        ("police", who["health"], {"name": "Sergeant"}, "not-allowed"),
        ("police", family.worker, {}, "invalid-fields"),
        ("school", family.worker, {"name": "Head"}, "invalid-fields"),
    ):
        assert why(post(family, "agree_cancellation", asked, agree(party, **more), by)) == code

    do(family, "agree_cancellation", asked, agree("police"), who["police"])
    again = post(family, "agree_cancellation", asked, agree("police"), who["police"])
    assert why(again) == "already-said"


def test_what_nobody_outside_knows_of_is_withdrawn_and_not_cancelled(family):
    """Analysis 3.2: withdrawn only while nothing was dispatched, cancelled only afterwards."""
    request_id = family.raise_request()
    assert why(post(family, "request_cancellation", request_id, WHY)) == "not-sent-yet"
    told_by_phone(family, request_id)
    assert why(post(family, "withdraw_request", request_id, WHY)) == "police-told"

    fields = do(family, "request_cancellation", request_id, WHY)
    assert fields["status"] == "cancel_requested"


def test_a_cancellation_needs_its_reason(family, asked):
    """T-14."""
    request_id = told_by_phone(family, authorised(family))

    assert why(post(family, "request_cancellation", request_id, {})) == "invalid-fields"


def test_only_what_is_not_urgent_is_shown_another_way(family):
    """T-01 to T-04: a gate redirects, and never an urgent request."""
    gate = {"gate": "investigation_update"}
    urgent = reason_of(post(family, "redirect_request", family.raise_request(), gate))
    assert urgent.code == "urgent-goes-on"

    request_id = authorised(family)
    unknown = {"gate": new_id()}
    by = family.manager
    assert why(post(family, "redirect_request", request_id, unknown, by)) == "invalid-fields"
    fields = do(family, "redirect_request", request_id, gate, by)
    assert fields["status"] == "redirected"
    assert fields["redirected"]["to"] == "oic_contact_via_mash"
    assert family.worker.author.person_id in alerted(family, "request_redirected")
