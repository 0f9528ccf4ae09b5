"""A time that is confirmed, moved, given up, or runs late, whatever the area."""

from datetime import timedelta
from typing import Any

import pytest

from tests.backend.council import new_id, taken, text, why
from tests.backend.strategy.agreeing.town import NORTHANTS, SANDWELL, WIRRAL, Town

WITHOUT: dict[str, Any] = {"health_reason": "Nobody answers"}


def confirmed_in(area, **more) -> Town:
    town = Town(area, **more)
    town.reach_police()
    at = text(town.now + timedelta(hours=2))
    if area == SANDWELL:
        town.good("agree_time", starts_at=at, with_name="Sgt Invented")
    if area == NORTHANTS:
        at = town.fields()["booking"]["starts_at"]
    town.good("confirm_slot", starts_at=at, place="By telephone", **WITHOUT)
    return town


@pytest.fixture
def town() -> Town:
    return confirmed_in(NORTHANTS, flags={"local_child_id": "N146782"})


def alerts(town, kind):
    """For whom."""
    records = town.family.council.shelf.records.values()
    return {one.feed for one in records if one.type == "alert" and one.fields["kind"] == kind}


def feed_of(phone):
    return f"person:{phone.author.person_id}"


def test_the_conference_is_named_by_the_childrens_numbers_where_the_area_says_so(town):
    """N-37, N-39: by N number, never by surname; elsewhere by the reference."""
    assert town.fields()["confirmed"]["conference_name"] == "N146782"
    elsewhere = confirmed_in(WIRRAL, flags={"local_child_id": "L1"})
    assert elsewhere.fields()["confirmed"]["conference_name"] == elsewhere.fields()["ref"]


@pytest.mark.parametrize("area", [SANDWELL, WIRRAL, NORTHANTS])
def test_the_field_workers_phone_learns_of_it(area):
    """P-05: the record in their feed, and an alert that names nobody."""
    town = confirmed_in(area)

    assert feed_of(town.family.worker) in alerts(town, "slot_confirmed")
    assert town.fields()["confirmed"]["participants"] == [town.family.worker.author.person_id]


def test_a_slot_is_moved_with_a_reason_and_the_old_one_is_free(town):
    """N-38: the sequence counts on, everybody hears, another may have the old slot."""
    later = "2026-11-04T11:00:00.000Z"
    assert why(town.post("move_slot", starts_at=later)) == "invalid-fields"
    town.good("move_slot", starts_at=later, reason="Police overrun before it")
    said = town.fields()

    assert said["confirmed"]["starts_at"] == later
    assert said["confirmed"]["ends_at"] == "2026-11-04T11:15:00.000Z"
    assert said["confirmed"]["sequence"] == 1
    assert said["moved_from"]["starts_at"] == "2026-11-04T10:00:00.000Z"
    assert said["booking"]["state"] == "confirmed"
    assert {feed_of(town.family.worker)} <= alerts(town, "slot_moved")
    other = town.raise_one()
    assert town.reach_police(other)["booking"]["starts_at"] == "2026-11-04T10:00:00.000Z"


def test_a_slot_is_not_moved_onto_anothers(town):
    """N-38, invariant 8."""
    other = town.raise_one()
    taken_at = town.reach_police(other)["booking"]["starts_at"]

    assert why(town.post("move_slot", starts_at=taken_at, reason="Later")) == "slot-taken"
    assert town.fields()["confirmed"]["sequence"] == 0


def test_a_time_without_a_slot_moves_freely():
    """S-03: where people agree times there is no diary."""
    town = confirmed_in(SANDWELL)
    later = text(town.now + timedelta(hours=4))
    town.good("move_slot", starts_at=later, reason="The nurse is late", place="Room 1")

    assert town.fields()["confirmed"]["place"] == "Room 1"
    assert town.fields()["confirmed"]["sequence"] == 1


def test_a_released_slot_is_free_and_the_request_looks_for_a_time_again(town):
    """N-38: it stands where it stood before, and a slot is offered again."""
    town.good("release_slot", reason="Medical at the same hour")
    said = town.fields()

    assert said["status"] == "sent_to_police"
    assert said["confirmed"] is None
    assert said["booking"]["state"] == "released"
    assert said["released"]["starts_at"] == "2026-11-04T10:00:00.000Z"
    assert said["waiting_for"][0]["what"] == "choose_slot"
    assert {feed_of(town.family.worker)} <= alerts(town, "slot_released")
    town.good("offer_slot")
    assert town.fields()["booking"]["starts_at"] == "2026-11-04T10:00:00.000Z"


def test_released_where_the_police_were_in_touch_goes_back_to_that():
    """S-03."""
    town = confirmed_in(SANDWELL)
    town.good("release_slot", reason="The sergeant is called away")

    assert town.fields()["status"] == "police_contact_made"
    assert town.fields()["agreed"] is None


def test_police_say_that_their_session_runs_late(town):
    """N-40: the manager and the field worker hear of it."""
    town.good("report_overrun", town.sergeant, minutes=20, words="The one before runs on")

    assert town.fields()["overrun"]["minutes"] == 20
    told = alerts(town, "slot_overrun")
    assert {feed_of(town.family.worker), feed_of(town.family.manager)} <= told
    assert why(town.post("report_overrun", town.family.worker, minutes=5)) == "not-allowed"


def test_those_who_take_part_are_reminded_while_the_same_time_stands(town):
    """S-07, N-33: a quarter of an hour before; not when it was moved."""
    at = town.fields()["confirmed"]["starts_at"]
    assert why(town.post("note_reminder", starts_at=at, minutes=15)) == "not-allowed"
    town.good("note_reminder", town.server, starts_at=at, minutes=15)
    assert feed_of(town.family.worker) in alerts(town, "discussion_soon")

    town.good("move_slot", starts_at="2026-11-04T11:00:00.000Z", reason="Later")
    refused = town.post("note_reminder", town.server, starts_at=at, minutes=5)
    assert why(refused) == "other-time"


def test_moving_and_releasing_race_and_the_loser_looks_again(town):
    """N-38: who had not seen the other's change is told so."""
    version = town.family.council.record(town.request_id).version
    town.good("release_slot", reason="Off")
    move = {"starts_at": "2026-11-04T11:00:00.000Z", "reason": "Later"}

    refused = town.post("move_slot", town.support, base_version=version, **move)
    assert why(refused) in ("not-in-this-state", "changed-since")


def test_an_invited_person_is_a_participant_once_they_accept(town):
    """N-28: what only those who take part may see opens to who has accepted."""
    health = town.invitation("health").id
    nurse = town.health.author.person_id
    assert nurse not in town.fields()["confirmed"]["participants"]
    taken(town.answer(health, town.health, reply="accepted"))

    assert nurse in town.fields()["confirmed"]["participants"]


def test_only_who_confirms_in_the_area_moves_it_and_others_teams_do_not(town):
    """N-38."""
    council = town.family.council
    stranger = council.hire(town.family.manager.author.role, team_id=new_id())
    move = {"starts_at": "2026-11-04T11:00:00.000Z", "reason": "Later"}
    for by in (town.family.worker, town.sergeant, town.health, stranger):
        assert why(town.post("move_slot", by, **move)) == "not-allowed"
        assert why(town.post("release_slot", by, reason="Off")) == "not-allowed"


def test_health_are_asked_again_when_the_time_moves(town):
    """S-05: what they accepted was the time before."""
    health = town.invitation("health").id
    taken(town.answer(health, town.health, reply="accepted"))
    assert town.fields()["health"]["state"] == "accepted"
    town.good("move_slot", starts_at="2026-11-04T11:00:00.000Z", reason="Later")

    assert town.fields()["health"]["state"] == "needed"
    assert town.family.council.fields(health)["reply"] == "none"
    assert "health" in town.fields()["awaiting_reply"]
