"""The server as it runs: urgent first, unhurried by slow phones, and it finishes what it began."""

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from backend import create_app
from backend.serving import THREADS, Server
from backend.web.doors import open_to_all
from tests.databases import make_config


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """With a door that takes its time; it touches no database."""
    app = create_app(make_config(f"sqlite:///{tmp_path / 'x.sqlite'}", tmp_path))

    entered, go_on = threading.Semaphore(0), threading.Event()
    app.extensions["busy"] = (entered, go_on)

    @app.get("/slow")
    @open_to_all
    def slow() -> str:
        entered.release()
        assert go_on.wait(60)
        return "done"

    @app.get("/long")
    @open_to_all
    def long() -> str:
        return "x" * 3_000_000

    return app


@pytest.fixture
def server(app: Flask) -> Iterator[Server]:
    """Listening on a port of its own."""
    server = Server(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    yield server
    server.stop()
    thread.join(30)
    assert not thread.is_alive()


def begin(server: Server, words: bytes) -> socket.socket:
    """A connection on which these words were said."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    connection.sendall(words)
    return connection


def get(path: str) -> bytes:
    """A whole request."""
    return f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()


def read_all(connection: socket.socket) -> bytes:
    """To the end of the answer."""
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    connection.close()
    return b"".join(parts)


def test_slow_uploads_hold_nobody_up(server: Server) -> None:
    slow = [
        begin(server, b"POST /sync HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{")
        for _ in range(100)
    ]

    answer = read_all(begin(server, get("/health")))

    assert answer.startswith(b"HTTP/1.1 200")
    for connection in slow:
        connection.close()


def test_an_urgent_change_does_not_stand_in_line(app: Flask, server: Server) -> None:
    entered, go_on = app.extensions["busy"]
    busy = [begin(server, get("/slow")) for _ in range(THREADS + 4)]
    for _ in range(THREADS):
        assert entered.acquire(timeout=30), "every thread of the others has something to do"
    urgent = begin(
        server,
        b"POST /sync HTTP/1.1\r\nHost: x\r\nDoorstep-Lane: urgent\r\nConnection: close\r\n"
        b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    )

    answer = read_all(urgent)

    assert answer.startswith(b"HTTP/1.1 401")
    go_on.set()
    for connection in busy:
        assert read_all(connection).startswith(b"HTTP/1.1 200")


def test_stopping_finishes_the_answers_that_were_begun(app: Flask) -> None:
    server = Server(app, "127.0.0.1", 0)
    thread = threading.Thread(target=server.run)
    thread.start()
    entered, go_on = app.extensions["busy"]
    waiting, long = begin(server, get("/slow")), begin(server, get("/long"))
    assert entered.acquire(timeout=30)
    assert long.recv(1, socket.MSG_PEEK), "its answer has begun"

    server.stop()
    go_on.set()

    assert read_all(waiting).endswith(b"done")
    assert read_all(long).endswith(b"x" * 1000)
    thread.join(20)
    assert not thread.is_alive()


def test_a_stopped_server_takes_no_new_connection(app: Flask) -> None:
    server = Server(app, "127.0.0.1", 0)
    port = server.port
    thread = threading.Thread(target=server.run)
    thread.start()
    server.stop()
    thread.join(20)

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=2)


def test_the_server_does_not_say_what_it_is(server: Server) -> None:
    answer = read_all(begin(server, get("/health")))

    assert b"waitress" not in answer.lower()
    assert b"Server:" not in answer


def test_a_request_that_a_proxy_passed_on_is_known_as_one(server: Server) -> None:
    """Waitress by itself would hide it, and tell the metrics of this machine to everybody."""
    asked = b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"

    here = read_all(begin(server, asked + b"\r\n"))
    passed_on = read_all(begin(server, asked + b"X-Forwarded-For: 203.0.113.9\r\n\r\n"))

    assert b"200 OK" in here.split(b"\r\n")[0]
    assert b"404" in passed_on.split(b"\r\n")[0]


TOO_LONG = b"POST /sync HTTP/1.1\r\nHost: x\r\nContent-Length: 99000000\r\n\r\n"
NO_METHOD = b"post! /sync HTTP/1.1\r\nHost: x\r\nDoorstep-Lane: urgent\r\n\r\n"


@pytest.mark.parametrize(
    ("words", "status", "code"), [(TOO_LONG, 413, "too-large"), (NO_METHOD, 400, "not-understood")]
)
def test_what_never_reaches_the_application_is_answered_in_the_one_shape(
    server: Server, words: bytes, status: int, code: str
) -> None:
    head, _, body = read_all(begin(server, words)).partition(b"\r\n\r\n")

    assert b" %d " % status in head.splitlines()[0]
    assert b"Content-Type: application/json" in head
    told = json.loads(body)
    assert (told["code"], set(told)) == (code, {"code", "message", "fields"})
