"""What anybody may send is read strictly, and never stumbled over (PROTOCOL 1)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.cursor import read_cursor
from sync.errors import NotAMessage
from sync.messages import Change, Unreadable, wire_of
from sync.wire import change_of, read_offered, read_request
from tests.sync.making import RED, make_change, make_id

GOOD: dict[str, Any] = wire_of(make_change())
MISSING = object()
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


def deep(levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


BAD = {
    "id": [MISSING, None, 7, "", "x", make_id(0xABC).upper(), make_id(1) + "\n", [make_id(1)]],
    "device_id": [MISSING, None, "not-a-uuid"],
    "number": [MISSING, None, 0, -1, 1.5, "1", True, 2**53, 10**40],
    "kind": [MISSING, None, "", "Add", "add thing", "x" * 65, "1st", "a\x00"],
    "schema": [MISSING, 0, "1", True, 2**31],
    "feed": [MISSING, None, "red", "shelf:", ":red", "shelf:a b", "shelf:" + "x" * 65, "s:\x00"],
    "record_id": [MISSING, None, "x"],
    "base_version": [MISSING, -1, "0", False, 2**31, 0.0],
    "depends_on": [MISSING, None, "x", [7], ["x"], [make_id(1)], [make_id(2)] * 101],
    "fields": [
        MISSING, None, [], "x", {"name": "a\x00b"}, {"name": "\ud800"}, {"n\x00": 1},
        {"\udfff": 1}, {"amount": 2**53}, {"amount": -(2**53)}, {"amount": float("nan")},
        {"amount": float("inf")}, {"list": [{"deep": "\x00"}]}, {"name": "x" * 100_001},
        {"x" * 101: 1}, {"deep": deep(12)}, {"name": {1, 2}}, {"deep": deep(500)},
    ],
    "occurred_at": [
        MISSING, None, 7, "", "2026-03-02", "2026-03-02T12:00:00", "2026-03-02 12:00:00Z",
        "2026-02-30T12:00:00Z", "2026-03-02T25:00:00Z", "1969-12-31T23:59:59Z", "2026-03-02T12:00Z",
        "3000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
        "2026-03-02T12:00:00.1234567Z", "2026-03-02T12:00:00+25:00", "٢٠٢٦-03-02T12:00:00Z",
        "20260302T120000Z", "2026-W10-1T12:00:00Z",
    ],
    "clock": [
        MISSING, None, [], {}, GOOD["clock"] | {"offset_ms": "0"}, GOOD["clock"] | {"trusted": 1},
        GOOD["clock"] | {"offset_ms": 10**13}, GOOD["clock"] | {"offset_ms": True},
        GOOD["clock"] | {"made_at": "2026-03-02T12:00:00"},
    ],
}  # fmt: skip
CASES = [(name, value) for name, values in BAD.items() for value in values]


def with_part(name: str, value: Any) -> dict[str, Any]:
    rest = {key: kept for key, kept in GOOD.items() if key != name}
    return rest if value is MISSING else rest | {name: value}


@pytest.mark.parametrize(
    ("name", "value"), CASES, ids=[f"{n}-{i}" for i, (n, _) in enumerate(CASES)]
)
def test_a_part_that_is_wrong_makes_it_not_a_change(name: str, value: Any) -> None:
    read = read_offered(with_part(name, value))

    assert isinstance(read, Unreadable)
    assert read.reason.code == "not-a-change"
    assert any(part.startswith(name) for part in read.reason.fields)
    assert read.id == (None if name == "id" else GOOD["id"])


def test_a_change_is_read_as_it_was_written() -> None:
    change = make_change(fields={"name": "zażółć \U0001f375", "list": [1, {"a": None, "b": 1.5}]})

    assert change_of(json.loads(json.dumps(wire_of(change)))) == change


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2026-03-02T12:00:00Z", "2026-03-02T12:00:00.000Z"),
        ("2026-03-02T13:00:00.5+01:00", "2026-03-02T12:00:00.500Z"),
        ("2026-03-02T12:00:00.123999Z", "2026-03-02T12:00:00.123Z"),
        ("1970-01-01T00:00:00.001Z", "1970-01-01T00:00:00.001Z"),
    ],
)
def test_times_are_brought_to_utc_and_milliseconds(text: str, read: str) -> None:
    assert wire_of(change_of(GOOD | {"occurred_at": text}))["occurred_at"] == read


@given(json_values)
def test_no_value_in_the_place_of_a_change_is_stumbled_over(value: Any) -> None:
    assert isinstance(read_offered(value), Unreadable)


@given(st.sampled_from(sorted(GOOD)), json_values)
def test_no_value_in_a_change_is_stumbled_over(name: str, value: Any) -> None:
    assert isinstance(read_offered(GOOD | {name: value}), Change | Unreadable)


@given(json_values)
def test_no_request_is_stumbled_over(value: Any) -> None:
    with pytest.raises(NotAMessage):
        read_request(value)


def make_request(**parts: Any) -> dict[str, Any]:
    return {"protocol": 1, "device_id": make_id(9001), "changes": [], "pull": None} | parts


def test_a_request_is_read_with_its_bad_changes_in_place() -> None:
    request = read_request(
        make_request(changes=[GOOD, 7], pull={"cursor": None, "check_all": True, "refresh": [RED]})
    )

    assert request.changes[0] == make_change()
    assert isinstance(request.changes[1], Unreadable)
    assert request.pull is not None
    assert (request.pull.check_all, request.pull.refresh) == (True, (RED,))


def test_a_repair_is_read() -> None:
    tally = {"count": 2, "checksum": "0" * 16}
    repaired = [{"feed": RED, "expected": tally, "found": tally | {"count": 1}}]

    (repair,) = read_request(make_request(repaired=repaired)).repaired

    assert (repair.expected, repair.found) == ((2, "0" * 16), (1, "0" * 16))


@pytest.mark.parametrize("repaired", [7, [7], [{"feed": RED, "expected": 1, "found": 1}]])
def test_a_report_that_cannot_be_read_keeps_nothing_waiting(repaired: Any) -> None:
    assert read_request(make_request(repaired=repaired)).repaired == ()


@pytest.mark.parametrize("cursor", ["", "\x00", "\ud800", "x" * 300_000])
def test_a_cursor_of_any_text_is_left_to_the_pull(cursor: str) -> None:
    pull = read_request(make_request(pull={"cursor": cursor})).pull

    assert pull is not None
    assert read_cursor("epoch", "ann", cursor) is None


@pytest.mark.parametrize(
    "parts",
    [
        {"protocol": 2}, {"protocol": "1"}, {"protocol": True}, {"device_id": "x"},
        {"changes": None}, {"changes": {}}, {"changes": [GOOD] * 101}, {"pull": 7}, {"pull": []},
        {"pull": {"cursor": 7}}, {"pull": {"check_all": 1}},
        {"pull": {"refresh": "x"}}, {"pull": {"refresh": ["x"]}},
    ],
)  # fmt: skip
def test_an_envelope_that_is_wrong_is_refused_whole(parts: dict[str, Any]) -> None:
    with pytest.raises(NotAMessage):
        read_request(make_request(**parts))


def test_keys_that_are_not_known_are_ignored() -> None:
    assert read_request(make_request(changes=[GOOD | {"new": 1}], new=1)).changes == (
        make_change(),
    )
