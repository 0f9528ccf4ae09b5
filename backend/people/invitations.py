"""Choosing a password with a one-time code, which an administrator hands over by another way."""

import hashlib
import hmac
import re

from sqlalchemy import select, update

from backend import clock
from backend.config import current_config
from backend.database import writing
from backend.errors import NotAllowed
from backend.people.accounts import check_password, tidy_email
from backend.people.models import Person
from backend.people.passwords import passwords
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
        mine = select(Person.id, Person.invitation, Person.invited_until, Person.ended_at)
        found = connection.execute(mine.where(Person.email == tidy_email(email))).first()
        kept = (found.invitation if found else None) or ""
        right = hmac.compare_digest(kept, hash_of(email, code))
        if (
            not right
            or found is None
            or found.invited_until <= now
            or (found.ended_at and found.ended_at <= now)
        ):
            raise NotAllowed(WRONG, "wrong-code")
        give_back(connection, buckets, now)
        chosen = update(Person).where(Person.id == found.id)
        connection.execute(chosen.values(password_hash=hashed, invitation=None, invited_until=None))
