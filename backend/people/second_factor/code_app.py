"""Codes of an app (TOTP, RFC 6238): six digits, a new one each half minute, each good once."""

from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy import Connection, delete, select, update

from backend.database import insert_unless_there
from backend.errors import NotAllowed, NotNow
from backend.people.second_factor.models import CodeApp
from backend.people.second_factor.sealing import seal, unseal
from backend.people.security_events import What, note

HALF_MINUTE = 30
ALLOWED = (-1, 0, 1)
"""A clock may be a step behind or ahead of ours."""

WRONG = "That code is not right. Use the newest one that the app shows."
USED = "That code has been used. Wait for the next one, then try again."


@dataclass(frozen=True, slots=True)
class NewApp:
    """What the person gives to their app, typed or by the link."""

    secret: str
    link: str


def begin_app(connection: Connection, person_id: str, email: str, now: datetime) -> NewApp:
    """A new secret, which is nothing until a code of it has been typed."""
    mine = CodeApp.person_id == person_id
    connection.execute(delete(CodeApp).where(mine, CodeApp.confirmed_at.is_(None)))
    if has_app(connection, person_id):
        raise NotNow("An app is set up already. Remove it first.", "already-set-up")
    secret = pyotp.random_base32()
    sealed = seal(secret, person_id)
    insert_unless_there(
        connection, CodeApp, person_id=person_id, secret=sealed, began_at=now, last_step=0
    )
    link = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name="Doorstep")
    return NewApp(secret, link)


def confirm_app(connection: Connection, person_id: str, code: str, now: datetime) -> None:
    """The first code shows that the app has the secret."""
    _use(connection, person_id, code, now, confirmed=False)
    mine = update(CodeApp).where(CodeApp.person_id == person_id)
    connection.execute(mine.values(confirmed_at=now))
    note(connection, What.SECOND_STEP_SET, person_id, detail="totp")


def use_code(connection: Connection, person_id: str, code: str, now: datetime) -> None:
    """NotAllowed unless it is a code of this moment that was not used before."""
    _use(connection, person_id, code, now, confirmed=True)


def has_app(connection: Connection, person_id: str) -> bool:
    """Whether codes of an app are good for this person."""
    mine = (CodeApp.person_id == person_id) & CodeApp.confirmed_at.is_not(None)
    return connection.scalar(select(CodeApp.person_id).where(mine)) is not None


def _use(
    connection: Connection, person_id: str, code: str, now: datetime, *, confirmed: bool
) -> None:
    mine = CodeApp.person_id == person_id
    found = connection.execute(select(CodeApp).where(mine).with_for_update()).first()
    if found is None or (found.confirmed_at is not None) != confirmed:
        raise NotAllowed(WRONG, "wrong-code")
    step = _step_of(unseal(found.secret, person_id), code, now)
    if step is None:
        raise NotAllowed(WRONG, "wrong-code")
    if step <= found.last_step:
        raise NotAllowed(USED, "code-used")
    connection.execute(update(CodeApp).where(mine).values(last_step=step))


def _step_of(secret: str | None, code: str, now: datetime) -> int | None:
    """The half minute whose code this is; the latest when two should have the same."""
    if secret is None:
        return None
    totp, this_step = pyotp.TOTP(secret), int(now.timestamp()) // HALF_MINUTE
    steps = [this_step + off for off in ALLOWED]
    right = [s for s in steps if pyotp.utils.strings_equal(totp.generate_otp(s), code)]
    return max(right, default=None)
