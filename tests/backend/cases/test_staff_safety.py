"""A warning for staff is never wiped: it is taken down with a reason, and stays readable."""

from typing import Any

import pytest

import tests.backend.council as town
from backend.sync_api.product import DOORSTEP
from sync.kinds import Kind
from sync.messages import Outcome
from tests.backend.council import Household, make_household, taken, text, why

DOGS = {"flag": True, "note": "Two dogs. Visit in pairs."}


@pytest.fixture(autouse=True)
def _every_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds: dict[str, Kind] = dict(DOORSTEP.kinds)
    monkeypatch.setattr(town, "KINDS", kinds)
    monkeypatch.setattr(town, "EFFECTS", {name: kind.effect for name, kind in kinds.items()})


@pytest.fixture
def family() -> Household:
    """A family with a warning for staff."""
    family = make_household()
    taken(edit(family, DOGS))
    return family


def edit(family: Household, warning: Any, **parts: Any) -> Outcome:
    return family.post("edit_family", family.case_id, {"staff_safety": warning}, **parts)


@pytest.mark.parametrize(
    "warning",
    [
        {"flag": False},
        {"flag": False, "note": None},
        {"flag": False, "note": "  "},
        {"flag": False, "note": DOGS["note"]},
    ],
)
def test_it_is_not_taken_down_without_saying_why(family: Household, warning: Any) -> None:
    assert why(edit(family, warning)) == "reason-needed"
    assert why(edit(family, warning, by=family.manager)) == "reason-needed"
    assert family.council.fields(family.case_id)["staff_safety"] == DOGS


def test_it_is_never_nothing(family: Household) -> None:
    assert why(edit(family, None)) == "invalid-fields"
    assert family.council.fields(family.case_id)["staff_safety"] == DOGS


def test_what_stood_before_stays_readable(family: Household) -> None:
    put_up = family.council.now
    family.council.later(hours=1)
    gone = {"flag": False, "note": "The dogs have gone to a new home."}

    taken(edit(family, gone, by=family.manager))

    fields = family.council.fields(family.case_id)
    assert fields["staff_safety"] == gone
    first, dogs, last = fields["staff_safety_history"]
    assert first["flag"] is False
    worker, manager = family.worker.author.person_id, family.manager.author.person_id
    assert (dogs["note"], dogs["by"]) == (DOGS["note"], worker)
    assert dogs["at"].startswith(text(put_up)[:19])
    assert (last["note"], last["by"]) == (gone["note"], manager)


def test_other_particulars_leave_it_alone(family: Household) -> None:
    before = family.council.fields(family.case_id)["staff_safety_history"]

    taken(family.post("edit_family", family.case_id, {"address": "5 Nowhere Street"}))

    assert family.council.fields(family.case_id)["staff_safety_history"] == before


def test_choosing_between_two_values_is_no_way_round() -> None:
    family = make_household()
    base = family.council.record(family.case_id).version
    taken(edit(family, {"flag": False, "note": "Nothing known."}))
    beside = edit(family, {"flag": False, "note": None}, by=family.manager, base_version=base)
    assert beside.status == "conflict"
    taken(edit(family, DOGS))
    (conflict,) = family.council.record(family.case_id).conflicts
    chosen = {"change_id": conflict.change_id, "field": "staff_safety", "choose": "other"}

    assert why(family.post("decide_conflict", family.case_id, chosen)) == "reason-needed"
    assert family.council.fields(family.case_id)["staff_safety"] == DOGS
    kept = {**chosen, "choose": "kept"}
    assert family.post("decide_conflict", family.case_id, kept).status == "accepted"
