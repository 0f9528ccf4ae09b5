"""Whatever anybody sends: an answer in words, never a 500, and nothing changed."""

import gzip
import json
import zlib
from typing import Any

import orjson
from flask import Flask
from sqlalchemy import func, select

from backend.database import reading
from backend.sync_api import models
from sync.messages import wire_of
from tests.backend.sync_api.shelves import Phone, make_phone


def rows() -> int:
    """Changes and records that are kept."""
    with reading() as connection:
        return sum(
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (models.change, models.record, models.kept_aside)
        )


def assert_one_shape(answer: Any, status: int) -> None:
    assert answer.status_code == status, answer.get_data()
    assert set(answer.get_json()) == {"code", "message", "fields"}


NOT_JSON = (b"", b"{", b"\xff\xfe", b"[" * 100_000, b"{}{}", b"'a'", b'{"a": 1,}')


def test_what_is_not_json_is_a_400(phone: Phone) -> None:
    for body in NOT_JSON:
        assert_one_shape(phone.post(body), 400)


NO_LISTS: tuple[Any, ...] = ({}, "all", 1, None)
NO_CURSORS: tuple[Any, ...] = (1, [], {}, True)
NO_PULLS: tuple[Any, ...] = ([], 1, {"check_all": "yes"}, {"refresh": ["*"]})
ENVELOPES: tuple[Any, ...] = (
    *([], "text", 1, None, {}, {"protocol": 1}),
    *({"protocol": wrong} for wrong in ("1", 2, True, None, 1.0)),
    *({"device_id": wrong} for wrong in ("x", 1, None, "\ud800")),
    *({"changes": wrong} for wrong in NO_LISTS),
    *({"pull": wrong} for wrong in NO_PULLS),
    *({"pull": {"cursor": wrong}} for wrong in NO_CURSORS),
)

MENDED: tuple[Any, ...] = (
    *({"pull": {"cursor": wrong}} for wrong in ("\ud800", "nonsense", "")),
    *({"repaired": wrong} for wrong in ([1], {"feed": "a"}, [{"feed": "shelf:red"}])),
)
"""What must not keep a phone's changes waiting: read as if it had said nothing there."""


def test_what_is_no_envelope_is_a_422(phone: Phone) -> None:
    whole = {"protocol": 1, "device_id": phone.device_id}
    for spoilt in ENVELOPES:
        is_part = isinstance(spoilt, dict) and spoilt not in ({}, {"protocol": 1})
        body = json.dumps(whole | spoilt if is_part else spoilt)
        assert_one_shape(phone.post(body.encode()), 422)


def test_a_bad_cursor_or_report_keeps_no_change_waiting(phone: Phone) -> None:
    for spoilt in MENDED:
        body = json.loads(phone.envelope(phone.add())) | spoilt

        answer = phone.post(json.dumps(body).encode())

        assert answer.status_code == 200, spoilt
        assert [one["status"] for one in answer.get_json()["outcomes"]] == ["accepted"]


def test_too_many_changes_are_a_413(phone: Phone) -> None:
    assert_one_shape(phone.sync(*[{}] * 101), 413)


def test_a_megabyte_is_a_413_zipped_or_not(phone: Phone) -> None:
    large = b" " * 1_000_001

    assert_one_shape(phone.post(large), 413)
    assert_one_shape(phone.post(gzip.compress(large), Content_Encoding="gzip"), 413)


def test_a_bomb_is_not_inflated(phone: Phone) -> None:
    squeeze = zlib.compressobj(9, wbits=31)
    bomb = b"".join(squeeze.compress(b"\0" * 10_000_000) for _ in range(60)) + squeeze.flush()
    assert len(bomb) < 1_000_000

    assert_one_shape(phone.post(bomb, Content_Encoding="gzip"), 413)


def test_what_cannot_be_unzipped_is_a_400(phone: Phone) -> None:
    body = gzip.compress(phone.envelope(phone.add()))

    for spoilt in (body[:-9], body[:20], b"hello", body + b"x", body + body, b""):
        assert_one_shape(phone.post(spoilt, Content_Encoding="gzip"), 400)
    assert_one_shape(phone.post(body, Content_Encoding="br"), 400)
    assert rows() == 0


def test_without_a_session_nothing_is_taken(phone: Phone) -> None:
    phone.headers = {"Authorization": "Bearer nonsense"}

    assert_one_shape(phone.sync(phone.add()), 401)
    assert rows() == 0


SPOILS: dict[str, dict[str, Any]] = {
    "no id": {"id": None},
    "a number for an id": {"id": 7},
    "upper case": {"id": "0199F000-0000-7000-8000-00000000000A"},
    "a long id": {"id": "a" * 5000},
    "NUL": {"fields": {"name": "a\0b"}},
    "half a character": {"fields": {"name": "\ud800"}},
    "half a character in a name": {"fields": {"\ud800": 1}},
    "not a number": {"fields": {"amount": float("nan")}},
    "nothing": {"id": None, "fields": None, "kind": None},
    "fields of another shape": {"fields": ["name"]},
    "a huge number": {"fields": {"amount": 2**70}},
    "too long a text": {"fields": {"name": "x" * 200_000}},
    "version as text": {"base_version": "1"},
    "version true": {"base_version": True},
    "version below zero": {"base_version": -1},
    "number zero": {"number": 0},
    "number above what a phone can hold": {"number": 2**60},
    "no feed": {"feed": ""},
    "a feed with SQL": {"feed": "shelf:red'; drop table record; --"},
    "waits for itself": {"depends_on": ["self"]},
    "waits for a number": {"depends_on": [1]},
    "no time": {"occurred_at": "yesterday"},
    "a time without zone": {"occurred_at": "2026-11-22T10:00:00"},
    "a time that is none": {"occurred_at": "2026-02-31T10:00:00Z"},
    "no clock": {"clock": None},
    "kind as a list": {"kind": ["add_thing"]},
}


def test_a_bad_change_is_refused_and_its_neighbours_go_through(phone: Phone) -> None:
    for spoilt in SPOILS.values():
        bad = wire_of(phone.add()) | spoilt
        if bad["depends_on"] == ["self"]:
            bad["depends_on"] = [bad["id"]]

        first, second, third = phone.push(phone.add(), bad, phone.add())

        assert [first["status"], third["status"]] == ["accepted", "accepted"]
        assert [one["index"] for one in (first, second, third)] == [0, 1, 2]
        assert second["status"] == "refused", spoilt
        assert second["reason"]["code"] in ("not-a-change", "invalid-fields")
    assert len(phone.things()) == 2 * len(SPOILS)


def test_unknown_parts_are_left_alone(phone: Phone) -> None:
    change = wire_of(phone.add()) | {"mood": "good"}

    assert phone.statuses(change) == ["accepted"]


def test_nobody_writes_as_the_device_of_another(phone: Phone, app: Flask) -> None:
    other = make_phone(app.test_client(), "other@example.invalid")

    (outcome,) = phone.push(other.add())

    assert (outcome["status"], outcome["reason"]["code"]) == ("refused", "not-your-device")
    assert rows() == 0


def test_a_device_that_nobody_signed_in_on_writes_nothing(phone: Phone) -> None:
    stray = phone.add(device_id="0199f000-0000-7000-8000-00000000dead")

    assert phone.statuses(stray) == ["refused"]
    assert rows() == 0


def test_other_content_under_a_used_id_is_kept_aside_once(phone: Phone) -> None:
    cup = phone.add(fields={"name": "cup"})
    phone.push(cup)
    other = wire_of(cup) | {"fields": {"name": "mug"}}

    for _ in range(2):
        (outcome,) = phone.push(other)
        assert (outcome["status"], outcome["reason"]["code"]) == ("refused", "id-used-before")

    assert [one["fields"]["name"] for one in phone.things()] == ["cup"]
    assert rows() == 3


def test_a_wrong_header_of_the_device_changes_nothing(phone: Phone) -> None:
    answer = phone.sync(phone.add(), Doorstep_Release="\xff" * 40, Doorstep_Waiting="-1")

    assert answer.status_code == 200
    assert orjson.loads(answer.get_data())["outcomes"][0]["status"] == "accepted"
