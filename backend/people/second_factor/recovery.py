"""Ten codes on paper, for when the phone with the app or the key is lost. Each is good once."""

import secrets
from datetime import datetime
from string import ascii_uppercase, digits

from sqlalchemy import Connection, delete, func, insert, select, update

from backend.errors import NotAllowed
from backend.people.second_factor.models import RecoveryCode
from backend.people.second_factor.sealing import hash_of
from backend.people.security_events import What, note

HOW_MANY = 10
LETTERS = "".join(sorted(set(ascii_uppercase + digits) - set("01ILOU")))
"""Without those that are mistaken for another."""
GROUPS, GROUP = 4, 4

WRONG = "That recovery code is not right, or it has been used."


def make_codes(connection: Connection, person_id: str) -> list[str]:
    """Ten new ones, to be shown once; the ones before are good no more."""
    connection.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    codes = [_new_code() for _ in range(HOW_MANY)]
    rows = [{"person_id": person_id, "hash": hash_of(_tidy(c), person_id)} for c in codes]
    connection.execute(insert(RecoveryCode), rows)
    return codes


def use_recovery(connection: Connection, person_id: str, code: str, now: datetime) -> None:
    """NotAllowed unless it is one of theirs that was not used before."""
    mine = (RecoveryCode.person_id == person_id) & RecoveryCode.used_at.is_(None)
    this = mine & (RecoveryCode.hash == hash_of(_tidy(code), person_id))
    used = update(RecoveryCode).where(this).values(used_at=now).returning(RecoveryCode.hash)
    if connection.scalar(used) is None:
        raise NotAllowed(WRONG, "wrong-code")
    note(connection, What.RECOVERY_CODE_USED, person_id)


def codes_left(connection: Connection, person_id: str) -> int:
    """How many are still good."""
    mine = (RecoveryCode.person_id == person_id) & RecoveryCode.used_at.is_(None)
    return connection.scalar(select(func.count()).select_from(RecoveryCode).where(mine)) or 0


def _new_code() -> str:
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def _tidy(code: str) -> str:
    """However it is typed."""
    return "".join(c for c in code.upper() if c in LETTERS)
