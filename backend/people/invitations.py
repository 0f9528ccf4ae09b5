"""Choosing a password with a one-time code, which an administrator hands over by another way."""

import hashlib
import hmac
import re
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from backend import clock
from backend.config import current_config
from backend.database import writing
from backend.errors import NotAllowed
from backend.people.accounts import check_password, tidy_email
from backend.people.models import Person
from backend.people.passwords import passwords
from backend.people.security_events import What, note, note_apart
from backend.people.throttle import buckets_for, give_back, take_a_try

WRONG = "The e-mail address or the code is not right, or the code is too old. Ask for a new one."


def hash_of(email: str, code: str) -> str:
    """As the administrator's phone makes it: 60 random bits, and the e-mail as salt."""
    plain = re.sub(r"[^0-9A-Z]", "", code.upper())
    return hashlib.sha256(f"{tidy_email(email)}\n{plain}".encode()).hexdigest()


def accept_invitation(email: str, code: str, password: str, address: str) -> None:
    """The code is used up; the password is good from now on."""
    check_password(password, email)
    buckets = buckets_for(current_config().token_key, tidy_email(email), address, None)
    with writing() as connection:
        take_a_try(connection, buckets, clock.now())
    hashed = passwords().make_hash(password)
    with writing() as connection:
        now = clock.now()
        asked = select(Person.id, Person.invitation, Person.invited_until, Person.ended_at)
        found = connection.execute(asked.where(Person.email == tidy_email(email))).first()
        kept = (found.invitation if found else None) or ""
        right = hmac.compare_digest(kept, hash_of(email, code))
        if right and found is not None and found.invited_until > now and not _left(found, now):
            give_back(connection, buckets, now)
            mine = update(Person).where(Person.id == found.id)
            used = {"invitation": None, "invited_until": None}
            connection.execute(mine.values(password_hash=hashed, **used))
            note(connection, What.JOINED, found.id)
            return
    note_apart(What.JOIN_FAILED, found.id if found else None)
    raise NotAllowed(WRONG, "wrong-code")


def _left(found: Row[*tuple[Any, ...]], now: datetime) -> bool:
    return found.ended_at is not None and found.ended_at <= now
