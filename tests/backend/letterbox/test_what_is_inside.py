"""What may be inside a letter: anything, and only a change of its author's is taken."""

import os
import uuid
import zlib
from collections.abc import Callable

import orjson
import pytest
from flask.testing import FlaskClient

from backend.config import make_secret, public_point
from backend.letterbox.opening import MOST_INFLATED
from sync.messages import wire_of
from tests.backend.letterbox.phone import SealingPhone, deflated
from tests.backend.letterbox.posting import a_thing, held, outcomes, rows, words


def boxes(phone: SealingPhone) -> dict[str, Callable[[str], bytes]]:
    """What somebody with a signing key of their own may put into a box."""
    body = orjson.dumps(wire_of(a_thing(phone)))
    bomb = deflated(b" " * 50_000_000)
    return {
        "nothing": lambda _id: b"",
        "half a signature": lambda _id: phone.signed(body)[:32],
        "only a signature": lambda _id: phone.signed(body),
        "not deflated": lambda _id: phone.signed(body) + body,
        "with a zlib head": lambda _id: phone.signed(body) + zlib.compress(body),
        "cut off": lambda _id: phone.packed(body)[:-3],
        "with more behind": lambda _id: phone.packed(body) + b"more",
        "a bomb": lambda _id: os.urandom(64) + bomb,
        "one byte too long": lambda _id: phone.packed(b" " * (MOST_INFLATED + 1)),
    }


@pytest.mark.parametrize(
    "what", sorted(boxes(SealingPhone("", "", "", public_point(make_secret()))))
)
def test_a_box_with_something_else_inside_is_not_opened(
    client: FlaskClient, phone: SealingPhone, what: str
) -> None:
    change_id = str(uuid.uuid4())
    letter = phone.boxed(phone.outside(change_id), boxes(phone)[what](change_id))

    assert held(outcomes(client, phone, letter)) == ["cannot-be-opened"]
    assert rows() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"7",
        b"\xff\xfe",
        b"\x00",
        b'{"id": "\\ud800"}',
        b"[" * 100_000,
        b"9" * 5_000,
        b"{" + b'"a":{' * 500,
        b" " * MOST_INFLATED,
    ],
    ids=lambda body: str(len(body)),
)
def test_what_is_signed_and_is_no_change_is_refused(
    client: FlaskClient, phone: SealingPhone, body: bytes
) -> None:
    change_id = str(uuid.uuid4())
    letter = phone.boxed(phone.outside(change_id), phone.packed(body))

    (outcome,) = outcomes(client, phone, letter)

    assert (outcome["id"], outcome["status"]) == (change_id, "refused")
    assert words([outcome]) == ["not-a-change"]
    assert rows() == 0
