"""Passkeys as a second step (WebAuthn): the key stays in the phone, the computer or the fob.

What is asked of a browser and believed of its answer is in `ceremonies`, imported when there is
one: its library takes 5 MB.
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from backend.config import current_config
from backend.errors import NotAllowed, NotNow
from backend.people.second_factor.models import Passkey
from backend.people.security_events import What, note

WRONG = "That passkey is not one of yours, or it did not answer. Try again."
NOT_MADE = "The passkey could not be saved. Try again."
NOT_HERE = "Passkeys cannot be used here yet."
MOST = 10


def are_offered() -> bool:
    """A passkey belongs to an address: without one in the settings there are none."""
    return bool(current_config().origin)


def options_to_make(connection: Connection, person_id: str, email: str) -> dict[str, Any]:
    """For `navigator.credentials.create`; the challenge in them is good once."""
    if not are_offered():
        raise NotNow(NOT_HERE, "no-passkeys-here")
    known = _known(connection, person_id)
    if len(known) >= MOST:
        raise NotNow(f"You have {MOST} passkeys. Remove one first.", "too-many-passkeys")
    from backend.people.second_factor import ceremonies  # noqa: PLC0415

    return ceremonies.asked_to_make(current_config().rp_id, uuid.UUID(person_id), email, known)


def save_passkey(
    connection: Connection,
    person_id: str,
    sent: dict[str, Any],
    challenge: str | None,
    now: datetime,
) -> str:
    """Its id, when it answers this challenge at this address."""
    if not challenge:
        raise NotAllowed(NOT_MADE, "passkey-not-made")  # nobody was asked to make one
    from backend.people.second_factor import ceremonies  # noqa: PLC0415

    made = ceremonies.made(_here(), sent, challenge)
    if made is None:
        raise NotAllowed(NOT_MADE, "passkey-not-made")
    credential_id = made.credential_id
    if connection.scalar(select(Passkey.id).where(Passkey.credential_id == credential_id)):
        raise NotNow("That passkey is here already.", "passkey-known")
    row = {"id": str(uuid.uuid4()), "person_id": person_id, "name": _name(now)}
    key = {"credential_id": credential_id, "public_key": made.public_key}
    connection.execute(
        insert(Passkey).values(**row, **key, sign_count=made.sign_count, created_at=now)
    )
    note(connection, What.SECOND_STEP_SET, person_id, detail="passkey")
    return row["id"]


def options_to_use(connection: Connection, person_id: str) -> dict[str, Any] | None:
    """For `navigator.credentials.get`; None when there is none to use."""
    known = _known(connection, person_id)
    if not known or not are_offered():
        return None
    from backend.people.second_factor import ceremonies  # noqa: PLC0415

    return ceremonies.asked_to_use(current_config().rp_id, known)


def use_passkey(
    connection: Connection,
    person_id: str,
    sent: dict[str, Any],
    challenge: str | None,
    now: datetime,
) -> None:
    """NotAllowed unless one of theirs answers this challenge at this address."""
    mine = (Passkey.person_id == person_id) & (Passkey.credential_id == str(sent.get("id")))
    key = connection.execute(select(Passkey).where(mine).with_for_update()).first()
    if key is None or not challenge:
        raise NotAllowed(WRONG, "wrong-passkey")
    from backend.people.second_factor import ceremonies  # noqa: PLC0415

    count = ceremonies.used(_here(), sent, challenge, (key.public_key, key.sign_count))
    if count is None:
        raise NotAllowed(WRONG, "wrong-passkey")
    used = {"sign_count": count, "last_used_at": now}
    connection.execute(update(Passkey).where(mine).values(**used))


def remove_passkey(connection: Connection, person_id: str, passkey_id: str) -> bool:
    """Whether there was such a one."""
    mine = (Passkey.person_id == person_id) & (Passkey.id == passkey_id)
    return connection.scalar(delete(Passkey).where(mine).returning(Passkey.id)) is not None


def _here() -> tuple[str, str]:
    return current_config().rp_id, current_config().origin


def _known(connection: Connection, person_id: str) -> list[str]:
    mine = select(Passkey.credential_id).where(Passkey.person_id == person_id)
    return list(connection.scalars(mine.order_by(Passkey.created_at)))


def _name(now: datetime) -> str:
    return f"Passkey of {now:%-d %B %Y}"
