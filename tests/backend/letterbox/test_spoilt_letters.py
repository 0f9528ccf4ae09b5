"""What is damaged, forged or foreign is held, and leaves no trace anywhere."""

import json
import uuid
from typing import Any

import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from flask.testing import FlaskClient

from backend.config import Config, kid_of, make_secret, public_point
from sync.messages import wire_of
from tests.backend.letterbox.phone import (
    P256,
    SealingPhone,
    data,
    deflated,
    make_sealing_phone,
    text,
)
from tests.backend.letterbox.posting import a_thing, held, outcomes, post, rows, words

Letter = dict[str, Any]
PARTS = ("enc", "nonce", "box")


def spoil(letter: Letter, **parts: Any) -> Letter:
    """The same letter with other parts outside."""
    return {**letter, "sealed": {**letter["sealed"], **parts}}


def flipped(letter: Letter, part: str, bit: int) -> Letter:
    raw = bytearray(data(letter["sealed"][part]))
    raw[bit // 8] ^= 1 << (bit % 8)
    return spoil(letter, **{part: text(bytes(raw))})


@pytest.mark.parametrize("part", PARTS)
def test_a_bit_that_is_turned_over_anywhere_is_noticed(
    client: FlaskClient, phone: SealingPhone, part: str
) -> None:
    letter = phone.seal(a_thing(phone))
    bits = len(data(letter["sealed"][part])) * 8
    chosen = range(bits) if bits < 200 else [*range(64), *range(64, bits, bits // 30), bits - 1]
    spoilt = [flipped(letter, part, bit) for bit in chosen]

    found = [
        one
        for start in range(0, len(spoilt), 50)
        for one in outcomes(client, phone, *spoilt[start : start + 50])
    ]

    assert set(held(found)) == {"cannot-be-opened"}
    assert rows() == 0


@pytest.mark.parametrize("part", PARTS)
def test_what_is_cut_off_anywhere_is_noticed(
    client: FlaskClient, phone: SealingPhone, part: str
) -> None:
    letter = phone.seal(a_thing(phone))
    whole = data(letter["sealed"][part])
    ends = [0, 1, len(whole) // 2, len(whole) - 1]
    cut = [spoil(letter, **{part: text(whole[:end])}) for end in ends]
    longer = spoil(letter, **{part: text(whole + b"\0")})

    assert set(held(outcomes(client, phone, *cut, longer))) == {"cannot-be-opened"}
    assert rows() == 0


@pytest.mark.parametrize("name", ["id", "person_id", "device_id"])
def test_an_outside_that_is_exchanged_does_not_fit_the_box(
    client: FlaskClient, config: Config, phone: SealingPhone, name: str
) -> None:
    other = make_sealing_phone(client, config, "other@example.invalid")
    mine, theirs = phone.seal(a_thing(phone)), other.seal(a_thing(other))
    swapped = (
        [{**mine, "id": theirs["id"]}, {**theirs, "id": mine["id"]}]
        if name == "id"
        else [
            spoil(mine, **{name: theirs["sealed"][name]}),
            spoil(theirs, **{name: mine["sealed"][name]}),
            spoil(mine, person_id=other.person_id, device_id=other.device_id),
        ]
    )

    found = held(outcomes(client, phone, *swapped))

    # A person with a device that is not theirs is nobody; two that fit are bound to another box.
    assert set(found) <= {"cannot-be-opened", "not-proven"}
    assert rows() == 0


def test_what_another_person_signed_is_not_this_persons(
    client: FlaskClient, config: Config, phone: SealingPhone
) -> None:
    other = make_sealing_phone(client, config, "other@example.invalid")
    thing = a_thing(phone)
    forged = SealingPhone(phone.person_id, phone.device_id, phone.kid, phone.point, key=other.key)
    stranger = SealingPhone(phone.person_id, phone.device_id, phone.kid, phone.point)

    assert (
        held(outcomes(client, phone, forged.seal(thing), stranger.seal(thing)))
        == ["not-proven"] * 2
    )
    assert rows() == 0


def test_a_signature_of_the_same_bytes_for_another_person_is_no_proof(
    client: FlaskClient, config: Config, phone: SealingPhone
) -> None:
    """Two people with one phone: who took the key out of its vault signs for themself only."""
    other = make_sealing_phone(client, config, "other@example.invalid")
    body = orjson.dumps(wire_of(a_thing(phone)))
    inside = phone.signed(body, person_id=other.person_id) + deflated(body)
    change_id = json.loads(body)["id"]

    letter = phone.boxed(phone.outside(change_id), inside)

    assert held(outcomes(client, phone, letter)) == ["not-proven"]
    assert rows() == 0


@pytest.mark.parametrize("what", ["nobody", "no such device", "device of another", "no key"])
def test_nobody_is_believed_whose_key_is_not_known(
    client: FlaskClient, config: Config, phone: SealingPhone, what: str
) -> None:
    other = make_sealing_phone(client, config, "other@example.invalid")
    person, device = {
        "nobody": (str(uuid.uuid4()), phone.device_id),
        "no such device": (phone.person_id, str(uuid.uuid4())),
        "device of another": (phone.person_id, other.device_id),
        "no key": (str(uuid.uuid4()), str(uuid.uuid4())),
    }[what]
    unknown = SealingPhone(person, device, phone.kid, phone.point, key=phone.key)

    assert held(outcomes(client, phone, unknown.seal(a_thing(unknown)))) == ["not-proven"]
    assert rows() == 0


def test_the_inside_must_name_the_same_id_and_device_as_the_outside(
    client: FlaskClient, phone: SealingPhone
) -> None:
    thing = a_thing(phone)
    body = orjson.dumps(wire_of(thing))
    other_id = phone.boxed(phone.outside(str(uuid.uuid4())), phone.packed(body))
    elsewhere = phone.seal(a_thing(phone, device_id=str(uuid.uuid4())))

    assert held(outcomes(client, phone, other_id, elsewhere)) == ["not-proven"] * 2
    assert rows() == 0


def test_a_key_that_the_server_never_had_opens_nothing(
    client: FlaskClient, phone: SealingPhone
) -> None:
    point = public_point(make_secret())
    other = SealingPhone(phone.person_id, phone.device_id, kid_of(point), point, key=phone.key)
    renamed = SealingPhone(phone.person_id, phone.device_id, phone.kid, point, key=phone.key)
    thing = a_thing(phone)

    letters = (other.seal(thing), renamed.seal(thing))

    assert held(outcomes(client, phone, *letters)) == ["cannot-be-opened"] * 2
    assert rows() == 0


@pytest.mark.parametrize(
    "sealed",
    [
        None,
        7,
        [],
        {},
        "text",
        {"v": 2},
        {"v": True},
        {"kid": "\ud800"},
        {"kid": "é" * 16},
        {"kid": "0" * 9000},
        {"person_id": "NOBODY"},
        {"device_id": None},
        {"device_id": "\0" * 36},
        {"enc": "\ud800" * 87},
        {"enc": text(b"\x04" + bytes(64))},
        {"enc": text(b"\x02" + bytes(64))},
        {"nonce": 12},
        {"box": "not base64!"},
        {"box": "A"},
        {"box": "A" * 400_000},
        {"box": None},
    ],
    ids=repr,
)
def test_an_outside_that_is_no_outside_is_held_under_its_id(
    client: FlaskClient, phone: SealingPhone, sealed: Any
) -> None:
    letter = phone.seal(a_thing(phone))
    spoilt = spoil(letter, **sealed) if isinstance(sealed, dict) and sealed else letter
    if spoilt is letter:
        spoilt = {**letter, "sealed": sealed}

    (outcome,) = outcomes(client, phone, spoilt)

    assert outcome["id"] == letter["id"]
    assert held([outcome]) == ["cannot-be-opened"]
    assert rows() == 0


@pytest.mark.parametrize("change_id", [None, 7, "", "\ud800", "NOT-AN-ID", [1]])
def test_a_letter_without_an_id_is_answered_by_its_place(
    client: FlaskClient, phone: SealingPhone, change_id: Any
) -> None:
    good = phone.seal(a_thing(phone))

    bad, fine = outcomes(client, phone, {**good, "id": change_id}, good)

    assert (bad["id"], bad["status"], bad["reason"]["code"]) == (None, "refused", "not-a-change")
    assert fine["status"] == "accepted"


def test_nothing_bad_keeps_what_is_good_from_being_settled(
    client: FlaskClient, phone: SealingPhone
) -> None:
    good = [phone.seal(a_thing(phone)) for _ in range(3)]
    bad = flipped(phone.seal(a_thing(phone)), "box", 9)

    found = outcomes(client, phone, bad, good[0], bad, good[1], good[2])

    assert words(found) == [
        "cannot-be-opened",
        "accepted",
        "cannot-be-opened",
        "accepted",
        "accepted",
    ]


def test_more_than_a_request_may_hold_is_refused_whole(
    client: FlaskClient, phone: SealingPhone
) -> None:
    letter = phone.seal(a_thing(phone))

    assert post(client, phone.request(*[letter] * 101)).status_code == 413
    assert rows() == 0


def test_nobody_signs_as_the_server(client: FlaskClient, phone: SealingPhone) -> None:
    server = "00000000-0000-7000-8000-000000000001"
    fake = SealingPhone(server, server, phone.kid, phone.point, ec.generate_private_key(P256))

    assert held(outcomes(client, phone, fake.seal(a_thing(fake)))) == ["not-proven"]
