"""A sealed change proves itself: it needs no session, and may come beside others that do."""

import uuid
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.config import Config
from backend.database import reading
from backend.people.models import Device
from backend.sync_api.models import change as change_table
from sync.messages import Change, wire_of
from tests.backend.letterbox.phone import SealingPhone, make_sealing_phone
from tests.backend.letterbox.posting import a_thing, outcomes, post, rows, words
from tests.backend.sync_api.shelves import Phone

PULL: dict[str, Any] = {"cursor": None, "check_all": False, "refresh": []}


def test_what_is_posted_without_a_session_is_settled_and_pulled_by_others(
    client: FlaskClient, phone: SealingPhone
) -> None:
    cup = a_thing(phone, fields={"name": "cup"})

    (outcome,) = outcomes(client, phone, phone.seal(cup))

    assert (outcome["id"], outcome["status"]) == (cup.id, "accepted")
    (thing,) = Phone(client, phone.device_id, phone.token).things()
    assert (thing["fields"], thing["made_by"]) == ({"name": "cup"}, phone.person_id)


def test_a_session_that_has_expired_is_in_nobodys_way(
    client: FlaskClient, phone: SealingPhone
) -> None:
    sealed = phone.seal(a_thing(phone))

    answer = post(client, phone.request(sealed), token="e30.e30.AAAA")

    assert words(answer.get_json()["outcomes"]) == ["accepted"]


def test_the_signature_is_kept_with_the_very_bytes_that_it_is_of(
    client: FlaskClient, phone: SealingPhone
) -> None:
    cup, mug = a_thing(phone), a_thing(phone)
    outcomes(client, phone, phone.seal(cup))
    post(client, phone.request(wire_of(mug)), phone.token)

    with reading() as connection:
        columns = (change_table.c.id, change_table.c.signature, change_table.c.signed_bytes)
        kept = {row.id: row for row in connection.execute(select(*columns))}
    assert (kept[mug.id].signature, kept[mug.id].signed_bytes) == (None, None)
    signature, signed = kept[cup.id].signature, kept[cup.id].signed_bytes
    halves = (int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))
    phone.key.public_key().verify(encode_dss_signature(*halves), signed, ec.ECDSA(SHA256()))
    assert signed.startswith(f"doorstep-signed-1|{phone.person_id}|{{".encode())
    assert cup.id.encode() in signed


@pytest.mark.parametrize("what", ["pull", "plain", "repaired", "nothing", "rubbish"])
def test_whatever_else_is_asked_for_needs_a_session(
    client: FlaskClient, phone: SealingPhone, what: str
) -> None:
    sealed = phone.seal(a_thing(phone))
    tally = {"count": 0, "checksum": "0" * 16}
    repaired = {"feed": "shelf:red", "expected": tally, "found": tally}
    request = {
        "pull": phone.request(sealed, pull=PULL),
        "plain": phone.request(sealed, wire_of(a_thing(phone))),
        "repaired": phone.request(sealed, repaired=[repaired]),
        "nothing": phone.request(),
        "rubbish": phone.request(sealed, 7),
    }[what]

    answer = post(client, request)

    assert (answer.status_code, answer.get_json()["code"]) == (401, "not-signed-in")
    assert rows() == 0
    assert post(client, request, phone.token).status_code == 200


def test_sealed_and_plain_changes_go_together_with_a_session(
    client: FlaskClient, phone: SealingPhone
) -> None:
    cup, mug, plate = a_thing(phone), a_thing(phone), a_thing(phone)
    spoilt = phone.seal(a_thing(phone)) | {"id": mug.id}
    parts = (phone.seal(cup), wire_of(mug), {"id": "?"}, spoilt, phone.seal(plate))

    answer = post(client, phone.request(*parts, pull=PULL), phone.token).get_json()

    assert words(answer["outcomes"]) == [
        "accepted",
        "accepted",
        "not-a-change",
        "cannot-be-opened",
        "accepted",
    ]
    (page,) = answer["pull"]["feeds"]
    assert {one["id"] for one in page["records"]} == {one.record_id for one in (cup, mug, plate)}


def test_another_persons_letters_may_come_with_ones_session(
    client: FlaskClient, phone: SealingPhone, config: Config
) -> None:
    other = make_sealing_phone(client, config, "other@example.invalid")
    cup, mug = a_thing(phone), a_thing(other)

    answer = post(client, phone.request(phone.seal(cup), other.seal(mug)), phone.token)

    assert words(answer.get_json()["outcomes"]) == ["accepted", "accepted"]
    things = Phone(client, phone.device_id, phone.token).things()
    assert {one["id"]: one["made_by"] for one in things} == {
        cup.record_id: phone.person_id,
        mug.record_id: other.person_id,
    }


def test_the_same_again_gets_the_same_answer_however_it_is_wrapped(
    client: FlaskClient, phone: SealingPhone
) -> None:
    cup = a_thing(phone)
    letter = phone.seal(cup)
    first = outcomes(client, phone, letter)
    written = rows()

    replayed = outcomes(client, phone, letter, letter)
    phone.unlock()
    sealed_again = outcomes(client, phone, phone.seal(cup))
    plain = post(client, phone.request(wire_of(cup)), phone.token).get_json()["outcomes"]

    assert first == sealed_again == plain
    assert [one | {"index": 0} for one in replayed] == first * 2
    assert rows() == written


def test_other_content_under_the_same_id_is_not_applied(
    client: FlaskClient, phone: SealingPhone
) -> None:
    cup = a_thing(phone)
    outcomes(client, phone, phone.seal(cup))
    other = wire_of(cup) | {"fields": {"name": "forged"}}

    assert words(outcomes(client, phone, phone.seal(other))) == ["id-used-before"]
    (thing,) = Phone(client, phone.device_id, phone.token).things()
    assert thing["fields"] == cup.fields


def test_letters_may_come_in_any_order(client: FlaskClient, phone: SealingPhone) -> None:
    made: list[Change] = [a_thing(phone, number=1)]
    for number in range(2, 6):
        before = made[-1].id
        made.append(a_thing(phone, number=number, depends_on=(before,)))
    letters = [phone.seal(one) for one in made]

    assert words(outcomes(client, phone, *reversed(letters))) == ["accepted"] * 5
    assert words(outcomes(client, phone, *letters)) == ["accepted"] * 5
    assert rows("record") == 5


def test_what_waits_for_another_letter_is_held_and_then_settled(
    client: FlaskClient, phone: SealingPhone
) -> None:
    cup = a_thing(phone)
    mug = a_thing(phone, depends_on=(cup.id,))

    assert words(outcomes(client, phone, phone.seal(mug))) == ["waiting-for-another"]
    assert words(outcomes(client, phone, phone.seal(cup))) == ["accepted"]
    assert words(outcomes(client, phone, phone.seal(mug))) == ["accepted"]


def test_one_urgent_letter_goes_ahead_without_a_session(
    client: FlaskClient, phone: SealingPhone
) -> None:
    request = phone.request(phone.seal(a_thing(phone)))

    answer = post(client, request, Doorstep_Lane="urgent")

    assert words(answer.get_json()["outcomes"]) == ["accepted"]


def test_what_its_author_signed_and_is_no_change_is_refused_and_leaves_no_trace(
    client: FlaskClient, phone: SealingPhone
) -> None:
    cup = wire_of(a_thing(phone))
    spoilt = [cup | {"number": 0}, cup | {"fields": {"name": "\0"}}, cup | {"kind": "Not A Word"}]

    found = outcomes(client, phone, *(phone.seal(one) for one in spoilt))

    assert {one["status"] for one in found} == {"refused"}
    assert set(words(found)) == {"not-a-change"}
    assert {one["id"] for one in found} == {cup["id"]}
    assert rows() == 0


def test_a_phone_that_only_posts_letters_is_heard_of(
    client: FlaskClient, phone: SealingPhone, app: Flask
) -> None:
    request = phone.request(phone.seal(a_thing(phone)))
    post(client, request, Doorstep_Waiting="49")

    with reading() as connection:
        assert connection.scalar(select(Device.waiting)) == 49


def test_what_one_persons_page_says_of_itself_is_not_written_of_anothers(
    client: FlaskClient, phone: SealingPhone
) -> None:
    """Two people share a phone: whoever is open there posts what the other one left."""
    said = {"Doorstep_Waiting": "7"}

    post(
        client, phone.request(phone.seal(a_thing(phone))), **said, Doorstep_Device=str(uuid.uuid4())
    )
    assert waiting_on(phone) is None

    post(client, phone.request(phone.seal(a_thing(phone))), **said, Doorstep_Device=phone.device_id)
    assert waiting_on(phone) == 7


def waiting_on(phone: SealingPhone) -> int | None:
    """How much waits on it, as the server has it."""
    with reading() as connection:
        return connection.scalar(select(Device.waiting).where(Device.id == phone.device_id))
