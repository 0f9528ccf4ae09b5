"""Every error has one shape, shows nothing of the inside, and a page has 999 on it."""

from pathlib import Path
from typing import Any, NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.test import TestResponse

from backend.config import Config
from backend.database import reading
from backend.web.doors import open_to_all
from tests.databases import make_config

NAVIGATION = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
BAD_SIGN_IN = {"email": "a@b.invalid", "password": "x", "device": {"id": "no", "name": "Pixel"}}


@pytest.fixture
def app(app: Flask) -> Flask:
    """With three routes that fail."""

    @app.get("/fails")
    @open_to_all
    def fails() -> NoReturn:
        raise RuntimeError("Ada Lovelace, 1 Example Street")

    @app.get("/asks-for-no-table")
    @open_to_all
    def asks_for_no_table() -> str:
        with reading() as connection:
            connection.execute(text("SELECT * FROM nowhere WHERE name = :name"), {"name": "Ada"})
        return "it is there"

    @app.get("/finds-no-connection")
    @open_to_all
    def finds_no_connection() -> NoReturn:
        raise NoConnection("every connection is in use")

    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


def is_in_one_shape(answer: TestResponse) -> bool:
    """`code`, `message`, `fields`, and nothing else."""
    told = answer.get_json()
    return (
        set(told) == {"code", "message", "fields"}
        and isinstance(told["code"], str)
        and isinstance(told["message"], str)
        and all(isinstance(v, str) for v in told["fields"].values())
    )


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"),
    [
        ("GET", "/nowhere", {}, 404, "not-found"),
        ("GET", "/assets/nothing.js", {}, 404, "not-found"),
        ("PUT", "/sign-in", {}, 405, "not-this-way"),
        ("POST", "/sign-in", {"data": "{", "content_type": "application/json"}, 400, None),
        ("POST", "/sign-in", {"data": "a=1", "content_type": "text/plain"}, 422, "invalid"),
        ("POST", "/sign-in", {"json": {}}, 422, "invalid"),
        ("POST", "/sign-in", {"json": []}, 422, "invalid"),
        ("POST", "/sign-in", {"json": BAD_SIGN_IN}, 422, "invalid"),
        ("POST", "/sign-in", {"json": {"email": "x" * 1_100_000}}, 413, "too-large"),
        ("GET", "/me", {}, 401, "not-signed-in"),
        ("GET", "/me", {"headers": {"Authorization": "Bearer x"}}, 401, "not-signed-in"),
        ("GET", "/demo/people", {}, 404, "not-found"),
        ("GET", "/metrics", {"environ_base": {"REMOTE_ADDR": "192.0.2.1"}}, 404, "not-found"),
        ("GET", "/fails", {}, 500, "server-trouble"),
        ("GET", "/finds-no-connection", {}, 503, "try-again-later"),
    ],
)
def test_an_error_has_the_one_shape(
    client: FlaskClient, method: str, path: str, options: Any, status: int, code: str | None
) -> None:
    answer = client.open(path, method=method, **options)

    assert answer.status_code == status
    assert is_in_one_shape(answer)
    assert code in (None, answer.get_json()["code"])


def test_what_is_wrong_is_named_field_by_field(client: FlaskClient) -> None:
    told = client.post("/sign-in", json=BAD_SIGN_IN | {"more": 1}).get_json()

    assert told["fields"] == {"device.id": "Must be a UUID.", "more": "Unknown field."}


def test_a_405_says_what_is_allowed(client: FlaskClient) -> None:
    assert client.put("/sign-in").headers["Allow"] == "OPTIONS, POST"
    assert client.get("/sign-in").status_code == 405


@pytest.mark.parametrize("path", ["/fails", "/asks-for-no-table"])
def test_nothing_of_the_inside_is_shown(client: FlaskClient, path: str) -> None:
    for headers in ({}, NAVIGATION):
        body = client.get(path, headers=headers).get_data(as_text=True)

        assert "Ada" not in body
        assert "Traceback" not in body
        assert "SELECT" not in body


@pytest.mark.parametrize("path", ["/nowhere", "/fails", "/me", "/assets/x.js"])
def test_promise_1_an_error_page_has_999_on_it(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers=NAVIGATION)

    assert answer.status_code >= 400
    assert answer.mimetype == "text/html"
    page = answer.get_data(as_text=True)
    assert '<a class="emergency" href="tel:999">Call 999</a>' in page
    assert '<a class="emergency" href="tel:101">Call 101</a>' in page
    assert "script-src" not in answer.headers["Content-Security-Policy"]


class TestInDemoMode:
    """No real number can be reached."""

    @pytest.fixture
    def config(self, database_url: str, tmp_path: Path) -> Config:
        return make_config(database_url, tmp_path, demo=True)

    def test_an_error_page_has_a_drama_number_instead(self, client: FlaskClient) -> None:
        page = client.get("/nowhere", headers=NAVIGATION).get_data(as_text=True)

        assert '<a class="emergency" href="tel:+441632960999">Call 999 (demo)</a>' in page
        assert '<a class="emergency" href="tel:+441632960101">Call 101 (demo)</a>' in page
        assert "tel:999" not in page
