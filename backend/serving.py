"""Serving by waitress: requests are read whole before a thread gets them, urgent ones first.

Waitress's own way to stop cuts off answers that are ready but not yet sent. A change whose answer
is cut off is safe (the phone asks again), but it costs a round trip, so this one sends them first.
"""

import gc
import signal
import sys
import time
from types import FrameType
from typing import Any

import orjson
from flask import Flask
from waitress import create_server, wasyncore  # type: ignore[import-untyped]
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.server import BaseWSGIServer  # type: ignore[import-untyped]
from waitress.task import ErrorTask  # type: ignore[import-untyped]

from backend.config import Config
from backend.sync_api.dispatcher import UrgentDispatcher
from backend.web.answers import words_of

THREADS = 16
TURN_SECONDS = 0.001
"""How long one thread may keep the interpreter: at 5 ms, as Python has it, an urgent change that
meets a storm waits for several of them, again and again."""
LONGEST_FINISH = 15.0
# Waitress would take X-Forwarded-For away. The application says how many proxies it believes, and
# its metrics are told to nobody for whom a request was passed on.
SETTINGS: dict[str, Any] = {
    "backlog": 2_048,
    "connection_limit": 2_000,
    "channel_timeout": 120,
    "cleanup_interval": 10,
    "max_request_body_size": 16 * 1_048_576,
    "max_request_header_size": 32_768,
    "inbuf_overflow": 2 * 1_048_576,
    "outbuf_overflow": 8 * 1_048_576,
    "recv_bytes": 65_536,
    "ident": None,
    "expose_tracebacks": False,
    "clear_untrusted_proxy_headers": False,
}


class OneShape(ErrorTask):  # type: ignore[misc]
    """What waitress refuses by itself, before the application sees it: too long, or not HTTP."""

    def execute(self) -> None:
        """The same shape as every other error; the connection ends with it."""
        error = self.request.error
        code, message = words_of(error.code)
        body = orjson.dumps({"code": code, "message": message, "fields": {}})
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [
            ("Content-Type", "application/json"),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        self.content_length = len(body)
        self.set_close_on_finish()
        self.write(body)


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    error_task_class = OneShape


class Server:
    """Bound and listening from the start; `run` serves until `stop`."""

    def __init__(self, app: Flask, host: str, port: int) -> None:
        self._sockets: dict[int, Any] = {}
        self._dispatcher = UrgentDispatcher(THREADS)
        self._stopping = False
        create_server(
            app, map=self._sockets, _dispatcher=self._dispatcher, host=host, port=port, **SETTINGS
        )
        for listener in self._those_of(BaseWSGIServer):
            listener.channel_class = Channel

    @property
    def port(self) -> int:
        """Where it listens, when it was asked to choose (port 0)."""
        port: int = self._those_of(BaseWSGIServer)[0].effective_port
        return port

    def run(self) -> None:
        """Serve, then finish what was begun."""
        while not self._stopping:
            self._turn(1.0)
        for listener in self._those_of(BaseWSGIServer):
            wasyncore.dispatcher.close(listener)
        until = time.monotonic() + LONGEST_FINISH
        while self._is_answering() and time.monotonic() < until:
            self._turn(0.05)
        self._dispatcher.shutdown()
        wasyncore.close_all(self._sockets)

    def stop(self) -> None:
        """Take no more requests; may be called from a signal or another thread."""
        self._stopping = True
        for listener in self._those_of(BaseWSGIServer):
            listener.pull_trigger()

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._sockets, count=1)

    def _is_answering(self) -> bool:
        return any(c.requests or c.total_outbufs_len for c in self._those_of(HTTPChannel))

    def _those_of(self, kind: type[Any]) -> list[Any]:
        return [one for one in list(self._sockets.values()) if isinstance(one, kind)]


def serve(app: Flask, config: Config) -> None:
    """Serve until SIGTERM or Ctrl-C."""
    server = Server(app, config.host, config.port)

    def stop(_signal: int, _frame: FrameType | None) -> None:
        server.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    settle_in()
    server.run()


def settle_in() -> None:
    """For a process that serves: short turns for its threads, and little looking for garbage.

    The application itself never is garbage; what a request makes mostly goes when it ends.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    sys.setswitchinterval(TURN_SECONDS)
