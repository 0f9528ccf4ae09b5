"""Between the engine's messages and the columns that hold them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row

from backend.letterbox.signers import NO_PROOF, Proof
from sync.keeping import record_of, record_wire
from sync.messages import Change, Clock, Record, Stamp, wire_of
from sync.store import Settled
from sync.wire import outcome_of, outcome_wire

Proofs = Mapping[int, Proof]
"""By `id()` of the change: other content may have come under the same id."""


def record_row(record: Record, feed_id: int, position: int) -> dict[str, Any]:
    """The record table's row: the wire form as phones get it, stamps beside it."""
    stamps = {name: (s.version, s.device_id, s.number) for name, s in record.stamps.items()}
    return {
        "id": record.id,
        "type": record.type,
        "feed_id": feed_id,
        "position": position,
        "version": record.version,
        "wire": orjson.dumps(record_wire(record)),
        "stamps": orjson.dumps(stamps),
    }


def record_from(row: Row[Any]) -> Record:
    """The record that a row holds."""
    stamps = {name: Stamp(*stamp) for name, stamp in orjson.loads(row.stamps).items()}
    return record_of(orjson.loads(row.wire), stamps)


def change_row(one: Settled, proofs: Proofs) -> dict[str, Any]:
    """The change table's row: what came, its proof, and the answer that it will always get."""
    proof = proofs.get(id(one.change), NO_PROOF)
    return {
        "id": one.change.id,
        "hash": one.content_hash,
        "device_id": one.change.device_id,
        "number": one.change.number,
        "person_id": one.person_id,
        "kind": one.change.kind,
        "feed": one.change.feed,
        "record_id": one.change.record_id,
        "received_at": one.received_at,
        "status": one.outcome.status,
        "body": orjson.dumps(wire_of(one.change)),
        "outcome": orjson.dumps(outcome_wire(one.outcome)),
        "signature": proof.signature,
        "signed_bytes": proof.signed_bytes,
    }


def settled_from(row: Row[Any]) -> Settled:
    """The change that a row holds, with its answer."""
    return Settled(
        content_hash=row.hash,
        outcome=outcome_of(orjson.loads(row.outcome)),
        change=kept_change(orjson.loads(row.body)),
        person_id=row.person_id,
        received_at=row.received_at,
    )


def aside_row(change: Change, person_id: str, received_at: datetime) -> Mapping[str, Any]:
    """Other content under a used id, whole."""
    return {
        "change_id": change.id,
        "hash": change.content_hash(),
        "person_id": person_id,
        "received_at": received_at,
        "body": orjson.dumps(wire_of(change)),
    }


def kept_change(values: Mapping[str, Any]) -> Change:
    """A change that was kept; what the wire's reader refuses today may have been taken once."""
    clock = values["clock"]
    return Change(
        **{
            **values,
            "depends_on": tuple(values["depends_on"]),
            "occurred_at": datetime.fromisoformat(values["occurred_at"]),
            "clock": Clock(**{**clock, "made_at": datetime.fromisoformat(clock["made_at"])}),
        }
    )
