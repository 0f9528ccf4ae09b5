"""The bad network does what its name says, to a plain server."""

import http.client
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random

import pytest

from tests.faults.fates import Fate, LoseFirstReplyToEachPush, answers, blackhole, poor, unreachable
from tests.faults.http import Request
from tests.faults.proxy import Proxy

COMMITTED: list[bytes] = []


class Committing(BaseHTTPRequestHandler):
    """Keeps what it was sent, then answers."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            return
        COMMITTED.append(body)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    COMMITTED.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Committing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    made = Proxy(server.server_port, seed=7)
    yield made
    made.close()
    server.shutdown()
    server.server_close()


def post(proxy: Proxy, change_id: str, timeout: float = 5) -> bytes:
    conn = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=timeout)
    try:
        conn.request("POST", "/sync", json.dumps({"changes": [{"id": change_id}]}))
        return conn.getresponse().read()
    finally:
        conn.close()


def test_a_good_network_carries_both_ways(proxy: Proxy) -> None:
    assert post(proxy, "a") == b"ok"

    assert [push.changes[0]["id"] for push in proxy.pushes] == ["a"]


def test_a_lost_reply_is_lost_after_the_commit_and_only_once(proxy: Proxy) -> None:
    proxy.rule = LoseFirstReplyToEachPush()

    with pytest.raises(http.client.RemoteDisconnected):
        post(proxy, "a")
    again = post(proxy, "a")

    assert again == b"ok"
    assert len(COMMITTED) == 2


def test_a_cut_request_never_reaches_the_server_whole(proxy: Proxy) -> None:
    proxy.rule = lambda request, random: Fate(cut_request_after=len(request.raw()) - 3)

    with pytest.raises(http.client.RemoteDisconnected):
        post(proxy, "a")

    assert COMMITTED == []


def test_a_cut_reply_is_short(proxy: Proxy) -> None:
    proxy.rule = lambda request, random: Fate(cut_reply_after=20)

    short = post(proxy, "a")

    assert short == b""
    assert len(COMMITTED) == 1


def test_a_dead_line_and_a_blackhole_carry_nothing(proxy: Proxy) -> None:
    proxy.rule = unreachable
    with pytest.raises(http.client.RemoteDisconnected):
        post(proxy, "a")
    proxy.rule = blackhole
    with pytest.raises(TimeoutError):
        post(proxy, "b", timeout=0.2)

    assert COMMITTED == []


def test_a_captive_portal_answers_in_the_server_s_place(proxy: Proxy) -> None:
    proxy.rule = answers(200, b"<html>Welcome to our wifi", "text/html")

    assert post(proxy, "a").startswith(b"<html>")
    assert COMMITTED == []


def test_a_poor_network_is_the_same_again_from_its_seed() -> None:
    request = Request("POST", "/sync", {}, b"{}")
    first, second = Random(3), Random(3)

    assert [poor(request, first) for _ in range(50)] == [poor(request, second) for _ in range(50)]
