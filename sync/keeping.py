"""How a record is kept: the bytes that phones read, and beside them who set each field last."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sync.messages import Conflict, Correction, Record, Stamp, time_text


def record_bytes(record: Record) -> bytes:
    """A record as phones read it, written once when it changes (PROTOCOL 13)."""
    return json.dumps(record_wire(record), ensure_ascii=False, separators=(",", ":")).encode()


def record_wire(record: Record) -> dict[str, Any]:
    """The same as JSON values."""
    return {
        "id": record.id,
        "type": record.type,
        "feed": record.feed,
        "version": record.version,
        "fields": record.fields,
        "made_by": record.made_by,
        "made_at": time_text(record.made_at),
        "received_at": time_text(record.received_at),
        "late": record.late,
        "conflicts": [_conflict_values(conflict) for conflict in record.conflicts],
        "corrections": [_correction_values(correction) for correction in record.corrections],
    }


def record_of(values: Mapping[str, Any], stamps: Mapping[str, Stamp]) -> Record:
    """A record that this server wrote, from its JSON values and its stamps."""
    return Record(
        **{
            **values,
            "made_at": _time(values["made_at"]),
            "received_at": _time(values["received_at"]),
            "conflicts": tuple(Conflict(**_with_time(kept)) for kept in values["conflicts"]),
            "corrections": tuple(Correction(**_with_time(kept)) for kept in values["corrections"]),
            "stamps": dict(stamps),
        }
    )


def _conflict_values(conflict: Conflict) -> dict[str, Any]:
    return {
        "change_id": conflict.change_id,
        "field": conflict.field,
        "value": conflict.value,
        "by": conflict.by,
        "at": time_text(conflict.at),
    }


def _correction_values(correction: Correction) -> dict[str, Any]:
    return {
        "change_id": correction.change_id,
        "reason": correction.reason,
        "before": correction.before,
        "by": correction.by,
        "at": time_text(correction.at),
    }


def _with_time(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "at": _time(values["at"])}


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
