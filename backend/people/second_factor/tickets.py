"""Between the first step of a sign-in and the second: a ticket that is good for ten minutes."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from backend.errors import NotSignedIn
from backend.people import one_time
from backend.people.models import Person
from backend.people.second_factor.factors import has_any, is_demanded, methods_of
from backend.people.second_factor.passkeys import options_to_use
from backend.people.sessions import Install

PURPOSE = "second step"
LIFE = timedelta(minutes=10)
TOO_LATE = "That took too long. Sign in again from the start."


@dataclass(frozen=True, slots=True)
class SecondStep:
    """What the phone is told instead of a session."""

    ticket: str
    methods: list[str]
    passkey_options: dict[str, Any] | None
    enrol: bool
    """One must be set up first: nothing is there yet that could be asked for."""


@dataclass(frozen=True, slots=True)
class HalfIn:
    """Who has done the first step, where."""

    person_id: str
    install: Install
    enrol: bool
    challenge: str | None


def begin_second_step(
    connection: Connection, person: Person, install: Install, now: datetime
) -> SecondStep | None:
    """None when neither the person nor their area asks for one."""
    enrol = not has_any(connection, person.id)
    if enrol and not is_demanded(connection, person):
        return None
    options = options_to_use(connection, person.id)
    half = HalfIn(person.id, install, enrol, options["challenge"] if options else None)
    ticket = one_time.keep(connection, PURPOSE, asdict(half), now, LIFE)
    methods = [] if enrol else methods_of(connection, person.id)
    return SecondStep(ticket, methods, options, enrol)


def look_at(connection: Connection, ticket: str, now: datetime) -> HalfIn:
    """Whose ticket it is; it stays good."""
    return _half_in(one_time.look(connection, PURPOSE, ticket, now))


def hand_in(connection: Connection, ticket: str, now: datetime) -> HalfIn:
    """The same, and it is good no more (unless the transaction is given up)."""
    return _half_in(one_time.take(connection, PURPOSE, ticket, now))


def ask_again(connection: Connection, ticket: str, half: HalfIn, challenge: str) -> None:
    """A passkey is being made for this ticket."""
    kept = asdict(half) | {"challenge": challenge}
    one_time.change(connection, PURPOSE, ticket, kept)


def _half_in(kept: dict[str, Any] | None) -> HalfIn:
    if kept is None:
        raise NotSignedIn(TOO_LATE, "ticket-ended")
    return HalfIn(**(kept | {"install": Install(**kept["install"])}))
