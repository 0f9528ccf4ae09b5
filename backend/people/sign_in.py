"""From an e-mail and a password to an open session, or to the second step."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.config import current_config
from backend.database import reading_session, writing, writing_session
from backend.errors import NotSignedIn, TooMany
from backend.people.accounts import find_person, tidy_email
from backend.people.models import Device, Person
from backend.people.passwords import passwords
from backend.people.second_factor.tickets import SecondStep, begin_second_step
from backend.people.security_events import What, note_apart
from backend.people.sessions import Install, Ticket, has_ended, open_session
from backend.people.throttle import Bucket, buckets_for, give_back, take_a_try

WRONG = "The e-mail address or the password is not right."


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session is open."""

    person: Person
    ticket: Ticket
    device_id: str
    recovery_codes: list[str] = field(default_factory=list)
    """Made just now, and shown once."""


def sign_in(asked: dict[str, Any], address: str) -> SignedIn | SecondStep:
    """The password is checked in no transaction."""
    install = Install(**asked["device"])
    person = _find(asked["email"])
    buckets = count_this_try(asked["email"], address, person, install.id)
    kept = person.password_hash if person else None
    right = passwords().is_right(kept, asked["password"])
    if person is None or kept is None or not right:
        note_apart(What.SIGN_IN_FAILED, person.id if person else None)
        raise NotSignedIn(WRONG, "wrong-email-or-password")
    dearer = _dearer_hash(kept, asked["password"])
    with writing_session() as session:
        person = session.get_one(Person, person.id)
        if dearer:
            person.password_hash = dearer
        return after_first_step(session, person, install, buckets)


def after_first_step(
    session: Session, person: Person, install: Install, buckets: list[Bucket]
) -> SignedIn | SecondStep:
    """They are who they say. What the try counted stays until the second step is done too."""
    now = clock.now()
    step = begin_second_step(session.connection(), person, install, now)
    if step is not None:
        return step
    give_back(session.connection(), buckets, now)
    opened = open_session(session, person, install)
    return SignedIn(person, Ticket(person.id, opened.id), opened.device_id)


def may_sign_in(person: Person) -> bool:
    """Somebody whose access has ended is nobody, and so is an invented person in live use."""
    return not has_ended(person, clock.now()) and (current_config().demo or not person.demo)


def count_this_try(
    email: str, address: str, person: Person | None, install_id: str
) -> list[Bucket]:
    """Before it is made; the buckets, for giving it back."""
    known = (
        select(Device.id)
        .where(Device.id == install_id, Device.revoked_at.is_(None))
        .where(Device.person_id == (person.id if person else None))
    )
    secret = current_config().token_key
    try:
        with writing() as connection:
            device_id = connection.scalar(known)
            buckets = buckets_for(secret, tidy_email(email), address, device_id)
            take_a_try(connection, buckets, clock.now())
    except TooMany:
        note_apart(What.THROTTLED, person.id if person else None)
        raise
    return buckets


def _find(email: str) -> Person | None:
    with reading_session() as session:
        person = find_person(session, email)
    return person if person is not None and may_sign_in(person) else None


def _dearer_hash(kept: str, password: str) -> str | None:
    """Hashing has become dearer since this password was set: now is when it is known."""
    return passwords().make_hash(password) if passwords().is_too_cheap(kept) else None
