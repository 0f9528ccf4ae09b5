"""From an e-mail and a password to an open session."""

from typing import Any

from sqlalchemy import select

from backend import clock
from backend.config import current_config
from backend.database import reading_session, writing, writing_session
from backend.errors import NotSignedIn
from backend.people.accounts import find_person, tidy_email
from backend.people.models import Device, Person
from backend.people.passwords import passwords
from backend.people.sessions import Ticket, has_ended, open_session
from backend.people.throttle import Bucket, buckets_for, give_back, take_a_try

WRONG = "The e-mail address or the password is not right."


def sign_in(asked: dict[str, Any], address: str) -> tuple[Person, Ticket, str]:
    """The person, their ticket and their device's id; the password is checked in no transaction."""
    install = (asked["device"]["id"], asked["device"]["name"])
    person = _find(asked["email"])
    buckets = _count_this_try(asked["email"], address, person, install[0])
    kept = person.password_hash if person else None
    right = passwords().is_right(kept, asked["password"])
    if person is None or kept is None or not right:
        raise NotSignedIn(WRONG, "wrong-email-or-password")
    return _open(person.id, install, asked["password"], buckets)


def _find(email: str) -> Person | None:
    """Somebody whose access has ended is nobody, and so is an invented person in live use."""
    with reading_session() as session:
        person = find_person(session, email)
    if person is None or has_ended(person, clock.now()):
        return None
    return person if current_config().demo or not person.demo else None


def _count_this_try(
    email: str, address: str, person: Person | None, install_id: str
) -> list[Bucket]:
    known = (
        select(Device.id)
        .where(Device.id == install_id, Device.revoked_at.is_(None))
        .where(Device.person_id == (person.id if person else None))
    )
    secret = current_config().token_key
    with writing() as connection:
        device_id = connection.scalar(known)
        buckets = buckets_for(secret, tidy_email(email), address, device_id)
        take_a_try(connection, buckets, clock.now())
    return buckets


def _open(
    person_id: str, install: tuple[str, str], password: str, buckets: list[Bucket]
) -> tuple[Person, Ticket, str]:
    dearer = _dearer_hash(person_id, password)
    with writing_session() as session:
        give_back(session.connection(), buckets, clock.now())
        person = session.get_one(Person, person_id)
        if dearer:
            person.password_hash = dearer
        opened = open_session(session, person, install)
    return person, Ticket(person.id, opened.id), opened.device_id


def _dearer_hash(person_id: str, password: str) -> str | None:
    """Hashing has become dearer since this password was set: now is when it is known."""
    with reading_session() as session:
        kept = session.get_one(Person, person_id).password_hash
    if kept is None or not passwords().is_too_cheap(kept):
        return None
    return passwords().make_hash(password)
