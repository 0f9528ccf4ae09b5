"""A time agreed by telephone with the police, and then health (Sandwell, Dudley and Walsall)."""

from datetime import timedelta
from typing import Any

import pytest

from tests.backend.council import reason_of, text, why
from tests.backend.strategy.agreeing.town import NORTHANTS, SANDWELL, WIRRAL, Town

TWO: dict[str, Any] = {"with_name": "Sgt Invented", "with_rank": "sergeant"}


@pytest.fixture
def town() -> Town:
    town = Town(SANDWELL)
    town.reach_police()
    return town


def in_hours(town: Town, hours: float = 2) -> str:
    return text(town.now + timedelta(hours=hours))


def agree(town: Town, **more):
    return town.good("agree_time", **{"starts_at": in_hours(town), **TWO, **more})


def test_the_police_and_the_manager_agree_a_time(town):
    """S-03: with whom, of what rank, when; the police are in contact from then on."""
    agree(town)
    said = town.fields()

    assert said["status"] == "time_agreed"
    assert said["agreed"]["with_name"] == "Sgt Invented"
    assert said["agreed"]["with_rank"] == "sergeant"
    assert said["police_contact"]["purpose"] == "agree_time"


def test_the_sergeant_writes_the_time_down_too(town):
    """S-03: the duty sergeant or whom they name contacts the manager to agree a time."""
    town.good("agree_time", town.sergeant, starts_at=in_hours(town), **TWO)

    assert town.fields()["police_contact"]["how"] == "in_app"


def test_the_call_that_agrees_the_time_is_never_the_discussion(town):
    """S-04: it is neither held nor confirmed by it, and the time lies after the call."""
    refused = town.post("agree_time", starts_at=text(town.now), **TWO)
    assert why(refused) == "call-is-not-the-discussion"

    agree(town)
    assert town.fields()["confirmed"] is None
    assert town.fields()["agreed"]["starts_at"] > text(town.now)


def test_health_are_asked_and_read_it_as_soon_as_a_time_is_agreed(town):
    """S-05, S-06: the manager gets health on board once the time stands; not before."""
    assert "health" not in town.fields()["open_to"]
    agree(town)

    assert town.fields()["health"]["state"] == "needed"
    assert town.fields()["open_to"] == ["health"]
    steps = [(one["who"], one["what"]) for one in town.fields()["waiting_for"]]
    assert ("team_manager", "arrange_health") in steps


def test_a_time_is_not_confirmed_before_health_has_accepted_or_somebody_says_why(town):
    """S-05."""
    agree(town)
    at = town.fields()["agreed"]["starts_at"]
    refused = town.post("confirm_slot", starts_at=at, place="Three-way call")
    assert why(refused) == "health-not-replied"
    assert "Health" in reason_of(refused).message

    town.good("arrange_health", state="accepted", who="A nurse")
    town.good("confirm_slot", starts_at=at, place="Three-way call")
    assert town.fields()["status"] == "slot_confirmed"


def test_a_reason_confirms_without_health_and_stays_on_the_record(town):
    """S-05."""
    agree(town)
    at, words = town.fields()["agreed"]["starts_at"], "Nobody answers; the child is seen today."
    town.good("confirm_slot", starts_at=at, place="Call", health_reason=words)

    assert town.fields()["confirmed"]["health_reason"] == words


def test_health_say_themselves_whether_they_can(town):
    """S-05: no call of the manager's is needed where health answer in the app."""
    assert why(town.post("arrange_health", town.health, state="accepted", who="A nurse")) == (
        "not-allowed"
    )
    agree(town)
    town.good("arrange_health", town.health, state="declined", reason="Nobody on duty", who="N")

    assert town.fields()["health"]["how"] == "in_app"
    assert town.fields()["health"]["state"] == "declined"


def test_no_answer_and_no_need_a_reason(town):
    """S-05."""
    agree(town)
    for state in ("declined", "no_answer"):
        assert why(town.post("arrange_health", state=state)) == "invalid-fields"


def test_another_time_asks_health_again(town):
    """S-05: what health accepted was the other time."""
    agree(town)
    town.good("arrange_health", state="accepted", who="A nurse")
    agree(town)
    assert town.fields()["health"]["state"] == "accepted"
    agree(town, starts_at=in_hours(town, 5))

    assert town.fields()["health"]["state"] == "needed"


def test_what_is_confirmed_is_what_was_agreed(town):
    """S-03, S-07."""
    refused = town.post("confirm_slot", starts_at=in_hours(town), place="Call")
    assert why(refused) == "time-not-agreed"
    agree(town)
    refused = town.post("confirm_slot", starts_at=in_hours(town, 3), place="Call")
    assert why(refused) == "other-time"


def test_a_time_said_by_telephone_may_wait_in_an_outbox(town):
    """S-03: written on a phone without signal, it is judged by when it was written."""
    then, at = town.now, in_hours(town, 0.5)
    town.family.council.later(hours=1)
    town.good("agree_time", starts_at=at, made_at=then, **TWO)

    assert town.fields()["agreed"]["at"] == text(then).replace("Z", ".000Z")


@pytest.mark.parametrize("area", [NORTHANTS, WIRRAL])
def test_elsewhere_a_time_is_found_another_way_and_the_area_says_how(area):
    """S-03 is for the areas that agree by telephone; the mode decides, never a name."""
    town = Town(area)
    town.reach_police()
    refused = town.post("agree_time", starts_at=in_hours(town), **TWO)

    assert why(refused) == "not-this-way"
    assert "A time is found another way here." in reason_of(refused).message


def test_the_police_propose_and_nothing_is_agreed_by_that(town):
    """S-03: a proposal is answered by agreeing."""
    town.good("propose_time", town.sergeant, starts_at=in_hours(town), words="If you can")
    said = town.fields()
    assert said["proposed"]["words"] == "If you can"
    assert said["agreed"] is None

    agree(town)
    assert town.fields()["proposed"] is None
