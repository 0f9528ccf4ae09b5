"""Errors on the wire in one shape, and as a page with 999 on it for somebody who navigates."""

import logging
from collections.abc import Mapping
from html import escape
from pathlib import Path

from flask import Flask, Response, jsonify, request
from sqlalchemy.exc import DataError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException, InternalServerError

from backend.config import current_config
from backend.errors import AppError, Invalid, TooMany, Unavailable
from backend.schemas import plain_messages

log = logging.getLogger(__name__)

PAGE = (Path(__file__).parent / "error.html").read_text()

CALLS = {
    "{number}": "tel:999",
    "{label}": "Call 999",
    "{police_number}": "tel:101",
    "{police_label}": "Call 101",
}
DEMO_CALLS = {
    "{number}": "tel:+441632960999",
    "{label}": "Call 999 (demo)",
    "{police_number}": "tel:+441632960101",
    "{police_label}": "Call 101 (demo)",
}
"""Drama numbers: in demo mode nothing reaches anybody."""

WORDS = {
    400: ("not-understood", "The server could not read that."),
    401: ("not-signed-in", "Sign in first."),
    403: ("not-allowed", "You may not do that."),
    404: ("not-found", "There is nothing here."),
    405: ("not-this-way", "That cannot be done this way."),
    413: ("too-large", "That is too large to send at once."),
    415: ("not-json", "The server reads JSON here."),
    422: ("invalid", "Something is missing or not right."),
    429: ("too-many-tries", "Too many tries. Wait a little."),
    500: ("server-trouble", "Something went wrong on the server. Your phone keeps what you wrote."),
    503: ("try-again-later", "The server is busy. Try again in a moment."),
}


def init_answers(app: Flask) -> None:
    """Every error of every route."""
    app.register_error_handler(AppError, as_response)
    app.register_error_handler(HTTPException, http_error_as_response)
    app.register_error_handler(DBAPIError, _database_error)
    app.register_error_handler(NoConnection, _no_connection)


def as_response(error: AppError) -> Response:
    """The answer to a request that cannot be done."""
    answer = _shape(error.status, error.code, error.message, error.fields)
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.retry_after)
    if isinstance(error, Unavailable):
        answer.headers["Retry-After"] = "5"
    return answer


def http_error_as_response(error: HTTPException) -> Response:
    """What Flask and its extensions raise."""
    if error.response is not None or (error.code or 500) < 400:  # noqa: PLR2004
        ready = error.get_response()
        return Response(ready.get_data(), ready.status_code, ready.headers)
    status = error.code or 500
    code, message = words_of(status)
    answer = _shape(status, code, message, _fields_of(error))
    if allowed := getattr(error, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def words_of(status: int) -> tuple[str, str]:
    """The code and the message of an error that nobody has said more of."""
    return WORDS.get(status, ("not-done", "That could not be done."))


def _fields_of(error: HTTPException) -> dict[str, str]:
    """What webargs found wrong, when it was webargs."""
    messages = (getattr(error, "data", None) or {}).get("messages")
    return plain_messages(messages.get("json", messages)) if isinstance(messages, dict) else {}


def _database_error(error: DBAPIError) -> Response:
    """A lost connection or a busy database passes; what no column takes was not a good request."""
    log.error("database error", exc_info=error)
    if isinstance(error, DataError):
        return as_response(Invalid(WORDS[422][1]))
    if error.connection_invalidated or isinstance(error, OperationalError):
        return as_response(Unavailable(WORDS[503][1]))
    return http_error_as_response(InternalServerError())


def _no_connection(_error: NoConnection) -> Response:
    """Every one is in use: that passes."""
    return as_response(Unavailable(WORDS[503][1]))


def _shape(status: int, code: str, message: str, fields: Mapping[str, str]) -> Response:
    if _is_navigation():
        answer = Response(_page(message), content_type="text/html; charset=utf-8")
    else:
        answer = jsonify(code=code, message=message, fields=dict(fields))
    answer.status_code = status
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Vary"] = "Accept"
    return answer


def _is_navigation() -> bool:
    """A person looks at this answer, not a program."""
    wants = request.accept_mimetypes
    return wants["text/html"] > wants["application/json"]


def _page(message: str) -> str:
    page = PAGE.replace("{message}", escape(message))
    for place, words in (DEMO_CALLS if current_config().demo else CALLS).items():
        page = page.replace(place, words)
    return page
