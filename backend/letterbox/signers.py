"""Whose signature is whose: the keys that each person signs with on each of their devices."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from sqlalchemy import Connection, Row, bindparam, exists, func, select, update

from backend.database import insert_unless_there
from backend.errors import TooMany
from backend.letterbox.models import Quarantined, SigningKey
from backend.people.author import Author, Role
from backend.people.models import Device, Person
from backend.people.security_events import What, note

Pair = tuple[str, str]
"""A person and a device of theirs."""

MOST_TRIED = 20
MOST_A_DAY = 20
HALF = 32
ECDSA = ec.ECDSA(SHA256())


@dataclass(frozen=True, slots=True)
class Proof:
    """That a change is its author's: kept with it, for as long as it is kept."""

    signature: bytes | None
    signed_bytes: bytes | None


NO_PROOF = Proof(None, None)
"""Of a change that came with its author's session instead."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A person at a device as they stand now, and the keys that they have signed with there."""

    author: Author
    keys: tuple[bytes, ...]
    undecided: bool = False
    """Something of this device waits for a manager, perhaps from before it was found again."""

    def has_signed(self, signature: bytes, signed_bytes: bytes) -> bool:
        """Whether this is a signature (r and s, 32 bytes each) of theirs."""
        halves = (int.from_bytes(signature[:HALF], "big"), int.from_bytes(signature[HALF:], "big"))
        in_der = encode_dss_signature(*halves)
        return any(_is_by(key, in_der, signed_bytes) for key in self.keys[:MOST_TRIED])


def find_signers(
    connection: Connection, pairs: Collection[Pair], now: datetime
) -> Mapping[Pair, Signer]:
    """Those who have registered a key; strangers are absent."""
    found: dict[Pair, Signer] = {}
    rows = connection.execute(KEYS_OF, {"devices": sorted({device for _, device in pairs})})
    for row in rows:
        pair = (row.person_id, row.device_id)
        if pair in pairs:
            before = found.get(pair) or Signer(_author(row, now), (), row.undecided)
            found[pair] = replace(before, keys=(*before.keys, row.public_key))
    return found


KEYS_OF = (
    select(
        SigningKey.person_id,
        SigningKey.device_id,
        SigningKey.public_key,
        Person.role,
        Person.area,
        Person.team_id,
        Person.ended_at,
        Device.revoked_at,
        Device.lost_at,
        Device.wiped_at,
        exists()
        .where(Quarantined.device_id == SigningKey.device_id, Quarantined.decision.is_(None))
        .label("undecided"),
    )
    .join(Person, Person.id == SigningKey.person_id)
    .join(Device, Device.id == SigningKey.device_id)
    .where(SigningKey.device_id.in_(bindparam("devices", expanding=True)))
    .order_by(SigningKey.id.desc())
)


def register_key(connection: Connection, author: Author, public_key: bytes, now: datetime) -> None:
    """This device signs with it from now on; what earlier keys signed stays theirs."""
    mine = (SigningKey.person_id == author.person_id, SigningKey.device_id == author.device_id)
    known = select(SigningKey.id).where(*mine, SigningKey.public_key == public_key)
    if connection.scalar(known) is not None:
        return
    lately = SigningKey.registered_at > now - timedelta(days=1)
    made = connection.scalar(select(func.count()).select_from(SigningKey).where(*mine, lately))
    if (made or 0) >= MOST_A_DAY:
        raise TooMany("Too many keys for one device. Try again tomorrow.", retry_after=86_400)
    ended = update(SigningKey).where(*mine, SigningKey.ended_at.is_(None))
    if connection.execute(ended.values(ended_at=now)).rowcount:
        note(connection, What.SIGNING_KEY, author.person_id, author.device_id)
    insert_unless_there(
        connection,
        SigningKey,
        person_id=author.person_id,
        device_id=author.device_id,
        public_key=public_key,
        registered_at=now,
    )


def _author(row: Row[*tuple[Any, ...]], now: datetime) -> Author:
    lost = any(at is not None and at <= now for at in (row.revoked_at, row.lost_at, row.wiped_at))
    person = (row.person_id, Role(row.role), row.area, row.team_id, row.device_id)
    return Author(*person, ended_at=row.ended_at, device_lost=lost)


def _is_by(key: bytes, signature: bytes, signed_bytes: bytes) -> bool:
    try:
        _loaded(key).verify(signature, signed_bytes, ECDSA)
    except InvalidSignature:
        return False
    return True


@lru_cache(2_000)
def _loaded(point: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
