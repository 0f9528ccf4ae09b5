"""Field by field: which values may be set, and which somebody else has set meanwhile.

A field may be set by a change that has seen the value that stands (its base version covers the
stamp), or by the device that set it. Otherwise somebody else set it meanwhile: a conflict.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from sync.messages import Change, Fields, Record, Stamp

Standing = Literal["free", "outdated", "other"]


@dataclass(slots=True)
class Merge:
    """Which fields may be set, and which were set by somebody else meanwhile."""

    fields: Fields = field(default_factory=dict)
    lost: Fields = field(default_factory=dict)
    outdated: bool = False


def merge(change: Change, current: Record, wanted: Fields, base: int) -> Merge:
    """Field by field (PROTOCOL 6); a value that stands already needs nothing."""
    merged = Merge()
    for name, value in wanted.items():
        if name in current.fields and is_same(current.fields[name], value):
            continue
        standing = standing_of(current.stamps.get(name), change, base)
        if standing == "free":
            merged.fields[name] = value
        elif standing == "outdated":
            merged.outdated = True
        else:
            merged.lost[name] = value
    return merged


def standing_of(stamp: Stamp | None, change: Change, base: int) -> Standing:
    """Whether this change may set a field with this stamp (PROTOCOL 6)."""
    if stamp is None:
        return "free"
    if stamp.device_id == change.device_id and stamp.number > change.number:
        # Both are kept where the phone's numbers and versions contradict each other: it has lost
        # its count, or the server has been restored. Otherwise it is only late.
        return "other" if stamp.version <= base else "outdated"
    is_mine = stamp.device_id == change.device_id
    return "free" if is_mine or stamp.version <= base else "other"


def is_same(one: Any, other: Any) -> bool:
    """Equal as JSON: `true` is not 1."""
    if isinstance(one, str) and isinstance(other, str):
        return one == other
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def stamped(
    stamps: Mapping[str, Stamp], change: Change, names: Mapping[str, Any], version: int
) -> dict[str, Stamp]:
    """These stamps, with those of `names` set by this change."""
    stamp = Stamp(version, change.device_id, change.number)
    return {**stamps, **dict.fromkeys(names, stamp)}
