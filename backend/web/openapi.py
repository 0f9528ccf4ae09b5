"""The document of what the server answers to: OpenAPI 3.1 at /openapi.json."""

import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

from flask import Flask, Response, current_app, jsonify
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields

from backend.schemas import AwareDateTime, Day, Uuid
from backend.web.doors import is_open, open_to_all

DOCUMENT_SETTINGS = {
    "API_TITLE": "Doorstep",
    "API_VERSION": "1",
    "OPENAPI_VERSION": "3.1.0",
    "API_SPEC_OPTIONS": {
        "security": [{"access_token": []}],
        "info": {"description": "Every write is a named change, posted to /sync (PROTOCOL.md)."},
    },
}

PROOF = (
    "A device that signed in with a public_key sends the header DPoP (RFC 9449) too, here and "
    "with /refresh. 401 proof-clock tells the server's time in fields.now; after it and after "
    "proof-used the same request may be sent with a new proof."
)

_VARIABLE = re.compile(r"<(?:[^:<>]+:)?([^<>]+)>")


class ErrorSchema(Schema):
    """Every answer that is not a success."""

    code = fields.String(required=True, metadata={"description": "Stable words for software."})
    message = fields.String(required=True, metadata={"description": "Plain English."})
    fields_ = fields.Dict(
        keys=fields.String(), values=fields.String(), data_key="fields", required=True
    )


class DocumentedApi(Api):  # type: ignore[misc]
    """flask-smorest, with our shape of error."""

    ERROR_SCHEMA = ErrorSchema


def documented(
    blueprints: Iterable[Blueprint], parts: Callable[[Api], dict[str, Any]]
) -> dict[str, Any]:
    """All that flask-smorest tells of these, and `parts` that it does not see (the sync door).

    In an application of the document's own: it takes longer than all the rest of a start, and only
    whoever asks for the document has to wait for it.
    """
    app = Flask("document")
    app.config.update(DOCUMENT_SETTINGS)
    api = _make_api(app)
    for blueprint in blueprints:
        api.register_blueprint(blueprint)
    more = parts(api)
    return _joined(api.spec.to_dict(), more)  # type: ignore[no-any-return]


def _make_api(app: Flask) -> DocumentedApi:
    """Knows our fields, and how a token is handed in."""
    api = DocumentedApi(app)
    api.register_field(AwareDateTime, "string", "date-time")
    api.register_field(Day, "string", "date")
    api.register_field(Uuid, "string", "uuid")
    api.spec.components.security_scheme(
        "access_token",
        {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": PROOF},
    )
    return api


def serve_document(app: Flask, whole: Callable[[], dict[str, Any]]) -> None:
    """Made when it is first asked for; which routes are open is this application's own."""

    @cache
    def document() -> dict[str, Any]:
        return _mark_open(app, deepcopy(whole()))

    app.extensions["doorstep-document"] = document
    app.add_url_rule("/openapi.json", "openapi", _show_document)


@open_to_all
def _show_document() -> Response:
    return jsonify(the_document())


def the_document() -> dict[str, Any]:
    """Of this application."""
    document: Callable[[], dict[str, Any]] = current_app.extensions["doorstep-document"]
    return document()


def _joined(whole: Any, more: Any) -> Any:
    if isinstance(whole, dict) and isinstance(more, Mapping):
        return whole | {key: _joined(whole.get(key), more[key]) for key in more}
    return more


def _mark_open(app: Flask, document: dict[str, Any]) -> dict[str, Any]:
    for rule in app.url_map.iter_rules():
        path = document.get("paths", {}).get(_VARIABLE.sub(r"{\1}", rule.rule))
        if path and is_open(app, rule.endpoint):
            for operation in path.values():
                operation["security"] = []
    return document
