"""From the button to the council's sign-in and back to an open session, in three requests.

The page begins with a secret of its own and sends only its hash; at the end it shows the secret.
So nobody can be signed in as somebody else by a link, and a code in an address is of no use alone.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.config import current_config
from backend.database import insert_unless_there, writing, writing_session
from backend.errors import NotAllowed, NotFound, NotNow, NotSignedIn
from backend.people import one_time
from backend.people.models import Identity, Person
from backend.people.oidc.id_token import read_id_token, refused
from backend.people.oidc.provider import the_oidc, the_provider
from backend.people.security_events import What, note, note_apart
from backend.people.sessions import Install, Ticket, open_session
from backend.people.sign_in import SignedIn, may_sign_in
from backend.people.throttle import bucket_of_place, take_a_try

STATE, CODE, LINK = "provider state", "provider code", "provider link"
TIME_TO_SIGN_IN = timedelta(minutes=15)
TIME_TO_COME_BACK = timedelta(minutes=2)
TIME_TO_LINK = timedelta(days=7)
LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ"

Who = dict[str, str]
"""`person_id`, once it is known who signs in."""

STOPPED = "The sign-in was stopped before its end."
TOO_LATE = "That sign-in took too long, or it has been used already."
NOT_HERE = "That sign-in was begun on another phone or in another browser."
GONE = "Your access here has ended."


def begin(challenge: str, address: str) -> str:
    """Where the browser goes. Each try counts: it makes this server ask the provider."""
    the_oidc()
    bucket = bucket_of_place(current_config().token_key, address)
    with writing() as connection:
        take_a_try(connection, [bucket], clock.now())
    provider = the_provider()
    nonce, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
    kept = {"nonce": nonce, "verifier": verifier, "challenge": challenge}
    with writing() as connection:
        state = one_time.keep(connection, STATE, kept, clock.now(), TIME_TO_SIGN_IN)
    return provider.address_to_ask(state, nonce, verifier)


def come_back(said: dict[str, str]) -> str:
    """A code for the page that began: good once, and for that page only."""
    with _noting_refusals() as who:
        return _come_back(said, who)


def _come_back(said: dict[str, str], who: Who) -> str:
    kept = _take(STATE, said.get("state", ""))
    if "code" not in said:
        raise refused(STOPPED, "stopped")
    provider = the_provider()
    if said.get("iss", provider.oidc.issuer) != provider.oidc.issuer:
        raise refused("That sign-in was made by somebody else.", "iss")
    token = provider.id_token(said["code"], kept["verifier"])
    claims = read_id_token(token, provider.keys(), provider.oidc, kept["nonce"], clock.now())
    with writing_session() as session:
        person = _person_of(session, claims, who)
        link = None if person else _keep_for_linking(session, claims, clock.now())
        if person is not None:
            known = {"person_id": person.id, "challenge": kept["challenge"]}
            return one_time.keep(session.connection(), CODE, known, clock.now(), TIME_TO_COME_BACK)
    raise NotAllowed(
        f"Your council account is not linked with Doorstep yet. Give this code to your "
        f"administrator, in person or by telephone: {link}. It is good for seven days.",
        "not-linked",
    )


def exchange(code: str, verifier: str, install: Install) -> SignedIn:
    """A session, for the page that began."""
    with _noting_refusals() as who:
        return _exchange(code, verifier, install, who)


def _exchange(code: str, verifier: str, install: Install, who: Who) -> SignedIn:
    kept = _take(CODE, code)
    who["person_id"] = kept["person_id"]
    hashed = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    if not hmac.compare_digest(hashed, kept["challenge"].encode()):
        raise refused(NOT_HERE, "verifier")
    with writing_session() as session:
        person = session.get_one(Person, kept["person_id"])
        if not may_sign_in(person):
            raise NotSignedIn(GONE, "access-ended")
        opened = open_session(session, person, install)
    return SignedIn(person, Ticket(person.id, opened.id), opened.device_id)


def link(session: Session, person: Person, code: str) -> str:
    """From now on that account at the provider is this person's; its name there comes back."""
    now = clock.now()
    kept = one_time.take(session.connection(), LINK, _tidy(code), now)
    if kept is None:
        raise NotFound("There is no such code, or it has run out.")
    key = {"issuer": kept["issuer"], "subject": kept["subject"]}
    row = key | {"person_id": person.id, "linked_at": now}
    insert_unless_there(session.connection(), Identity, **row)
    if session.get_one(Identity, (kept["issuer"], kept["subject"])).person_id != person.id:
        raise NotNow("That account is somebody else's here.", "linked-to-another")
    note(session.connection(), What.COUNCIL_ACCOUNT_LINKED, person.id)
    return str(kept["name"])


@contextmanager
def _noting_refusals() -> Iterator[Who]:
    """Whom a refusal concerns, as far as it is known when it comes, is in the note of it."""
    who: Who = {}
    try:
        yield who
    except (NotSignedIn, NotAllowed) as refusal:
        note_apart(What.COUNCIL_SIGN_IN_FAILED, who.get("person_id"), detail=refusal.code)
        raise


def _take(purpose: str, token: str) -> dict[str, Any]:
    with writing() as connection:
        kept = one_time.take(connection, purpose, token, clock.now())
    if kept is None:
        raise refused(TOO_LATE, f"no {purpose}")
    return kept


def _person_of(session: Session, claims: dict[str, Any], who: Who) -> Person | None:
    """By issuer and subject. An e-mail address in the claims is nobody's proof of anything."""
    mine = (Identity.issuer == claims["iss"]) & (Identity.subject == claims["sub"])
    person_id = session.scalar(select(Identity.person_id).where(mine))
    person = session.get(Person, person_id) if person_id else None
    if person is not None:
        who["person_id"] = person.id
        if not may_sign_in(person):
            raise NotSignedIn(GONE, "access-ended")
    return person


def _keep_for_linking(session: Session, claims: dict[str, Any], now: datetime) -> str:
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    name = str(claims.get("name") or claims.get("preferred_username") or "")[:200]
    kept = {"issuer": claims["iss"], "subject": claims["sub"], "name": name}
    until = now + TIME_TO_LINK
    one_time.keep_under(session.connection(), LINK, _tidy(code), kept, until)
    return code


def _tidy(code: str) -> str:
    return "".join(letter for letter in code.upper() if letter.isalpha())
