"""What travels: changes from phones, outcomes and records to them. Times are aware, in UTC."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

Fields = dict[str, Any]
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"))
Status = Literal["accepted", "merged", "conflict", "refused", "held"]


@dataclass(frozen=True, slots=True)
class Clock:
    """What the phone knew of the time when it made a change.

    `offset_ms` is server time minus device time as last seen, None when never seen.
    """

    made_at: datetime
    offset_ms: int | None
    trusted: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One intent by one person on one device (PROTOCOL 2)."""

    id: str
    device_id: str
    number: int
    kind: str
    schema: int
    feed: str
    record_id: str
    base_version: int
    depends_on: tuple[str, ...]
    fields: Fields
    occurred_at: datetime
    clock: Clock

    def happened_at(self, received_at: datetime) -> datetime:
        """When the work was done, by the server's clock; not after its receipt (PROTOCOL 12)."""
        offset = self.clock.offset_ms if self.clock.trusted else None
        return min(self.occurred_at + timedelta(milliseconds=offset or 0), received_at)

    def content_hash(self) -> str:
        """SHA-256 of the canonical JSON of the whole change, in hex (PROTOCOL 4)."""
        return hashlib.sha256(_CANONICAL.encode(wire_of(self)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, for a person (`message`) and for software (`code`, stable)."""

    code: str
    message: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The server's answer to one change; every status but `held` is for ever (PROTOCOL 5)."""

    id: str | None
    status: Status
    record_id: str | None = None
    version: int | None = None
    late: bool = False
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who set a field last: at which version of the record, which device, in which change."""

    version: int
    device_id: str
    number: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that lost, kept beside the one that stands until a person decides (PROTOCOL 7)."""

    change_id: str
    field: str
    value: Any
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """A record of fact was put right: what it said before stays readable (PROTOCOL 8)."""

    change_id: str
    reason: str
    before: Fields
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """The latest state of one synced thing, in exactly one feed."""

    id: str
    type: str
    feed: str
    version: int
    fields: Fields
    made_by: str
    made_at: datetime
    received_at: datetime
    late: bool = False
    conflicts: tuple[Conflict, ...] = ()
    corrections: tuple[Correction, ...] = ()
    stamps: dict[str, Stamp] = field(default_factory=dict)

    def next(self, **changes: Any) -> "Record":
        """This record one version on."""
        return replace(self, version=self.version + 1, **changes)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Offered as a change, and not of the shape of one; answered `refused` (PROTOCOL 1)."""

    id: str | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class PullRequest:
    """What a phone asks to read: what is new after its cursor, and feeds to have again whole."""

    cursor: str | None = None
    check_all: bool = False
    refresh: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedPage:
    """What is new in one feed; where `complete`, the self-check may be compared (PROTOCOL 16)."""

    feed: str
    afresh: bool
    complete: bool
    records: tuple[bytes, ...]
    gone: tuple[str, ...]
    count: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Check:
    """What a phone that is up to date holds of one feed (PROTOCOL 16)."""

    feed: str
    count: int
    checksum: str


@dataclass(frozen=True, slots=True)
class PullAnswer:
    """One page over all feeds of a person, and the cursor that belongs to it."""

    cursor: str
    reset: bool
    more: bool
    feeds: tuple[FeedPage, ...]
    drop: tuple[str, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A phone found that its rows differed, and has had the feed afresh (PROTOCOL 16)."""

    feed: str
    expected: tuple[int, str]
    found: tuple[int, str]


@dataclass(frozen=True, slots=True)
class Request:
    """One POST, read: what is offered, and what is asked for (PROTOCOL 1)."""

    device_id: str
    changes: tuple[Change | Unreadable, ...]
    pull: PullRequest | None
    repaired: tuple[Repair, ...] = ()


def wire_of(change: Change) -> dict[str, Any]:
    """A change as JSON values, times as ISO 8601 in UTC with `Z` and milliseconds."""
    return {
        "id": change.id,
        "device_id": change.device_id,
        "number": change.number,
        "kind": change.kind,
        "schema": change.schema,
        "feed": change.feed,
        "record_id": change.record_id,
        "base_version": change.base_version,
        "depends_on": list(change.depends_on),
        "fields": change.fields,
        "occurred_at": time_text(change.occurred_at),
        "clock": {
            "made_at": time_text(change.clock.made_at),
            "offset_ms": change.clock.offset_ms,
            "trusted": change.clock.trusted,
        },
    }


@lru_cache(maxsize=1024)
def time_text(moment: datetime) -> str:
    """`2026-11-22T10:15:00.000Z`."""
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"
