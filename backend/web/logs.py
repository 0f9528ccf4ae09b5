"""Logs: one JSON object a line, with nothing in it about anybody.

No body, query string, address, name or full path: a request is its route, an error its type and
the places it passed through; only a security event has the ids of whose account or phone it is.
An error's own words are left out, because they may quote a value.
"""

import logging
import sys
import time
import uuid
from collections.abc import MutableMapping
from traceback import extract_tb
from types import TracebackType
from typing import Any

import structlog
from flask import Flask, Response, g, request

log = structlog.stdlib.get_logger("doorstep")

Event = MutableMapping[str, Any]
ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def init_logs(app: Flask) -> None:
    """A line for each request, and the same id in the answer."""
    app.before_request(_start)
    app.after_request(_finish)


def set_up_logs(level: int = logging.INFO) -> None:
    """For a process of its own; tests leave logging as it is."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        error_without_words,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    logging.getLogger("alembic").setLevel(logging.WARNING)


def error_without_words(_logger: Any, _method: str, event: Event) -> Event:
    """`exc_info` becomes the error's type and the lines it passed through."""
    info = _error_info(event.pop("exc_info", None))
    if info is not None:
        event["error"] = f"{info[0].__module__}.{info[0].__qualname__}"
        event["at"] = [
            f"{frame.filename.rpartition('site-packages/')[2]}:{frame.lineno} {frame.name}"
            for frame in extract_tb(info[2])[-12:]
        ]
    return event


def _error_info(given: Any) -> ErrorInfo | None:
    if isinstance(given, BaseException):
        return type(given), given, given.__traceback__
    if given is True:
        given = sys.exc_info()
    return given if isinstance(given, tuple) and given[0] is not None else None


def _start() -> None:
    g.started = time.perf_counter()
    g.request_id = uuid.uuid4().hex[:16]
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _finish(answer: Response) -> Response:
    answer.headers["X-Request-Id"] = g.get("request_id", "none")
    log.info(
        "request",
        method=request.method if request.method.isalpha() else "?",
        route=route_of_request(),
        status=answer.status_code,
        ms=round(1000 * seconds_so_far(), 1),
    )
    return answer


def route_of_request() -> str:
    """`/devices/<id>`, never the address that was asked for."""
    return request.url_rule.rule if request.url_rule else "none"


def seconds_so_far() -> float:
    """Since this request came."""
    return time.perf_counter() - float(g.get("started", time.perf_counter()))
