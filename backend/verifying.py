"""`doorstep verify`: whether what the database and the disk hold fits together, and is unaltered.

Each check reads everything of its kind, in one snapshot, and names what does not fit by id. It
writes nothing. What it cannot see: a change that was removed together with all that it did.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import Connection, Table, select

from backend.attachments.changes import ATTACHMENTS
from backend.attachments.keys import CannotBeOpened, open_box, unwrap
from backend.cases.models import Allocation, CaseFile
from backend.letterbox.models import Quarantined, SigningKey
from backend.letterbox.signers import Signer
from backend.people.author import Author, Role
from backend.strategy.models import Discussion
from backend.sync_api import models as t
from backend.sync_api.rows import kept_change
from backend.uploads import files
from sync.checksum import Tally
from sync.wire import change_of

AT_ONCE = 500
TAKEN = ("accepted", "merged", "conflict")
SIGNED = b"doorstep-signed-1|"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not fit: by which check, about what, and how."""

    check: str
    about: str
    what: str


def verify(connection: Connection) -> Iterator[Finding]:
    """Everything that does not fit, check by check."""
    for name, check in CHECKS.items():
        for about, what in check(connection):
            yield Finding(name, about, what)


def feeds(connection: Connection) -> Iterator[tuple[str, str]]:
    """Each feed's count and checksum are those of its records, and no position is used twice."""
    tallies: dict[int, Tally] = defaultdict(Tally)
    places: dict[int, list[int]] = defaultdict(list)
    for row in _rows(connection, t.record):
        tallies[row.feed_id] = tallies[row.feed_id].with_line(row.id, row.version)
        places[row.feed_id].append(row.position)
    for row in _rows(connection, t.departure):
        places[row.feed_id].append(row.position)
    for row in _rows(connection, t.feed):
        if tallies[row.id] != Tally(row.live, row.sum_one, row.sum_two):
            yield row.name, "its count or checksum is not that of its records"
        taken = places[row.id]
        if len(taken) != len(set(taken)):
            yield row.name, "two of its lines are at one position"
        if taken and (min(taken) < 1 or max(taken) > row.position):
            yield row.name, "a line is where nothing was written yet"


def records(connection: Connection) -> Iterator[tuple[str, str]]:
    """What phones are sent is the record that the row says it is."""
    names = {row.id: row.name for row in _rows(connection, t.feed)}
    for row in _rows(connection, t.record):
        said = _json(row.wire)
        is_so = (row.id, row.type, row.version, names.get(row.feed_id))
        if tuple(said.get(name) for name in ("id", "type", "version", "feed")) != is_so:
            yield row.id, "what is sent of it is not what its row says"


def changes(connection: Connection) -> Iterator[tuple[str, str]]:
    """Each settled change is the one that came, and what it did is there."""
    versions = {row.id: row.version for row in _rows(connection, t.record)}
    for row in _rows(connection, t.change):
        body, outcome = _json(row.body), _json(row.outcome)
        if _hash_of(body) != row.hash:
            yield row.id, "its content is not what came"
        columns = ("id", "device_id", "number", "kind", "feed", "record_id")
        if any(body.get(name) != getattr(row, name) for name in columns):
            yield row.id, "its row is about another change"
        if (outcome.get("id"), outcome.get("status")) != (row.id, row.status):
            yield row.id, "its outcome is another's"
        if row.status in TAKEN and versions.get(row.record_id, 0) < (outcome.get("version") or 0):
            yield row.id, "its record is missing, or older than it"


def signatures(connection: Connection) -> Iterator[tuple[str, str]]:
    """What was sealed is still what its author signed, whether it is settled or waits."""
    keys: dict[tuple[str, str], tuple[bytes, ...]] = defaultdict(tuple)
    for row in _rows(connection, _table(SigningKey)):
        keys[row.person_id, row.device_id] += (row.public_key,)
    for table, name in ((t.change, "id"), (_table(Quarantined), "change_id")):
        for row in _rows(connection, table):
            if row.signature is not None and not _is_signed(row, keys):
                yield getattr(row, name), "its signature is not its author's, or of something else"


def attachments(connection: Connection) -> Iterator[tuple[str, str]]:
    """Each picture that is said to be here opens, and is what was announced."""
    known = set(connection.scalars(select(t.record.c.id).where(t.record.c.type == "attachment")))
    for row in _rows(connection, ATTACHMENTS):
        if row.id not in known:
            yield row.id, "no record tells of it"
        if row.here_at is not None and not _opens(row):
            yield row.id, "its file is missing, or does not open"


def families(connection: Connection) -> Iterator[tuple[str, str]]:
    """Who may read a family's file is what its record says: team, and who has it now."""
    said = {one["id"]: one["fields"] for one in _wires(connection, "family")}
    have: dict[str, set[str]] = defaultdict(set)
    for row in _rows(connection, _table(Allocation)):
        if row.until_at is None:
            have[row.case_id].add(row.person_id)
    for row in _rows(connection, _table(CaseFile)):
        fields = said.pop(row.id, None)
        if fields is None:
            yield row.id, "a case without a family's record"
        elif fields.get("team_id") != row.team_id or set(fields["workers"]) != have[row.id]:
            yield row.id, "who has it is not what its record says"
    for id_ in said:
        yield id_, "a family without a case: nobody can read it"


def discussions(connection: Connection) -> Iterator[tuple[str, str]]:
    """Each request has its discussion, in the same state."""
    said = {one["id"]: one["fields"]["status"] for one in _wires(connection, "strategy_request")}
    for row in _rows(connection, _table(Discussion)):
        if said.pop(row.id, None) != row.status:
            yield row.id, "a discussion without its request, or in another state"
    for id_ in said:
        yield id_, "a request without a discussion: nobody can read it"


CHECKS: Mapping[str, Callable[[Connection], Iterator[tuple[str, str]]]] = {
    "feeds": feeds,
    "records": records,
    "changes": changes,
    "signatures": signatures,
    "attachments": attachments,
    "families": families,
    "discussions": discussions,
}


def _rows(connection: Connection, table: Table) -> Iterator[Any]:
    yield from connection.execute(select(table)).yield_per(AT_ONCE)


def _wires(connection: Connection, kind: str) -> Iterator[dict[str, Any]]:
    asked = select(t.record.c.wire).where(t.record.c.type == kind)
    for wire in connection.scalars(asked).yield_per(AT_ONCE):
        said = _json(wire)
        if said:
            yield said


def _json(data: bytes) -> dict[str, Any]:
    """Empty for what is none: whatever is compared with it then differs."""
    try:
        said = orjson.loads(data)
    except orjson.JSONDecodeError:
        return {}
    return said if isinstance(said, dict) else {}


def _hash_of(body: Mapping[str, Any]) -> str | None:
    try:
        return kept_change(body).content_hash()
    except (KeyError, TypeError, ValueError):
        return None


def _is_signed(row: Any, keys: Mapping[tuple[str, str], tuple[bytes, ...]]) -> bool:
    prefix = SIGNED + row.person_id.encode() + b"|"
    body = _json(row.signed_bytes.removeprefix(prefix))
    if not row.signed_bytes.startswith(prefix) or not body:
        return False
    if change_of(body).content_hash() != row.hash:
        return False
    nobody = Author(row.person_id, Role.SERVER, "", None, row.device_id)
    signer = Signer(nobody, keys.get((row.person_id, row.device_id), ()))
    return signer.has_signed(row.signature, row.signed_bytes)


def _opens(row: Any) -> bool:
    try:
        content = open_box(unwrap(row.file_key, row.id), files.read(row.file), row.id)
    except (CannotBeOpened, OSError):
        return False
    return bool(hashlib.sha256(content).hexdigest() == row.sha256)


def _table(model: Any) -> Table:
    table: Table = model.__table__
    return table
