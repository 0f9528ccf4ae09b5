"""The document says what the server does."""

import json
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient

from backend.sync_api.product import DOORSTEP
from backend.web.doors import is_open

PAGES = {
    *("/answer", "/answer.css", "/answer.js", "/answer/look", "/answer/give"),
    *("/demo/outbox", "/demo/outbox/{mail_id}/{place}"),
}
"""For people, not for programs."""
UNDOCUMENTED = {
    *("/", "/index.html", "/error.css", "/health", "/ready", "/metrics", "/openapi.json"),
    *PAGES,
}


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    """As anybody may read it."""
    answer = client.get("/openapi.json")
    assert answer.status_code == 200
    told: dict[str, Any] = answer.get_json()
    return told


def validator(document: dict[str, Any], name: str) -> Any:
    """Of one component."""
    whole = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
    return jsonschema_rs.validator_for(whole)


def test_it_is_a_document_that_tools_understand(document: dict[str, Any]) -> None:
    read = schemathesis.openapi.from_dict(document)

    assert document["openapi"] == "3.1.0"
    read.validate()


def in_document(rule: str) -> str:
    """`/things/<thing_id>` is written `/things/{thing_id}` there."""
    return rule.replace("<", "{").replace(">", "}")


def test_every_route_of_the_product_is_in_it(document: dict[str, Any], app: Flask) -> None:
    routes = {
        in_document(rule.rule) for rule in app.url_map.iter_rules() if "<path:" not in rule.rule
    }

    assert routes - UNDOCUMENTED == set(document["paths"])


def test_it_says_which_routes_are_open(document: dict[str, Any], app: Flask) -> None:
    assert document["security"] == [{"access_token": []}]
    for rule in app.url_map.iter_rules():
        path = document["paths"].get(in_document(rule.rule), {})
        for operation in (path[method] for method in path if method != "parameters"):
            assert (operation.get("security") == []) == is_open(app, rule.endpoint)


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    references = {part.split('"')[0] for part in text.split('"$ref": "#/')[1:]}

    for reference in references:
        found: Any = document
        for step in reference.split("/"):
            found = found[step]


def test_every_kind_of_change_has_its_fields_in_it(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    assert set(schemas["Change"]["discriminator"]["mapping"]) == set(DOORSTEP.kinds)
    for kind in DOORSTEP.kinds:
        name = "".join(part.capitalize() for part in kind.split("_"))
        assert schemas[f"{name}Fields"]["type"] == "object"
        assert schemas[f"{name}Fields"].get("additionalProperties") is False, kind


def test_an_error_has_the_shape_that_it_promises(
    document: dict[str, Any], client: FlaskClient
) -> None:
    error = client.post("/sign-in", json={}).get_json()

    validator(document, "Error").validate(error)


def test_a_condition_is_in_it(document: dict[str, Any]) -> None:
    note = validator(document, "RecordChildSeenCheckFields")
    schema = document["components"]["schemas"]["RecordChildSeenCheckFields"]

    assert schema["allOf"]
    assert not note.is_valid({})


@pytest.mark.parametrize("bad", [{}, {"protocol": 2}, {"protocol": 1, "device_id": 7}])
def test_a_request_of_the_wrong_shape_is_wrong_in_it_too(
    document: dict[str, Any], bad: dict[str, Any]
) -> None:
    assert not validator(document, "SyncRequest").is_valid(bad)
