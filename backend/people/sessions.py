"""Sessions: opened by sign-in, kept open by refresh, ended by sign-out, reuse or revocation.

Refresh survives a lost answer: token n is good again until token n+1 has been used. A token older
than that has been copied, and ends the session.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from flask import g
from sqlalchemy import ColumnElement, Connection, bindparam, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from backend import clock
from backend.database import UtcDateTime, asking, insert_unless_there
from backend.errors import NotAllowed, NotSignedIn
from backend.people.author import Author, Role
from backend.people.models import Device, Person, SignInSession
from backend.people.security_events import What, note


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a token says: a session of a person on a device, and which refresh token of it."""

    person_id: str
    session_id: str
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Install:
    """The browser install that signs in, and the public half of its key if it has one."""

    id: str
    name: str
    public_key: str | None = None


ENDED = "This sign-in has ended. Sign in again."


def current_author() -> Author:
    """Who asks, as they stand now: device not revoked, session open, person not ended."""
    author: Author | None = g.get("author")
    if author is None:
        ticket: Ticket | None = g.get("ticket")
        if ticket is None:
            raise NotSignedIn("Sign in first.")
        with asking() as connection:
            author = author_of(connection, ticket, clock.now())
        g.author = author
    return author


def author_of(connection: Connection, ticket: Ticket, now: datetime) -> Author:
    """The same, in a transaction that is already open."""
    asked = {"session": ticket.session_id, "person": ticket.person_id, "now": now}
    found = connection.execute(OPEN_SESSION, asked).first()
    if found is None:
        raise NotSignedIn(ENDED, "session-ended")
    whose = (found.id, Role(found.role), found.area, found.team_id, found.device_id)
    lost = found.lost_at is not None
    return Author(*whose, device_lost=lost, device_key=found.public_key)


def _goes_on(end: InstrumentedAttribute[datetime | None]) -> ColumnElement[bool]:
    return or_(end.is_(None), end > bindparam("now", type_=UtcDateTime()))


OPEN_SESSION = (
    select(Person.id, Person.role, Person.area, Person.team_id, Device.id.label("device_id"))
    .add_columns(Device.lost_at, Device.public_key)
    .select_from(SignInSession)
    .join(Device, Device.id == SignInSession.device_id)
    .join(Person, Person.id == SignInSession.person_id)
    .where(SignInSession.id == bindparam("session"), Person.id == bindparam("person"))
    .where(_goes_on(SignInSession.ended_at), _goes_on(Person.ended_at))
    .where(_goes_on(Device.revoked_at), _goes_on(Device.wiped_at))
)
"""Made once: every request asks it, and making it costs more than asking."""


def open_session(session: Session, person: Person, install: Install) -> SignInSession:
    """A new session on this install; an earlier one there ends."""
    now = clock.now()
    device_id = _device_of(session.connection(), person.id, install, now)
    _end(session.connection(), SignInSession.device_id == device_id, "signed-in-again", now)
    opened = SignInSession(
        id=str(uuid.uuid4()),
        person_id=person.id,
        device_id=device_id,
        created_at=now,
        last_used_at=now,
        refreshed=0,
    )
    session.add(opened)
    session.flush()
    note(session.connection(), What.SIGNED_IN, person.id, device_id)
    return opened


def use_refresh(connection: Connection, ticket: Ticket) -> Ticket | None:
    """The next ticket; None when this one was used before its successor was (the session ends)."""
    now = clock.now()
    author = author_of(connection, ticket, now)
    mine = SignInSession.id == ticket.session_id
    refreshed = connection.execute(
        select(SignInSession.refreshed).where(mine).with_for_update()
    ).scalar_one()
    if ticket.turn not in (refreshed - 1, refreshed):
        _end(connection, mine, "refresh-token-reused", now)
        note(connection, What.SIGN_IN_COPIED, author.person_id, author.device_id)
        return None
    turn = ticket.turn + 1
    connection.execute(update(SignInSession).where(mine).values(refreshed=turn, last_used_at=now))
    connection.execute(update(Device).where(Device.id == author.device_id).values(last_seen_at=now))
    return Ticket(ticket.person_id, ticket.session_id, turn)


def end_session(connection: Connection, ticket: Ticket) -> None:
    """Signing out; a second time changes nothing."""
    mine = (SignInSession.id == ticket.session_id) & (SignInSession.person_id == ticket.person_id)
    if _end(connection, mine, "signed-out", clock.now()):
        note(connection, What.SIGNED_OUT, ticket.person_id)


def has_ended(person: Person, now: datetime) -> bool:
    """Access ends at its moment, announced or not."""
    return person.ended_at is not None and person.ended_at <= now


def _end(connection: Connection, which: ColumnElement[bool], because: str, now: datetime) -> bool:
    still_open = update(SignInSession).where(which, SignInSession.ended_at.is_(None))
    ended = connection.execute(still_open.values(ended_at=now, ended_because=because))
    return ended.rowcount > 0


def _device_of(connection: Connection, person_id: str, install: Install, now: datetime) -> str:
    """This person's device row for an install; two people on one install have one each."""
    seen = {"name": install.name, "public_key": install.public_key, "last_seen_at": now}
    for device_id in (install.id, str(uuid.uuid5(uuid.UUID(install.id), person_id))):
        insert_unless_there(
            connection,
            Device,
            id=device_id,
            person_id=person_id,
            created_at=now,
            news_at=now,
            **seen,
        )
        found = connection.execute(select(Device).where(Device.id == device_id)).one()
        if found.person_id == person_id:
            if found.revoked_at or found.lost_at:
                raise NotAllowed("This device may no longer be used.", "device-revoked")
            connection.execute(update(Device).where(Device.id == device_id).values(**seen))
            return device_id
    raise NotAllowed("This device belongs to somebody else.", "device-of-another")
