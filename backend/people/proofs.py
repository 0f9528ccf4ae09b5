"""A proof with each request that the device has its key (DPoP, RFC 9449).

The key was made on the device and cannot leave it; its public half came with the sign-in. Tokens
that are copied off the device are of no use without it. Each proof is good once, for one request.
"""

import base64
import hashlib
import math
from datetime import datetime, timedelta
from typing import Any, TypeGuard
from urllib.parse import urlsplit

from flask import request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from sqlalchemy import Connection, delete
from sqlalchemy.dialects import postgresql, sqlite

from backend import clock
from backend.database import writing_lightly
from backend.errors import NotSignedIn
from backend.people.models import SeenProof
from sync.messages import time_text

LEEWAY = timedelta(minutes=5)
LONGEST = 4_000
LONGEST_ID = 200
POINT = 65

NEEDED = "This phone did not show that the sign-in is its own. Sign in again."
USED = "That request has been answered. Send it again."
CLOCK = "This phone's clock is not right."


def need_proof(key: str, access_token: str | None) -> None:
    """Of this request, by this key; NotSignedIn with a code that says what the phone can do."""
    now = clock.now()
    claims = _read(request.headers.get("DPoP", ""), key)
    right = {"htm": request.method, "ath": _ath(access_token)}
    if any(claims.get(name) != value for name, value in right.items()):
        raise NotSignedIn(NEEDED, "proof-needed")
    if _path(claims.get("htu")) != request.path:
        raise NotSignedIn(NEEDED, "proof-needed")
    made_at, proof_id = claims.get("iat"), claims.get("jti")
    if not _is_moment(made_at) or not isinstance(proof_id, str):
        raise NotSignedIn(NEEDED, "proof-needed")
    if abs(made_at - now.timestamp()) > LEEWAY.total_seconds():
        raise NotSignedIn(CLOCK, "proof-clock", {"now": time_text(now)})
    if not 0 < len(proof_id) <= LONGEST_ID or not _see_once(f"{key}\n{proof_id}", now):
        raise NotSignedIn(USED, "proof-used")


def _is_moment(value: Any) -> TypeGuard[float]:
    """A number of seconds; "NaN" is read as one that is neither too early nor too late."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _read(proof: str, key: str) -> dict[str, Any]:
    """Signed by the key that the device signed in with, and by no other that it may name."""
    try:
        if len(proof) > LONGEST:
            raise ValueError("too long")
        public = _jwk(key)
        read = jwt.decode(proof, ECKey.import_key({**public}), algorithms=["ES256"])
        named: dict[str, Any] = read.header["jwk"]
        same = {name: named.get(name) for name in public} == public
        if read.header.get("typ") != "dpop+jwt" or not same:
            raise ValueError("another kind of token, or key")
    except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotSignedIn(NEEDED, "proof-needed") from error
    return read.claims


def _see_once(proof: str, now: datetime) -> bool:
    """Kept until the proof would be too old; every web process asks the same table."""
    key = hashlib.sha256(proof.encode("utf-8", "replace")).hexdigest()
    with writing_lightly() as connection:  # losing one is no loss
        if key.startswith("00"):
            connection.execute(delete(SeenProof).where(SeenProof.until <= now))
        return _insert(connection, key, now + 2 * LEEWAY)


def _insert(connection: Connection, key: str, until: datetime) -> bool:
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = insert(SeenProof).values(key=key, until=until).on_conflict_do_nothing()
    return connection.scalar(row.returning(SeenProof.key)) is not None


def _jwk(key: str) -> dict[str, str]:
    point = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))
    if len(point) != POINT:
        raise ValueError("not a point")
    x, y = (_base64url(half) for half in (point[1:33], point[33:]))
    return {"kty": "EC", "crv": "P-256", "x": x, "y": y}


def _ath(access_token: str | None) -> str | None:
    if access_token is None:
        return None
    return _base64url(hashlib.sha256(access_token.encode()).digest())


def _path(address: Any) -> str | None:
    """Scheme and host are the proxy's: tokens of ours are good nowhere else."""
    return urlsplit(address).path if isinstance(address, str) else None


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
