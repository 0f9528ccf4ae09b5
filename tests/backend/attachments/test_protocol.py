"""tus 1.0 as it is written, and an answer in the one shape to whatever else is asked."""

import base64
import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.backend.attachments.album import Picture, Sender, jpeg

ODD = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30)
NUMBERS = st.sampled_from(["0", "-1", "1.5", "9" * 30, "²", "1e3", " 1", ""]) | ODD
METADATA = ODD | st.sampled_from(["attachment", "attachment =", "attachment AAAA", ",,,"])
KINDS = st.sampled_from(["application/offset+octet-stream", "application/json", "", "x"])


def metadata_of(picture: Picture) -> str:
    return f"attachment {base64.b64encode(picture.id.encode()).decode()}"


def test_it_says_what_it_can(sender: Sender) -> None:
    for path in ("/attachments", f"/attachments/{uuid.uuid4()}/upload"):
        answer = sender.phone.client.options(path)

        assert answer.status_code == 200
        assert answer.headers["Tus-Resumable"] == answer.headers["Tus-Version"] == "1.0.0"
        assert answer.headers["Tus-Extension"] == "creation,expiration,termination"
        assert answer.headers["Tus-Max-Size"] == "10000000"


def test_where_it_stands_is_said_as_tus_says_it(sender: Sender) -> None:
    picture = Picture(jpeg())
    sender.announce(picture)
    sender.begin(picture)

    answer = sender.where(picture)

    assert answer.status_code == 200
    assert answer.headers["Upload-Offset"] == "0"
    assert answer.headers["Upload-Length"] == str(len(picture.box))
    assert answer.headers["Upload-Expires"].endswith("GMT")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "HEAD", "PATCH", "DELETE"])
def test_another_version_is_not_spoken(sender: Sender, method: str) -> None:
    path = "/attachments" if method == "POST" else f"/attachments/{uuid.uuid4()}/upload"

    answer = sender.ask(method, path, Tus_Resumable="0.2.2")

    assert answer.status_code == 412
    assert answer.headers["Tus-Version"] == "1.0.0"


def test_a_piece_is_of_the_one_type(sender: Sender) -> None:
    path = f"/attachments/{uuid.uuid4()}/upload"
    kind = {"Content_Type": "text/plain", "Upload_Offset": "0"}

    assert sender.ask("PATCH", path, b"x", **kind).status_code == 415


def test_a_piece_larger_than_a_request_may_be_is_not_read(sender: Sender) -> None:
    picture = Picture(os_bytes())
    sender.announce(picture)
    sender.begin(picture)

    assert sender.piece(picture, 0).status_code == 413
    assert sender.piece(picture, 0, 1_000_000).status_code == 204


def os_bytes() -> bytes:
    """No picture, and too much for one request."""
    return bytes(2_000_000)


@pytest.mark.parametrize("picture_id", ["x", "..", "%2e%2e", "%00", "a" * 3000, "1;drop"])
def test_an_id_that_is_none_is_not_found(sender: Sender, picture_id: str) -> None:
    for method, path in (("GET", ""), ("HEAD", "/upload"), ("DELETE", "/upload")):
        answer = sender.ask(method, f"/attachments/{picture_id}{path}")
        assert answer.status_code in (404, 405), (method, answer.status_code)


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    method=st.sampled_from(["POST", "HEAD", "PATCH", "DELETE", "GET", "PUT"]),
    headers=st.fixed_dictionaries(
        {},
        optional={
            "Upload-Offset": NUMBERS,
            "Upload-Length": NUMBERS,
            "Upload-Metadata": METADATA,
            "Content-Type": KINDS,
        },
    ),
    data=st.binary(max_size=50),
    announced=st.booleans(),
)
def test_whatever_is_asked_is_answered(
    sender: Sender, method: str, headers: dict[str, str], data: bytes, announced: bool
) -> None:
    picture = Picture(jpeg(8, 8))
    named: dict[str, Any] = dict(headers)
    if announced:
        sender.announce(picture)
        sender.begin(picture)
        named.setdefault("Upload-Metadata", metadata_of(picture))
    path = "/attachments" if method == "POST" else f"/attachments/{picture.id}/upload"

    answer = sender.ask(method, path, data, **named)

    assert answer.status_code < 500
    if answer.status_code >= 400 and method != "HEAD":
        assert set(answer.get_json()) == {"code", "message", "fields"}
