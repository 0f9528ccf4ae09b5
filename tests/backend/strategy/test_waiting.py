"""Whom a request waits for: the one obvious next step stands first."""

import pytest

from backend.people.author import Role
from tests.backend.council import make_household, taken
from tests.backend.strategy.forms import AUTHORISED, whole

CHECKED = {"checked": True, **AUTHORISED["wirral"]}


@pytest.fixture
def family():
    return make_household()


def waits(family, request_id):
    return [(one["who"], one["what"]) for one in family.council.fields(request_id)["waiting_for"]]


def decide(family, kind, request_id, fields, by=None):
    feed = f"discussion:{request_id}"
    taken(family.post(kind, request_id, fields, by=by or family.manager, feed=feed))


def test_an_urgent_request_first_waits_for_the_call_to_the_police(family):
    """S-09, S-22: the form is followed by a call, and the request says so until it is made."""
    request_id = family.raise_request()
    assert waits(family, request_id) == [
        ("social_worker", "ring_police"), ("team_manager", "authorise"),
    ]  # fmt: skip

    family.call(request_id, outcome="spoke")
    assert waits(family, request_id) == [("team_manager", "authorise")]


def test_a_returned_request_waits_for_its_worker_and_then_for_the_manager_again(family):
    """T-09."""
    request_id = family.raise_request(**whole(family))
    decide(family, "return_request", request_id, {"reasons": "Who was there?"})
    assert waits(family, request_id) == [("social_worker", "put_right")]

    decide(family, "edit_request", request_id, {"place_now": "At school"}, by=family.worker)
    assert waits(family, request_id) == [("team_manager", "authorise")]


def test_an_authorised_request_waits_for_its_dispatch_and_a_withdrawn_one_for_nobody(family):
    request_id = family.raise_request(**whole(family))
    decide(family, "authorise_request", request_id, CHECKED)
    assert waits(family, request_id) == [("server", "dispatch")]

    decide(family, "withdraw_request", request_id, {"reason": "It was paint."})
    assert waits(family, request_id) == []


def test_a_confirmed_time_waits_for_nobody_to_find_one(family):
    request_id = family.raise_request(**whole(family))
    decide(family, "authorise_request", request_id, CHECKED)
    slot = {"starts_at": "2026-11-04T10:15:00.000Z", "place": "By telephone"}
    slot["health_reason"] = "Nobody answers"
    support = family.council.hire(Role.BUSINESS_SUPPORT)
    decide(family, "confirm_slot", request_id, slot, by=support)

    assert "book_meeting" not in dict(map(reversed, waits(family, request_id)))
