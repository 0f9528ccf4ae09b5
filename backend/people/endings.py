"""Ending somebody's access, or a lost device's. What they wrote stays; a phone keeps its outbox."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, update

from backend.people.accounts import tidy_email
from backend.people.models import Device, Person, SignInSession
from backend.people.security_events import What, note


def end_access(connection: Connection, email: str, now: datetime) -> bool:
    """From this moment; whether there was such a person with access."""
    ended = (
        update(Person)
        .where(Person.email == tidy_email(email), Person.ended_at.is_(None))
        .values(ended_at=now)
        .returning(Person.id)
    )
    person_id = connection.scalar(ended)
    if person_id is None:
        return False
    _end_sessions(connection, SignInSession.person_id == person_id, "access-ended", now)
    return True


def end_person(connection: Connection, person_id: str, moment: datetime, now: datetime) -> None:
    """Their access ends then, and where that has come their sign-ins. No code is good any more."""
    ended = update(Person).where(Person.id == person_id)
    connection.execute(ended.values(ended_at=moment, invitation=None, invited_until=None))
    if moment <= now:
        _end_sessions(connection, SignInSession.person_id == person_id, "access-ended", now)


def revoke_device(connection: Connection, device_id: str, now: datetime) -> bool:
    """For good: a device that was lost is not trusted again when it is found."""
    revoked = (
        update(Device)
        .where(Device.id == device_id.lower(), Device.revoked_at.is_(None))
        .values(revoked_at=now, news_at=now)
        .returning(Device.id)
    )
    if connection.scalar(revoked) is None:
        return False
    _end_sessions(connection, SignInSession.device_id == device_id.lower(), "device-revoked", now)
    return True


def note_wiped(connection: Connection, device_id: str, order: str, now: datetime) -> bool:
    """The device says that it has done as it was told; whether it was told so."""
    told = (Device.id == device_id) & (Device.wipe_order == order)
    wiped_at = func.coalesce(Device.wiped_at, now)
    wiped = update(Device).where(told).values(wiped_at=wiped_at, waiting=0, news_at=now)
    if connection.execute(wiped).rowcount == 0:
        return False
    _end_sessions(connection, SignInSession.device_id == device_id, "device-wiped", now)
    note(connection, What.DEVICE_WIPED, device_id=device_id)
    return True


def _end_sessions(
    connection: Connection, which: ColumnElement[bool], because: str, now: datetime
) -> None:
    still_open = update(SignInSession).where(which, SignInSession.ended_at.is_(None))
    connection.execute(still_open.values(ended_at=now, ended_because=because))
