"""Logs and metrics say what happened, and nothing about anybody."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient

from backend.web.doors import open_to_all
from backend.web.logs import set_up_logs
from tests.backend.people.people_builders import EMAIL, PASSWORD, bearer, make_person, sign_in

SECRET = "Ada Lovelace, 1 Example Street"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Where this process logs to."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = list(root.handlers), root.level
    monkeypatch.setattr("sys.stderr", written)
    set_up_logs()
    structlog.configure(cache_logger_on_first_use=False)  # or it would outlive this test
    yield written
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def logged(lines: io.StringIO) -> list[dict[str, Any]]:
    """Each line is one JSON object."""
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def test_a_request_is_logged_by_its_route(client: FlaskClient, lines: io.StringIO) -> None:
    answer = client.get(f"/assets/{SECRET}.js?name={SECRET}")

    [line] = logged(lines)
    assert line["route"] == "/assets/<path:name>"
    assert line["status"] == 404
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert line["level"] == "info"
    assert SECRET not in lines.getvalue()


def test_signing_in_leaves_nothing_of_the_person_in_the_log(
    client: FlaskClient, lines: io.StringIO
) -> None:
    person = make_person()
    sign_in(client, password="wrong and secret")
    told = sign_in(client).get_json()
    client.get("/me", headers=bearer(told["access_token"]))

    assert [line["event"] for line in logged(lines)].count("request") == 3
    for word in (EMAIL, PASSWORD, "wrong and secret", person.name, "192.0.2.1"):
        assert word not in lines.getvalue()
    for token in ("access_token", "refresh_token"):
        assert told[token] not in lines.getvalue()
    of_requests = [line for line in logged(lines) if line["event"] == "request"]
    for id_ in (person.id, told["device_id"]):
        assert id_ not in str(of_requests), "only what happened with an account names one"


def test_an_error_is_logged_by_its_type_and_place_without_its_words(
    client: FlaskClient, app: Flask, lines: io.StringIO
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/fails")
    @open_to_all
    def fails() -> str:
        raise ValueError(SECRET)

    client.get("/fails")

    [error, request] = logged(lines)
    assert error["error"] == "builtins.ValueError"
    assert error["at"][-1].endswith(" fails")
    assert error["request_id"] == request["request_id"]
    assert SECRET not in lines.getvalue()


def test_metrics_count_by_route_for_this_machine_only(client: FlaskClient) -> None:
    client.get("/health")
    client.get("/nowhere")

    text = client.get("/metrics").get_data(as_text=True)

    assert 'doorstep_requests_total{method="GET",route="/health",status="200"} 1.0' in text
    assert 'doorstep_requests_total{method="GET",route="none",status="404"} 1.0' in text
    for forwarded in ("X-Forwarded-For", "Forwarded", "Via"):
        assert client.get("/metrics", headers={forwarded: "127.0.0.1"}).status_code == 404
    away = client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.1"})
    assert away.status_code == 404
