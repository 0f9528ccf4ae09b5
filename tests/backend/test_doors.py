"""No route is open by oversight, and no rubbish brings a route down."""

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.web.doors import is_open

OPEN = {
    "/",
    "/index.html",
    "/error.css",
    "/assets/<path:name>",
    "/health",
    "/ready",
    "/metrics",
    "/openapi.json",
    "/sign-in",
    "/sign-in/second-factor",
    "/sign-in/second-factor/enrol",
    "/sign-in/ways",
    "/sign-in/oidc",
    "/sign-in/oidc/callback",
    "/sign-in/exchange",
    "/refresh",
    "/sign-out",
    "/wiped",
    "/join",
    "/letterbox-keys",
    "/demo/people",
    "/demo/outbox",
    "/demo/outbox/<mail_id>/<place>",
    "/answer",
    "/answer.css",
    "/answer.js",
    "/answer/look",
    "/answer/give",
}

POSTED = (
    "/sign-in",
    "/sign-in/second-factor",
    "/sign-in/second-factor/enrol",
    "/refresh",
    "/sign-out",
)

NAMES = st.sampled_from(["email", "password", "device", "id", "name", "refresh_token"])
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["\x00", "\ud800", "a\udfff", "", "x" * 5000]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5) | NAMES, inner, max_size=4)
    ),
    max_leaves=8,
)
FILLED = st.fixed_dictionaries(
    {},
    optional={
        "email": JSON,
        "password": JSON,
        "refresh_token": JSON,
        "device": JSON | st.fixed_dictionaries({"id": JSON, "name": JSON}),
    },
)


def _calls(app: Flask) -> list[tuple[str, str, str]]:
    return [
        (rule.rule, re.sub(r"<[^>]+>", "x", rule.rule), method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"})
    ]


def test_every_route_needs_a_token_unless_listed(app: Flask, client: FlaskClient) -> None:
    found_open = {rule.rule for rule in app.url_map.iter_rules() if is_open(app, rule.endpoint)}
    assert found_open == OPEN

    for rule, path, method in _calls(app):
        if rule not in OPEN:
            answer = client.open(path, method=method, json={})
            assert answer.status_code == 401, (method, rule)


def test_open_routes_answer_a_stranger(app: Flask, client: FlaskClient) -> None:
    for rule, path, method in _calls(app):
        if rule in OPEN - {"/sign-out", "/refresh", "/sign-in/oidc/callback"}:
            assert client.open(path, method=method, json={}).status_code != 401, rule


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(body=FILLED | JSON, path=st.sampled_from(POSTED))
def test_whatever_is_posted_nothing_breaks(client: FlaskClient, body: Any, path: str) -> None:
    answer = client.post(path, json=body)

    assert 400 <= answer.status_code < 500
    assert set(answer.get_json()) == {"code", "message", "fields"}


@pytest.mark.parametrize(
    "data", [b"\xff\xfe", b"\x00", b'{"email": "\\ud800"}', b"[" * 9000, b"9" * 9000]
)
def test_bytes_that_are_no_json_are_refused(client: FlaskClient, data: bytes) -> None:
    answer = client.post("/sign-in", data=data, content_type="application/json")

    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize(
    "token", ["", "Bearer", "Bearer \x7f", "Basic eDp5", "Bearer a.b.c", "Bearer " + "x" * 9000]
)
def test_a_token_that_is_rubbish_is_a_401(client: FlaskClient, token: str) -> None:
    answer = client.get("/me", headers={"Authorization": token})

    assert answer.status_code == 401
    assert set(answer.get_json()) == {"code", "message", "fields"}


def test_asking_which_methods_there_are_is_answered_by_every_route(
    app: Flask, client: FlaskClient
) -> None:
    for _, path, _ in _calls(app):
        answer = client.options(path)
        assert answer.status_code < 500, path
        assert not answer.data, path
