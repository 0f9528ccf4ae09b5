"""The clocks of a request come from the arrangements that it began with, whatever waited."""

from datetime import timedelta

import pytest

from backend.schemas import read_moment
from sync.messages import time_text
from tests.backend.council import make_household, new_id, taken


@pytest.fixture
def family():
    return make_household()


def clocks(family, request_id):
    return {one["key"]: one for one in family.council.fields(request_id)["clocks"]}


def test_a_concern_counts_from_the_earliest_time_that_is_recorded(family):
    concern = time_text(family.council.now - timedelta(hours=5))
    request_id = family.raise_request(concern_at=concern, category="hospital")
    found = clocks(family, request_id)

    assert found["strategy"]["starts_at"] == found["child_seen"]["starts_at"] == concern
    assert found["strategy"]["in_setting"] is True
    day = read_moment(found["child_seen"]["due_at"]) - read_moment(concern)
    assert day == timedelta(hours=24)


def test_a_category_that_is_put_right_moves_its_clock(family):
    request_id = family.raise_request(category="complex")
    later = clocks(family, request_id)["strategy"]["due_at"]
    feed = f"discussion:{request_id}"
    taken(family.post("edit_request", request_id, {"category": "serious_risk"}, feed=feed))

    assert clocks(family, request_id)["strategy"]["due_at"] < later


def test_a_phone_cannot_say_when_it_is_due(family):
    assert family.try_request(new_id(), clocks=[]).status == "refused"
