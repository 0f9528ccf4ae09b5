"""/sync in the OpenAPI document: its envelope by hand, each kind of change from its own schema."""

from collections.abc import Mapping
from typing import Any

from flask_smorest import Api
from marshmallow import Schema

from backend.schemas import StrictSchema
from sync.kinds import Kind
from sync.wire import MOST_CHANGES, PROTOCOL

UUID = {"type": "string", "format": "uuid"}
TIME = {"type": "string", "format": "date-time"}
TEXT = {"type": "string"}
BYTES = {"type": "string", "pattern": "^[A-Za-z0-9_-]*$"}
COUNT = {"type": "integer", "minimum": 0}
TRUTH = {"type": "boolean"}


def document_of(kinds: Mapping[str, Kind], api: Api) -> dict[str, Any]:
    """What to join to the document that flask-smorest makes."""
    schemas = {_fields_name(kind): _fields_schema(api, kind) for kind in kinds.values()}
    schemas |= {_change_name(kind): _one_kind(kind) for kind in kinds.values()}
    return {"paths": {"/sync": {"post": _operation()}}, "components": {"schemas": schemas | {
        "Change": {
            "oneOf": [ref(_change_name(kind)) for kind in kinds.values()],
            "discriminator": {
                "propertyName": "kind",
                "mapping": {kind.name: ref(_change_name(kind))["$ref"] for kind in kinds.values()},
            },
        },
        **ENVELOPE,
    }}}  # fmt: skip


def ref(name: str) -> dict[str, str]:
    """A component of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def some(**properties: Any) -> dict[str, Any]:
    """An object of these properties, all of them there."""
    return {"type": "object", "properties": properties, "required": sorted(properties)}


def listed(items: Any, most: int | None = None) -> dict[str, Any]:
    """A list of them."""
    return {"type": "array", "items": items} | ({"maxItems": most} if most else {})


def or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Or nothing."""
    return {"anyOf": [schema, {"type": "null"}]}


def _fields_schema(api: Api, kind: Kind) -> dict[str, Any]:
    schema: Schema | None = getattr(kind.read_fields, "schema", None)
    if schema is None:
        return {"type": "object"}
    made: dict[str, Any] = api.ma_plugin.converter.schema2jsonschema(schema)
    for part in made.get("properties", {}).values():
        if "pattern" in part:
            part["pattern"] = _as_javascript(part["pattern"])
    needs = schema.needs if isinstance(schema, StrictSchema) and not schema.partial else ()
    if needs:
        made["allOf"] = [_condition(n.name, n.values, n.then) for n in needs]
    return made


def _as_javascript(pattern: str) -> str:
    """Python matches from the start and knows `\\Z`."""
    return f"^{pattern.removeprefix('^').removesuffix('$').removesuffix(chr(92) + 'Z')}$"


def _condition(name: str, values: tuple[Any, ...], then: str) -> dict[str, Any]:
    applies = {"properties": {name: {"enum": list(values)}}, "required": [name]}
    return {"if": applies, "then": {"required": [then]}}


def _one_kind(kind: Kind) -> dict[str, Any]:
    change = some(
        id=UUID,
        device_id=UUID,
        number={"type": "integer", "minimum": 1},
        kind={"const": kind.name},
        schema={"enum": sorted(kind.schemas)},
        feed=TEXT,
        record_id=UUID,
        base_version=COUNT,
        depends_on=listed(UUID),
        fields=ref(_fields_name(kind)),
        occurred_at=TIME,
        clock=some(made_at=TIME, offset_ms=or_null({"type": "integer"}), trusted=TRUTH),
    )
    return change | {"description": f"{kind.effect}: {kind.record_type}"}


def _fields_name(kind: Kind) -> str:
    return f"{_camel(kind.name)}Fields"


def _change_name(kind: Kind) -> str:
    return f"{_camel(kind.name)}Change"


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _operation() -> dict[str, Any]:
    return {
        "tags": ["sync"],
        "summary": "Push what was done, pull what is new (sync/PROTOCOL.md).",
        "description": "Sealed changes alone need no token.",
        "security": [{"access_token": []}, {}],
        "parameters": [
            {
                "in": "header",
                "name": "Doorstep-Lane",
                "schema": {"const": "urgent"},
                "description": "One urgent change, alone: it goes ahead of everything else.",
            }
        ],
        "requestBody": {"required": True, "content": _json("SyncRequest")},
        "responses": {
            "200": {"description": "An outcome for each change.", "content": _json("SyncAnswer")},
            "default": {"$ref": "#/components/responses/DEFAULT_ERROR"},
        },
    }


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": ref(name)}}


REASON = some(code=TEXT, message=TEXT, fields={"type": "object", "additionalProperties": TEXT})
CHECK = {"count": COUNT, "checksum": {"type": "string", "pattern": "^[0-9a-f]{16}$"}}

ENVELOPE: dict[str, Any] = {
    "SyncRequest": {
        "type": "object",
        "required": ["protocol", "device_id"],
        "properties": {
            "protocol": {"const": PROTOCOL},
            "device_id": UUID,
            "changes": listed({"anyOf": [ref("Change"), ref("SealedChange")]}, MOST_CHANGES),
            "pull": or_null(
                {
                    "type": "object",
                    "properties": {
                        "cursor": or_null(TEXT),
                        "check_all": TRUTH,
                        "refresh": listed(TEXT),
                    },
                }
            ),
            "repaired": listed(some(feed=TEXT, expected=some(**CHECK), found=some(**CHECK))),
        },
    },
    "SealedChange": some(
        id=UUID,
        sealed=some(
            v={"const": 1},
            kid={"type": "string", "pattern": "^[0-9a-f]{16}$"},
            person_id=UUID,
            device_id=UUID,
            enc=BYTES,
            nonce=BYTES,
            box=BYTES,
        ),
    ),
    "SyncAnswer": some(
        protocol={"const": PROTOCOL},
        now=TIME,
        outcomes=listed(ref("Outcome")),
        pull=or_null(ref("Pulled")),
    ),
    "Outcome": some(
        id=or_null(UUID),
        index=COUNT,
        status={"enum": ["accepted", "merged", "conflict", "refused", "held"]},
        record_id=or_null(UUID),
        version=or_null(COUNT),
        late=TRUTH,
        reason=or_null(REASON),
    ),
    "Pulled": some(
        cursor=TEXT,
        reset=TRUTH,
        more=TRUTH,
        feeds=listed(
            some(
                feed=TEXT,
                afresh=TRUTH,
                complete=TRUTH,
                records=listed(ref("Record")),
                gone=listed(UUID),
                **CHECK,
            )
        ),
        drop=listed(TEXT),
        checks=listed(some(feed=TEXT, **CHECK)),
    ),
    "Record": some(
        id=UUID,
        type=TEXT,
        feed=TEXT,
        version=COUNT,
        fields={"type": "object"},
        made_by=TEXT,
        made_at=TIME,
        received_at=TIME,
        late=TRUTH,
        conflicts=listed(some(change_id=UUID, field=TEXT, value={}, by=TEXT, at=TIME)),
        corrections=listed(
            some(change_id=UUID, reason=TEXT, before={"type": "object"}, by=TEXT, at=TIME)
        ),
    ),
}
