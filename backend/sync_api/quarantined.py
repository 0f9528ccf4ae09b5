"""A manager decides about what came from a lost device: let it in as it is, or leave it out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import orjson
from flask import current_app
from marshmallow import fields
from sqlalchemy import Connection, Row, update

from backend.letterbox.signers import Proof
from backend.people.author import Role, author_at
from backend.people.security_events import What, note
from backend.schemas import (
    AwareDateTime,
    LongText,
    SafeText,
    StrictBool,
    StrictSchema,
    Uuid,
    reader,
)
from backend.sync_api.authority import read_author
from backend.sync_api.quarantine import QUARANTINE
from backend.sync_api.registry import product_of
from backend.sync_api.rows import kept_change
from backend.sync_api.sql_store import SqlStore
from sync.errors import Refused
from sync.kinds import Desk, Kind
from sync.messages import Change, Fields, Outcome, Reason, Record, time_text
from sync.push import push
from sync.store import Batch, Settled

TYPE = "quarantined_change"
DECIDERS = (Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE, Role.ADMINISTRATOR)


class ReportSchema(StrictSchema):
    """`report_quarantined_change`, by the server."""

    quarantine_id = Uuid(required=True)
    change_id = Uuid(required=True)
    change_kind = SafeText(required=True)
    urgent = StrictBool(required=True)
    person_id = Uuid(required=True)
    device_id = Uuid(required=True)
    device_name = SafeText(required=True, may_be_empty=True)
    happened_at = AwareDateTime(required=True)
    came_at = AwareDateTime(required=True)
    content = fields.Dict(required=True, allow_none=True)
    copies = fields.List(Uuid(), required=True)


class ReleaseSchema(StrictSchema):
    """`release_quarantined_change`: it says all by its name."""


class DiscardSchema(StrictSchema):
    """`discard_quarantined_change`: why it is left out."""

    reason = LongText(required=True)


def check_server(change: Change, current: Record | None, desk: Desk) -> None:
    """Only the server says what has come."""
    if author_at(desk).role is not Role.SERVER or not change.feed.startswith("person:"):
        raise Refused("not-allowed", "Only the server does this.")


def check_may_decide(change: Change, current: Record | None, desk: Desk) -> None:
    """Whoever was asked, once; nobody about what they wrote themselves."""
    author = author_at(desk)
    own = f"person:{author.person_id}"
    if current is None or current.feed != own or author.role not in DECIDERS:
        raise Refused("not-to-decide", "There is nothing here for you to decide.")
    if current.fields["status"] != "waiting":
        raise Refused("already-decided", "Somebody has decided this already.")


def as_waiting(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Nobody has decided."""
    undecided = {"status": "waiting", "decided_by": None, "decided_at": None, "reason": None}
    return {**fields, **undecided}


def _as(status: str) -> Callable[[Change, Record | None, Fields, Desk], Fields]:
    def becomes(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
        return {
            "status": status,
            "decided_by": author_at(desk).person_id,
            "decided_at": time_text(desk.received_at),
            "reason": fields.get("reason"),
        }

    return becomes


def _decided(
    follow: Callable[[Connection, Row[Any]], None],
) -> Callable[[Change, Record, Desk], None]:
    """Everybody who was asked sees the decision, and what it means happens with it."""

    def and_then(change: Change, record: Record, desk: Desk) -> None:
        news = ("status", "decided_by", "decided_at", "reason")
        decision = {name: record.fields[name] for name in news}
        for other_id in record.fields["copies"]:
            other = desk.record(other_id)
            if other is not None and other_id != record.id:
                desk.write(other.next(fields={**other.fields, **decision}))
        desk.also(lambda connection: _settle(connection, record.fields, desk, follow))

    return and_then


def _settle(
    connection: Connection,
    said: Fields,
    desk: Desk,
    follow: Callable[[Connection, Row[Any]], None],
) -> None:
    waits = (QUARANTINE.c.id == said["quarantine_id"], QUARANTINE.c.decision.is_(None))
    values = {
        "decision": said["status"],
        "decided_by": said["decided_by"],
        "decided_at": desk.received_at,
        "reason": said["reason"],
    }
    decided = update(QUARANTINE).where(*waits).values(values).returning(*QUARANTINE.c)
    row = connection.execute(decided).first()
    if row is not None:
        what = What.TAKEN_IN if said["status"] == "released" else What.LEFT_OUT
        note(connection, what, row.person_id, row.device_id, by_id=said["decided_by"])
        follow(connection, row)


def release(connection: Connection, row: Row[Any]) -> None:
    """Settled as it would have been when it came, by who made it."""
    change = kept_change(orjson.loads(row.body))
    author = replace(read_author(connection, row.person_id), device_id=change.device_id)
    product = product_of(current_app)
    authority = product.letters_of(connection, {id(change): author}, row.received_at, None)
    store = SqlStore(connection, {id(change): Proof(row.signature, row.signed_bytes)})
    push(store, product.kinds, [change], authority, row.received_at)


def discard(connection: Connection, row: Row[Any]) -> None:
    """Refused for ever, and so is what depends on it; unless its id was used for something else."""
    change = kept_change(orjson.loads(row.body))
    store = SqlStore(connection, {id(change): Proof(row.signature, row.signed_bytes)})
    if store.settled([change.id]):
        return
    message = "A manager has looked at this, and left it out."
    reason = Reason("discarded-by-manager", message)
    outcome = Outcome(change.id, "refused", change.record_id, reason=reason)
    settled = Settled(row.hash, outcome, change, row.person_id, row.received_at)
    store.save(Batch(row.received_at, settled=[settled]))


KINDS: tuple[Kind, ...] = (
    Kind(
        "report_quarantined_change",
        TYPE,
        "create",
        reader(ReportSchema()),
        check_server,
        becomes=as_waiting,
    ),
    Kind(
        "release_quarantined_change",
        TYPE,
        "decide",
        reader(ReleaseSchema()),
        check_may_decide,
        becomes=_as("released"),
        and_then=_decided(release),
    ),
    Kind(
        "discard_quarantined_change",
        TYPE,
        "decide",
        reader(DiscardSchema()),
        check_may_decide,
        becomes=_as("discarded"),
        and_then=_decided(discard),
    ),
)
