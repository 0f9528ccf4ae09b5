"""What a person who is signed in does with their own second steps.

As soon as there is one, a code is asked for before anything about it is changed, so that a
session which somebody else has got hold of cannot put a step of its own in place.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from backend import clock
from backend.database import reading_session, writing_session
from backend.errors import NotNow
from backend.people import one_time
from backend.people.author import Author
from backend.people.models import Person
from backend.people.second_factor import factors
from backend.people.second_factor.code_app import NewApp, begin_app, confirm_app
from backend.people.second_factor.failures import failures_noted
from backend.people.second_factor.passkeys import options_to_make, save_passkey
from backend.people.second_factor.recovery import make_codes
from backend.people.security_events import What, note
from backend.people.sign_in import count_this_try
from backend.people.throttle import give_back

MAKING = "making a passkey"
LIFE = timedelta(minutes=10)
TOO_LATE = "That took too long. Start again."


def show_own(author: Author) -> dict[str, Any]:
    """What there is."""
    with reading_session() as session:
        return factors.shown(session.connection(), session.get_one(Person, author.person_id))


def begin_own_app(author: Author, code: str | None, address: str) -> NewApp:
    """Shown once: the secret cannot be asked for again."""
    with _counted(author, code, address) as (connection, person):
        return begin_app(connection, person.id, person.email, clock.now())


def confirm_own_app(author: Author, code: str, address: str) -> dict[str, Any]:
    """The first code of the app."""
    with _counted(author, None, address, own_code=False) as (connection, person):
        confirm_app(connection, person.id, "".join(code.split()), clock.now())
        return _set_up(connection, person)


def begin_own_passkey(author: Author, code: str | None, address: str) -> dict[str, Any]:
    """The challenge is kept here until the passkey comes."""
    with _counted(author, code, address) as (connection, person):
        options = options_to_make(connection, person.id, person.email)
        kept = {"person_id": person.id, "challenge": options["challenge"]}
        ticket = one_time.keep(connection, MAKING, kept, clock.now(), LIFE)
        return {"passkey_options": options, "ticket": ticket}


def save_own_passkey(author: Author, ticket: str, credential: dict[str, Any]) -> dict[str, Any]:
    """The passkey that was made for this ticket."""
    with writing_session() as session:
        connection, now = session.connection(), clock.now()
        person = session.get_one(Person, author.person_id)
        kept = one_time.take(connection, MAKING, ticket, now)
        if kept is None or kept["person_id"] != person.id:
            raise NotNow(TOO_LATE, "ticket-ended")
        save_passkey(connection, person.id, credential, kept["challenge"], now)
        return _set_up(connection, person)


def remove_own(author: Author, asked: dict[str, Any], address: str) -> dict[str, Any]:
    """One goes."""
    with _counted(author, asked.get("code"), address) as (connection, person):
        factors.remove(connection, person, asked["method"], asked.get("passkey_id"))
        return factors.shown(connection, person)


def new_codes(author: Author, code: str, address: str) -> dict[str, Any]:
    """Ten new recovery codes."""
    with _counted(author, code, address) as (connection, person):
        if not factors.has_any(connection, person.id):
            raise NotNow("Set up a second step first.", "not-set-up")
        codes = make_codes(connection, person.id)
        note(connection, What.RECOVERY_CODES_MADE, person.id)
        return factors.shown(connection, person) | {"recovery_codes": codes}


@contextmanager
def _counted(
    author: Author, code: str | None, address: str, *, own_code: bool = True
) -> Iterator[tuple[Connection, Person]]:
    """A transaction in which a code may be tried: counted before, given back when it ends well."""
    with reading_session() as session:
        person = session.get_one(Person, author.person_id)
    buckets = count_this_try(person.email, address, person, author.device_id)
    with failures_noted(person.id, author.device_id), writing_session() as session:
        connection = session.connection()
        if own_code:
            factors.show_own_code(connection, person.id, code, clock.now())
        yield connection, session.get_one(Person, person.id)
        give_back(connection, buckets, clock.now())


def _set_up(connection: Connection, person: Person) -> dict[str, Any]:
    codes = factors.first_codes(connection, person.id)
    shown = factors.shown(connection, person)
    return shown | ({"recovery_codes": codes} if codes else {})
