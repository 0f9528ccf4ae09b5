"""What a field lets through."""

from datetime import UTC, datetime
from typing import Any

import pytest
from marshmallow import ValidationError, fields

from backend.schemas import (
    AwareDateTime,
    Choice,
    Day,
    LongText,
    SafeText,
    StrictBool,
    StrictInt,
    StrictSchema,
    Uuid,
    reader,
    required_when,
)
from sync.errors import Refused
from sync.messages import Change, Clock

AT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


class PlaceSchema(StrictSchema):
    place = SafeText(required=True)


class CheckSchema(StrictSchema):
    needs = (required_when("seen", "no", then="where_absent"),)

    seen = Choice("yes", "no", required=True)
    where_absent = SafeText()
    count = StrictInt()
    agreed = StrictBool()
    at = AwareDateTime()
    born = Day()
    child_id = Uuid()
    injuries = fields.List(fields.Nested(PlaceSchema))


read_check = reader(CheckSchema())


def make_change(**given: Any) -> Change:
    """A change with these fields."""
    return Change("c", "d", 1, "k", 1, "case:1", "r", 0, (), given, AT, Clock(AT, 0, True))


def test_good_values_load_to_json_values() -> None:
    loaded = read_check(
        make_change(
            seen="yes",
            count=3,
            at="2026-11-22T11:15:00+01:00",
            born="2020-02-29",
            child_id="0199F000-0000-7000-8000-00000000000A",
        )
    )

    assert loaded == {
        "seen": "yes",
        "count": 3,
        "at": "2026-11-22T10:15:00.000Z",
        "born": "2020-02-29",
        "child_id": "0199f000-0000-7000-8000-00000000000a",
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("where_absent", "a\x00b"),
        ("where_absent", "a\ud800b"),
        ("where_absent", "x" * 201),
        ("where_absent", "   "),
        ("where_absent", 7),
        ("count", 3.9),
        ("count", "3"),
        ("count", True),
        ("count", 2**70),
        ("count", -1),
        ("agreed", "yes"),
        ("agreed", 1),
        ("at", "2026-11-22T10:15:00"),
        ("at", "yesterday"),
        ("at", "0001-01-01T00:00:00+14:00"),
        ("at", 12),
        ("born", "2023-02-30"),
        ("born", "20230228"),
        ("child_id", "not-a-uuid"),
        ("child_id", []),
        ("seen", "maybe"),
        ("injuries", {}),
        ("unknown", 1),
    ],
)
def test_a_bad_value_is_refused_by_name(name: str, value: Any) -> None:
    with pytest.raises(Refused) as refused:
        read_check(make_change(**({"seen": "yes"} | {name: value})))

    assert refused.value.code == "invalid-fields"
    assert list(refused.value.fields) == [name]


def test_a_nested_mistake_says_where_it_is() -> None:
    with pytest.raises(Refused) as refused:
        read_check(make_change(seen="yes", injuries=[{"place": "head"}, {"place": ""}]))

    assert refused.value.fields == {"injuries.1.place": "Needs some text."}
    assert refused.value.message == "Something is missing or not right: injuries.1.place."


def test_a_condition_asks_for_what_it_needs() -> None:
    with pytest.raises(Refused) as refused:
        read_check(make_change(seen="no"))

    assert refused.value.fields == {"where_absent": "Needed here."}


def test_an_edit_may_leave_out_what_a_new_record_needs() -> None:
    assert reader(CheckSchema(partial=True))(make_change(count=1)) == {"count": 1}


def test_a_complaint_never_repeats_a_name_that_cannot_be_stored() -> None:
    with pytest.raises(Refused) as refused:
        read_check(make_change(**{"seen": "yes", "a\x00\ud800": 1}))

    assert list(refused.value.fields) == ["a??"]


def test_fields_that_are_not_an_object_are_refused() -> None:
    with pytest.raises(ValidationError):
        CheckSchema().load([1])  # type: ignore[list-item]


@pytest.mark.parametrize("unseen", ["\u200b", " \u200b\u2060 ", "\ufeff", "\u00ad", "\u200e"])
def test_text_that_shows_nothing_is_empty(unseen: str) -> None:
    with pytest.raises(ValidationError):
        SafeText().deserialize(unseen)

    assert SafeText(may_be_empty=True).deserialize(unseen) == ""
    assert LongText(trim=False).deserialize(unseen) == unseen
    assert LongText().deserialize(f"A{unseen}B") == f"A{unseen}B"


@pytest.mark.parametrize("turns", ["\u202e", "\u2066"])
def test_a_name_that_reads_from_the_other_side_is_refused(turns: str) -> None:
    with pytest.raises(ValidationError):
        SafeText().deserialize(f"Ann {turns}nelletiM")

    assert LongText().deserialize(f"Ann {turns}nelletiM")
