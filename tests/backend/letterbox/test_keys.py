"""What a phone seals to, and which keys are known to sign for whom."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.config import Config, kid_of
from backend.database import reading, writing
from backend.errors import TooMany
from backend.letterbox.models import SigningKey
from backend.letterbox.signers import MOST_A_DAY, find_signers, register_key
from backend.people.author import Author, Role
from tests.backend.people.people_builders import bearer, make_person, sign_in

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


def make_point() -> bytes:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def test_anybody_may_ask_what_to_seal_to(client: FlaskClient, config: Config) -> None:
    told = client.get("/letterbox-keys").get_json()

    (key,) = told["keys"]
    assert key == config.letterbox_public_keys[0]
    assert key["kid"] == kid_of(base64.urlsafe_b64decode(key["public_key"] + "="))
    assert datetime.fromisoformat(told["now"]).tzinfo is not None


def test_whoever_signs_in_is_told_the_same(client: FlaskClient) -> None:
    make_person()

    told = sign_in(client).get_json()

    assert told["letterbox_keys"] == client.get("/letterbox-keys").get_json()["keys"]


def test_a_device_registers_its_key_once_and_the_next_follows_it(client: FlaskClient) -> None:
    make_person()
    told = sign_in(client).get_json()
    first, second = make_point(), make_point()

    for point in (first, first, second):
        answer = client.post(
            "/signing-keys",
            json={"public_key": text(point)},
            headers=bearer(told["access_token"]),
        )
        assert answer.status_code == 204

    with reading() as connection:
        rows = connection.execute(select(SigningKey.public_key, SigningKey.ended_at)).all()
        pair = (told["person"]["id"], told["device_id"])
        signers = find_signers(connection, {pair}, NOW)
    assert [(row.public_key, row.ended_at is None) for row in rows] == [
        (first, False),
        (second, True),
    ]
    assert signers[pair].keys == (second, first)


@pytest.mark.parametrize(
    "key",
    [
        "",
        "AAAA",
        "é" * 87,
        "\ud800",
        text(b"\x04" + bytes(64)),
        text(b"\x02" + bytes(32)),
        text(b"\x04" + bytes([255]) * 64),
        7,
        None,
    ],
)
def test_what_is_no_public_key_is_refused_in_words(client: FlaskClient, key: object) -> None:
    make_person()
    token = sign_in(client).get_json()["access_token"]

    answer = client.post("/signing-keys", json={"public_key": key}, headers=bearer(token))

    assert answer.status_code in (400, 422)
    assert set(answer.get_json()) == {"code", "message", "fields"}


def test_a_key_in_its_short_form_is_refused(client: FlaskClient) -> None:
    make_person()
    token = sign_in(client).get_json()["access_token"]
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    short = key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)

    answer = client.post("/signing-keys", json={"public_key": text(short)}, headers=bearer(token))

    assert answer.status_code == 422


def test_one_device_cannot_fill_the_table_with_keys(client: FlaskClient) -> None:
    person = make_person()
    device_id = sign_in(client).get_json()["device_id"]
    author = Author(person.id, Role.SOCIAL_WORKER, "wirral", None, device_id)
    with writing() as connection:
        for _ in range(MOST_A_DAY):
            register_key(connection, author, make_point(), NOW)
        with pytest.raises(TooMany):
            register_key(connection, author, make_point(), NOW)
        register_key(connection, author, make_point(), NOW + timedelta(days=1, seconds=1))
