"""What happened with accounts and phones: a row that administrators read, and a line in the log.

Ids, times and fixed words, and nothing else: no name, e-mail, address, password or code. What can
happen very often (a wrong password) is one row an hour, with how often. Rows go after KEPT.
"""

import uuid
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import structlog
from sqlalchemy import Connection, delete, event, select
from sqlalchemy.dialects import postgresql, sqlite

from backend import clock
from backend.database import writing
from backend.people.models import Person, SecurityEvent

log = structlog.get_logger()
KEPT = timedelta(days=400)
"""A year, and time to ask about it."""


class What(StrEnum):
    """Every kind of event. A new one gets its words in pwa/src/page/words/happened.ts."""

    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    THROTTLED = "too-many-tries"
    SIGN_IN_COPIED = "sign-in-copied"
    """A refresh token was used again after its successor: somebody has a copy."""
    SIGNED_OUT = "signed-out"
    SECOND_STEP_FAILED = "second-step-failed"
    SECOND_STEP_SET = "second-step-set"
    SECOND_STEP_REMOVED = "second-step-removed"
    SECOND_STEP_RESET = "second-step-reset"
    RECOVERY_CODE_USED = "recovery-code-used"
    RECOVERY_CODES_MADE = "recovery-codes-made"
    JOINED = "joined"
    JOIN_FAILED = "one-time-code-failed"
    COUNCIL_ACCOUNT_LINKED = "council-account-linked"
    COUNCIL_SIGN_IN_FAILED = "council-sign-in-failed"
    PERSON_ADDED = "person-added"
    PERSON_INVITED = "person-invited"
    ROLE_CHANGED = "role-changed"
    ACCESS_ENDED = "access-ended"
    ACCESS_RESTORED = "access-restored"
    DEVICE_LOST = "device-lost"
    DEVICE_FOUND = "device-found"
    DEVICE_WIPE_ASKED = "device-wipe-asked"
    DEVICE_WIPED = "device-wiped"
    DEVICE_REVOKED = "device-revoked"
    SIGNING_KEY = "signing-key-changed"
    LETTER_REFUSED = "letter-not-believed"
    NOT_ALLOWED = "change-not-allowed"
    TAKEN_IN = "held-back-taken-in"
    LEFT_OUT = "held-back-left-out"
    SERVER_KEY = "server-key-changed"
    ATTACHMENT_KEY = "attachment-key-changed"
    BRIDGE_SHOWN = "bridge-shown"


PAGE = 100
SHOWN = ("id", "what", "person_id", "device_id", "by_id", "detail", "at", "last_at", "times")

COUNTED = frozenset(
    {
        What.SIGN_IN_FAILED,
        What.COUNCIL_SIGN_IN_FAILED,
        What.THROTTLED,
        What.SECOND_STEP_FAILED,
        What.JOIN_FAILED,
        What.LETTER_REFUSED,
        What.NOT_ALLOWED,
    }
)
"""What somebody can do as often as they like: one row an hour for each person and device."""


def note(
    connection: Connection,
    what: What,
    person_id: str | None = None,
    device_id: str | None = None,
    **more: Any,
) -> None:
    """In this transaction. `more`: by_id (who did it), detail (a fixed word), times."""
    now, times = clock.now(), more.pop("times", 1)
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    mine = select(Person.area).where(Person.id == person_id).scalar_subquery()
    ids = {"person_id": person_id, "device_id": device_id, **more}
    key = _hourly(what, ids, now) if what in COUNTED else str(uuid.uuid4())
    row = insert(SecurityEvent).values(
        key=key, what=what.value, area=mine, at=now, last_at=now, times=times, **ids
    )
    again = {"times": SecurityEvent.times + times, "last_at": now}
    connection.execute(row.on_conflict_do_update(index_elements=["key"], set_=again))
    event.listen(connection, "commit", lambda _: _log(what, times, ids), once=True)


def note_apart(
    what: What, person_id: str | None, device_id: str | None = None, **more: Any
) -> None:
    """In a transaction of its own: what was tried has been given up."""
    with writing() as connection:
        note(connection, what, person_id, device_id, **more)


def read_events(
    connection: Connection, area: str, before: int | None = None
) -> list[dict[str, Any]]:
    """Those of an area, and those of nobody known; the latest first, a page at a time."""
    rows = SecurityEvent.__table__.c
    asked = select(*(rows[name] for name in SHOWN)).order_by(rows.id.desc()).limit(PAGE)
    asked = asked.where((rows.area == area) | rows.area.is_(None))
    if before is not None:
        asked = asked.where(rows.id < before)
    return [dict(row) for row in connection.execute(asked).mappings()]


def forget_old_events(connection: Connection, now: datetime) -> None:
    """Nobody is watched for ever."""
    connection.execute(delete(SecurityEvent).where(SecurityEvent.at < now - KEPT))


def note_key(connection: Connection, what: What, name: str) -> None:
    """The key that counts from now on, by its name, where it is another than before."""
    same = (SecurityEvent.what == what.value) & (SecurityEvent.detail == name)
    if connection.scalar(select(SecurityEvent.id).where(same)) is None:
        note(connection, what, detail=name)


def _hourly(what: What, ids: dict[str, Any], now: datetime) -> str:
    return "|".join([what, *(str(one) for one in ids.values()), f"{now:%Y-%m-%dT%H}"])


def _log(what: What, times: int, ids: dict[str, Any]) -> None:
    """Once it is so: what was rolled back did not happen."""
    log.info("security event", what=what.value, times=times, **{k: v for k, v in ids.items() if v})
