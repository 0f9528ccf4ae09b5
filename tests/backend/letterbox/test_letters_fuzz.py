"""Anything in a sealed part: never a 500, and nothing taken that its author did not make."""

import json
import uuid
from typing import Any

import orjson
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.messages import Change, wire_of
from sync.wire import read_offered
from tests.backend.letterbox.phone import SealingPhone, data, deflated, text
from tests.backend.letterbox.posting import a_thing, forget_limits, outcomes, post, rows, words
from tests.backend.sync_api.test_fuzz import JSON
from tests.sync.making import make_change

HERE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NAMES = ("v", "kid", "person_id", "device_id", "enc", "nonce", "box")
NOT_TAKEN = {"cannot-be-opened", "not-proven", "not-a-change"}


def found(app: Flask, client: FlaskClient, phone: SealingPhone, *letters: Any) -> list[str]:
    """What came of them, as if nothing had been posted before."""
    forget_limits()
    return words(outcomes(client, phone, *letters))


@given(spoilt=st.dictionaries(st.sampled_from(NAMES), JSON, min_size=1))
@HERE
def test_any_outside_is_answered(
    app: Flask, client: FlaskClient, phone: SealingPhone, spoilt: dict[str, Any]
) -> None:
    letter = phone.seal(a_thing(phone))
    changed = {**letter, "sealed": {**letter["sealed"], **spoilt}}

    came = found(app, client, phone, changed)

    assert set(came) <= NOT_TAKEN or changed == letter or spoilt == {"v": 1}, spoilt


@given(sealed=JSON, change_id=JSON)
@HERE
def test_anything_that_says_it_is_sealed_is_answered(
    app: Flask, client: FlaskClient, phone: SealingPhone, sealed: Any, change_id: Any
) -> None:
    letters = ({"id": change_id, "sealed": sealed}, {"id": str(uuid.uuid4()), "sealed": sealed})

    assert set(found(app, client, phone, *letters)) <= NOT_TAKEN
    assert rows() == 0


@given(part=st.sampled_from(["enc", "nonce", "box"]), raw=st.binary(max_size=400), at=st.integers())
@HERE
def test_any_bytes_in_any_part_prove_nothing(
    app: Flask, client: FlaskClient, phone: SealingPhone, part: str, raw: bytes, at: int
) -> None:
    letter = phone.seal(a_thing(phone))
    whole = data(letter["sealed"][part])
    place = at % len(whole)
    mixed = whole[:place] + raw + whole[place + len(raw) :]
    changed = {**letter, "sealed": {**letter["sealed"], part: text(mixed)}}

    came = found(app, client, phone, changed)

    assert came == ["cannot-be-opened"] or mixed == whole


@given(inside=st.binary(max_size=600))
@HERE
def test_any_bytes_in_a_box_that_opens_prove_nothing(
    app: Flask, client: FlaskClient, phone: SealingPhone, inside: bytes
) -> None:
    letter = phone.boxed(phone.outside(str(uuid.uuid4())), inside)
    unsigned = phone.boxed(phone.outside(str(uuid.uuid4())), bytes(64) + deflated(inside))

    assert set(found(app, client, phone, letter, unsigned)) <= {"cannot-be-opened", "not-proven"}
    assert rows() == 0


@given(value=JSON, name=st.sampled_from(sorted(wire_of(make_change()))))
@HERE
def test_anything_that_is_signed_is_read_as_carefully_as_what_is_not(
    app: Flask, client: FlaskClient, phone: SealingPhone, value: Any, name: str
) -> None:
    honest = wire_of(a_thing(phone))
    change = honest | {name: value}
    try:
        body = orjson.dumps(change)
        change = orjson.loads(body)  # a number without end is written as null: that is what came
    except TypeError:  # half a character, or a number that JSON can hold and orjson cannot
        body = json.dumps(change).encode()
    letter = phone.boxed(phone.outside(honest["id"]), phone.packed(body))

    (came,) = found(app, client, phone, letter)

    if not isinstance(read_offered(change), Change) or name in ("id", "device_id"):
        assert came in NOT_TAKEN or change == honest


@given(body=st.binary(max_size=300))
@HERE
def test_any_bytes_that_are_signed_are_answered(
    app: Flask, client: FlaskClient, phone: SealingPhone, body: bytes
) -> None:
    letter = phone.boxed(phone.outside(str(uuid.uuid4())), phone.packed(body))

    assert found(app, client, phone, letter) == ["not-a-change"]
    assert rows() == 0


@given(envelope=st.fixed_dictionaries({}, optional={"pull": JSON, "repaired": JSON, "x": JSON}))
@HERE
def test_any_envelope_around_letters_is_answered(
    app: Flask, client: FlaskClient, phone: SealingPhone, envelope: dict[str, Any]
) -> None:
    forget_limits()
    request = phone.request(phone.seal(a_thing(phone))) | envelope

    assert post(client, request).status_code in (200, 401, 422)
