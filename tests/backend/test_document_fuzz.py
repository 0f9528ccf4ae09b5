"""What the document promises holds for whatever is sent: no 500, and errors in the one shape."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core import NotSet
from sqlalchemy import delete

from backend.database import writing
from backend.people.models import SignInAttempt
from tests.backend.people.people_builders import bearer, make_person, sign_in

SHORT, LONG = 4, 150
SHAPE = {"code", "message", "fields"}
ELSEWHERE = {"/sync", "/sign-out"}
"""/sync is fuzzed in its own folder, with more; signing out ends what the others need."""


def operations(app: Flask) -> Iterator[Any]:
    """Every operation of the document."""
    document = schemathesis.openapi.from_wsgi("/openapi.json", app)
    for found in document.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]
        if operation.path not in ELSEWHERE:
            yield operation


def try_it(client: FlaskClient, operation: Any, token: str, examples: int) -> None:
    """Anything that the document allows, signed in and not; and anything that it does not."""

    @settings(
        max_examples=examples,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy() | strange(operation), signed_in=st.booleans())
    def once(case: Any, signed_in: bool) -> None:
        headers = {**(case.headers or {}), **(bearer(token) if signed_in else {})}
        sent = {name: plain(value) for name, value in headers.items()}
        answer = client.open(
            case.formatted_path,
            method=case.method,
            headers=sent,
            query_string=case.query,
            **body_of(case.body),
        )
        assert answer.status_code < 500, (case.method, case.path)
        if answer.status_code >= 400 and case.method != "HEAD":
            assert set(answer.get_json()) == SHAPE, (case.method, case.path)

    once()


def body_of(said: object) -> dict[str, Any]:
    """As the test client takes it."""
    if isinstance(said, NotSet):
        return {}
    return {"data": said} if isinstance(said, bytes) else {"json": said}


def strange(operation: Any) -> Any:
    """What the document does not allow."""
    return operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)


def plain(value: object) -> str:
    """What a client can send as a header."""
    return "".join(one for one in str(value) if one.isprintable() and one.isascii())


def walk(app: Flask, examples: int) -> None:
    make_person()
    client = app.test_client()
    token = sign_in(client).get_json()["access_token"]
    for operation in operations(app):
        try_it(client, operation, token, examples)
        with writing() as connection:
            connection.execute(delete(SignInAttempt))  # so that nothing is only a 429


def test_whatever_is_sent_is_answered(app: Flask) -> None:
    walk(app, SHORT)


@pytest.mark.soak
@pytest.mark.timeout(0)
def test_whatever_is_sent_for_long_is_answered(app: Flask) -> None:
    walk(app, LONG)


def test_every_operation_is_tried(app: Flask) -> None:
    tried = {(operation.path, operation.method.upper()) for operation in operations(app)}
    document = app.test_client().get("/openapi.json").get_json()

    assert tried == {
        (path, method.upper())
        for path, of_path in document["paths"].items()
        for method in of_path.keys() - {"parameters"}
        if path not in ELSEWHERE
    }


@pytest.mark.parametrize(
    ("endpoint", "path"),
    [("people.join", "/join"), ("letterbox.register_signing_key", "/signing-keys")],
)
def test_a_handler_that_breaks_would_be_found(app: Flask, endpoint: str, path: str) -> None:
    """The fuzz itself is tried on a route with a fault in it."""
    make_person()
    client = app.test_client()
    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    token = sign_in(client).get_json()["access_token"]

    def broken(*_said: object, **_named: object) -> str:
        raise KeyError("a field that is not always there")

    broken.open_to_all = path == "/join"  # type: ignore[attr-defined]
    app.view_functions[endpoint] = broken

    (operation,) = [one for one in operations(app) if one.path == path]
    with pytest.raises(AssertionError, match=path):
        try_it(client, operation, token, 20)
