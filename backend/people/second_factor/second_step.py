"""The second step itself: with what the person has, or by setting up their first."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from backend import clock
from backend.database import reading_session, writing_session
from backend.errors import Invalid, NotNow, NotSignedIn
from backend.people.models import Person
from backend.people.second_factor import tickets
from backend.people.second_factor.code_app import NewApp, begin_app, confirm_app, use_code
from backend.people.second_factor.factors import first_codes
from backend.people.second_factor.failures import failures_noted
from backend.people.second_factor.passkeys import options_to_make, save_passkey, use_passkey
from backend.people.second_factor.recovery import use_recovery
from backend.people.second_factor.tickets import HalfIn
from backend.people.sessions import ENDED, Ticket, open_session
from backend.people.sign_in import SignedIn, count_this_try, may_sign_in
from backend.people.throttle import give_back

TRIES = 2
"""One for each step: both are given back when the second is done."""


def second_step(asked: dict[str, Any], address: str) -> SignedIn:
    """Counted first; then the code, the ticket and the session in one transaction, or nothing."""
    person, half = _person_of(asked["ticket"])
    buckets = count_this_try(person.email, address, person, half.install.id)
    now = clock.now()
    with failures_noted(person.id, half.install.id), writing_session() as session:
        connection = session.connection()
        half = tickets.hand_in(connection, asked["ticket"], now)
        codes = _do(connection, half, asked, now)
        give_back(connection, buckets, now, TRIES)
        person = session.get_one(Person, half.person_id)
        opened = open_session(session, person, half.install)
    return SignedIn(person, Ticket(person.id, opened.id), opened.device_id, codes)


def enrol(ticket: str, method: str) -> NewApp | dict[str, Any]:
    """What the first second step of a person is made from, between the two steps."""
    person, half = _person_of(ticket)
    if not half.enrol:
        raise NotNow("You have a second step already.", "already-set-up")
    now = clock.now()
    with writing_session() as session:
        connection = session.connection()
        if method == "totp":
            return begin_app(connection, person.id, person.email, now)
        options = options_to_make(connection, person.id, person.email)
        tickets.ask_again(connection, ticket, half, options["challenge"])
    return options


def _person_of(ticket: str) -> tuple[Person, HalfIn]:
    with reading_session() as session:
        half = tickets.look_at(session.connection(), ticket, clock.now())
        person = session.get_one(Person, half.person_id)
    if not may_sign_in(person):
        raise NotSignedIn(ENDED, "session-ended")
    return person, half


def _do(connection: Connection, half: HalfIn, asked: dict[str, Any], now: datetime) -> list[str]:
    if half.enrol:
        _set_up(connection, half, asked, now)
        return first_codes(connection, half.person_id) or []
    if asked["method"] == "totp":
        use_code(connection, half.person_id, _code(asked), now)
    elif asked["method"] == "recovery":
        use_recovery(connection, half.person_id, _code(asked), now)
    else:
        use_passkey(connection, half.person_id, _credential(asked), half.challenge, now)
    return []


def _set_up(connection: Connection, half: HalfIn, asked: dict[str, Any], now: datetime) -> None:
    if asked["method"] == "totp":
        confirm_app(connection, half.person_id, _code(asked), now)
    elif asked["method"] == "passkey":
        credential = _credential(asked)
        save_passkey(connection, half.person_id, credential, half.challenge, now)
    else:
        raise NotNow("Set up a second step first.", "not-set-up")


def _code(asked: dict[str, Any]) -> str:
    code: str | None = asked.get("code")
    if not code:
        raise Invalid("Enter the code.", fields={"code": "Needed."})
    return "".join(code.split()) if asked["method"] == "totp" else code


def _credential(asked: dict[str, Any]) -> dict[str, Any]:
    credential: dict[str, Any] | None = asked.get("credential")
    if not credential:
        raise Invalid("The passkey did not answer.", fields={"credential": "Needed."})
    return credential
