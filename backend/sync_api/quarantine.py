"""What comes from a device after it was lost: kept whole, applied never but by a manager's word.

What the server had settled before, or a manager has decided, gets the outcome that it has; the rest
is held, and whoever may decide is told of it by a record in their own feed (PROTOCOL 21.8).
"""

import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID, uuid5

import orjson
import uuid_utils
from flask import current_app
from sqlalchemy import Connection, Row, Select, Table, func, select, update

from backend.database import insert_unless_there
from backend.letterbox.models import Quarantined
from backend.letterbox.signers import Proof
from backend.people.author import Author, Role
from backend.people.models import Device, Person
from backend.schemas import without_secrets
from backend.sync_api.authority import SERVER_ID
from backend.sync_api.registry import product_of
from backend.sync_api.sql_store import SqlStore
from backend.web.metrics import count_letters
from sync.kinds import Kind
from sync.messages import Change, Clock, Fields, Outcome, Reason, time_text, wire_of

QUARANTINE = cast(Table, Quarantined.__table__)
MOST_A_DEVICE = 1_000
"""More than a lost phone can have had waiting: whoever has it may not fill the disk."""
NAMES = UUID("6f0c1b1e-3a55-5f0e-9d4c-0a3c6f1f2b77")


@dataclass(frozen=True, slots=True)
class Came:
    """One change from a lost device, by whom, with its proof, and when."""

    change: Change
    author: Author
    proof: Proof
    received_at: datetime

    @property
    def key(self) -> tuple[str, str]:
        """The id and the content."""
        return (self.change.id, self.change.content_hash())


@dataclass(frozen=True, slots=True)
class Aside:
    """What was set aside, by `id()` of the change; and what is to be said of it to managers."""

    outcomes: Mapping[int, Outcome] = field(default_factory=dict)
    reports: Sequence[Change] = ()


def set_aside(connection: Connection, came: Sequence[Came]) -> Aside:
    """Those that wait; whatever is not among the outcomes is settled as any change is."""
    if not came:
        return Aside()
    known = SqlStore(connection).settled({one.change.id for one in came})
    kept = _kept(connection, came)
    outcomes: dict[int, Outcome] = {}
    reports: list[Change] = []
    for one in came:
        before = kept.get(one.key)
        if one.change.id in known or not _waits(one, before):
            continue
        outcomes[id(one.change)] = in_quarantine(one.change)
        reports += _kept_and_told(connection, one, before)
    if outcomes:
        count_letters("in-quarantine", len(outcomes))
    return Aside(outcomes, reports)


def find_undecided(connection: Connection, device_ids: Collection[str]) -> set[str]:
    """Those of these devices of which something waits for a manager, though they were found."""
    if not device_ids:
        return set()
    columns = QUARANTINE.c
    waits = (columns.device_id.in_(sorted(device_ids)), columns.decision.is_(None))
    return set(connection.scalars(select(columns.device_id).where(*waits).distinct()))


def _waits(one: Came, before: Row[*tuple[Any, ...]] | None) -> bool:
    """What waits already waits on, though its device was found; nobody else decides about it."""
    return before.decision is None if before is not None else one.author.device_lost


def in_quarantine(change: Change) -> Outcome:
    """Held until a manager has decided."""
    message = "This came after the device was reported lost. A manager decides about it."
    return Outcome(change.id, "held", change.record_id, reason=Reason("in-quarantine", message))


def _kept(
    connection: Connection, came: Sequence[Came]
) -> dict[tuple[str, str], Row[*tuple[Any, ...]]]:
    columns = QUARANTINE.c
    query = select(columns.id, columns.change_id, columns.hash, columns.decision, columns.told)
    ids = sorted({one.change.id for one in came})
    rows = connection.execute(query.where(columns.change_id.in_(ids)))
    return {(row.change_id, row.hash): row for row in rows}


def _kept_and_told(
    connection: Connection, one: Came, before: Row[*tuple[Any, ...]] | None
) -> Iterator[Change]:
    """Kept when it is new; told to whoever decides now, unless one of them was told before."""
    quarantine_id = str(uuid5(NAMES, "|".join(one.key)))
    if before is None and not _keep(connection, quarantine_id, one):
        return
    told = before.told.split(",") if before is not None else []
    deciders = find_deciders(connection, one.author, one.received_at)
    if not deciders or not {decider.person_id for decider in deciders}.isdisjoint(told):
        return
    everybody = [*filter(None, told), *(decider.person_id for decider in deciders)]
    mine = update(QUARANTINE).where(QUARANTINE.c.id == quarantine_id)
    connection.execute(mine.values(told=",".join(everybody)))
    for decider in deciders:
        yield _report(connection, one, quarantine_id, decider, everybody)


def _keep(connection: Connection, quarantine_id: str, one: Came) -> bool:
    """Whether there was room; where there is none the phone keeps it."""
    of_device = QUARANTINE.c.device_id == one.change.device_id
    if (connection.scalar(select(func.count()).where(of_device)) or 0) >= MOST_A_DEVICE:
        return False
    insert_unless_there(
        connection,
        Quarantined,
        id=quarantine_id,
        change_id=one.key[0],
        hash=one.key[1],
        person_id=one.author.person_id,
        device_id=one.change.device_id,
        received_at=one.received_at,
        body=orjson.dumps(wire_of(one.change)),
        signature=one.proof.signature,
        signed_bytes=one.proof.signed_bytes,
        told="",
    )
    return True


def find_deciders(connection: Connection, author: Author, now: datetime) -> list[Author]:
    """The managers of their team; where there is none, of their area; never themselves."""
    team_id = author.team_id or "no team"
    for role, more in (
        (Role.TEAM_MANAGER, Person.team_id == team_id),
        (Role.HEAD_OF_SERVICE, Person.area == author.area),
        (Role.ADMINISTRATOR, Person.area == author.area),
    ):
        rows = connection.execute(_people(author, now).where(Person.role == role, more))
        found = [Author(row.id, role, row.area, row.team_id, device_id="") for row in rows]
        if found:
            return found
    return []


def _people(author: Author, now: datetime) -> Select[*tuple[Any, ...]]:
    here = (Person.ended_at.is_(None) | (Person.ended_at > now), Person.id != author.person_id)
    return select(Person.id, Person.area, Person.team_id).where(*here).order_by(Person.id)


def report_id(quarantine_id: str, person_id: str) -> str:
    """The record by which one person is told of one change."""
    return str(uuid5(UUID(quarantine_id), person_id))


def _report(
    connection: Connection, one: Came, quarantine_id: str, decider: Author, told: Sequence[str]
) -> Change:
    device = select(Device.name).where(Device.id == one.change.device_id)
    fields = {
        "quarantine_id": quarantine_id,
        "change_id": one.change.id,
        "change_kind": one.change.kind,
        "urgent": one.change.fields.get("urgent") is True,
        "person_id": one.author.person_id,
        "device_id": one.change.device_id,
        "device_name": connection.scalar(device) or "",
        "happened_at": time_text(one.change.happened_at(one.received_at)),
        "came_at": time_text(one.received_at),
        "content": _content_for(connection, one, decider),
        "copies": [report_id(quarantine_id, person_id) for person_id in told],
    }
    return _by_server(
        "report_quarantined_change",
        report_id(quarantine_id, decider.person_id),
        f"person:{decider.person_id}",
        fields,
        one.received_at,
    )


def _content_for(connection: Connection, one: Came, decider: Author) -> Fields | None:
    """What was written, to who may read the family that it is about; else nothing of it."""
    product = product_of(current_app)
    readable = product.feeds_of(connection, decider, one.received_at)
    about = {one.change.feed, f"case:{one.change.fields.get('case_id')}"}
    return None if about.isdisjoint(readable) else shown(product.kinds, one.change)


def shown(kinds: Mapping[str, Kind], change: Change) -> Fields:
    """Without what opens something (a picture's key): of a kind with no schema, nothing."""
    kind = kinds.get(change.kind)
    schema = getattr(kind.read_fields, "schema", None) if kind else None
    return without_secrets(schema, change.fields) if schema is not None else {}


def _by_server(kind: str, record_id: str, feed: str, fields: Fields, now: datetime) -> Change:
    return Change(
        id=str(uuid.UUID(int=uuid_utils.uuid7().int)),
        device_id=SERVER_ID,
        number=int(now.timestamp() * 1000),
        kind=kind,
        schema=1,
        feed=feed,
        record_id=record_id,
        base_version=0,
        depends_on=(),
        fields=fields,
        occurred_at=now,
        clock=Clock(now, 0, trusted=True),
    )
