"""Two people wrote different things of one record: what follows from the answer that is chosen."""

import pytest

import tests.backend.council as town
from backend.sync_api.product import DOORSTEP
from sync.messages import Fields
from tests.backend.council import Household, make_household, taken


@pytest.fixture(autouse=True)
def _who_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The council of these tests knows sync's own kind too."""
    monkeypatch.setattr(town, "KINDS", DOORSTEP.kinds)
    effects = {name: kind.effect for name, kind in DOORSTEP.kinds.items()}
    monkeypatch.setattr(town, "EFFECTS", effects)


@pytest.fixture
def family() -> Household:
    return make_household(children=2)


def edit_both(family: Household, request_id: str, mine: Fields, theirs: Fields) -> None:
    """The worker's stands; the manager's, who had not seen it, is kept beside."""
    feed, base = f"discussion:{request_id}", family.council.record(request_id).version
    taken(family.post("edit_request", request_id, mine, feed=feed, base_version=base))
    beside = family.post(
        "edit_request", request_id, theirs, by=family.manager, feed=feed, base_version=base
    )
    assert beside.status == "conflict"


def choose_other(family: Household, record_id: str, field: str) -> Fields:
    """The manager chooses the value kept beside; what the record then says."""
    record = family.council.record(record_id)
    (kept,) = [one for one in record.conflicts if one.field == field]
    chosen = {"change_id": kept.change_id, "field": field, "choose": "other"}
    taken(family.post("decide_conflict", record_id, chosen, by=family.manager, feed=record.feed))
    return family.council.fields(record_id)


def test_a_request_that_is_chosen_to_be_urgent_needs_its_call(family: Household) -> None:
    request_id = family.raise_request()
    edit_both(family, request_id, {"urgent": False}, {"urgent": True})

    assert family.council.fields(request_id)["urgent_call"] == "none"
    assert choose_other(family, request_id, "urgent")["urgent_call"] == "required"


def test_the_children_that_are_chosen_are_those_that_others_read_of(family: Household) -> None:
    request_id, (first, second) = family.raise_request(), family.child_ids
    edit_both(family, request_id, {"child_ids": [second]}, {"child_ids": [first, second]})

    children = choose_other(family, request_id, "child_ids")["children"]
    assert [child["id"] for child in children] == [first, second]
