"""Serving by waitress: requests are read whole before a thread gets them, urgent ones first."""

import signal
from typing import Any

from flask import Flask
from waitress import create_server  # type: ignore[import-untyped]

from backend.config import Config
from backend.sync_api.dispatcher import UrgentDispatcher

THREADS = 16
CONNECTIONS = 2_000
SETTINGS: dict[str, Any] = {
    "backlog": 2_048,
    "connection_limit": CONNECTIONS,
    "channel_timeout": 60,
    "cleanup_interval": 10,
    "max_request_body_size": 2 * 1_048_576,
    "max_request_header_size": 32_768,
    "inbuf_overflow": 2 * 1_048_576,
    "outbuf_overflow": 8 * 1_048_576,
    "ident": None,
    "expose_tracebacks": False,
    "asyncore_use_poll": True,
}


def make_server(app: Flask, host: str, port: int) -> Any:
    """Bound and listening; `run()` serves until `close()` or a signal."""
    return create_server(
        app,
        host=host,
        port=port,
        threads=THREADS,
        _dispatcher=UrgentDispatcher(THREADS),
        **SETTINGS,
    )


def serve(app: Flask, config: Config) -> None:
    """Serve until SIGTERM or Ctrl-C; what is being answered is answered."""
    signal.signal(signal.SIGTERM, _stop)
    server = make_server(app, config.host, config.port)
    server.run()
    server.task_dispatcher.shutdown()


def _stop(_signal: int, _frame: Any) -> None:
    raise SystemExit(0)
