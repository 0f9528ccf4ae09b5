"""Passkeys as a second step (WebAuthn): the key stays in the phone, the computer or the fob."""

import uuid
from datetime import datetime
from typing import Any

import webauthn
from sqlalchemy import Connection, delete, insert, select, update
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from backend.config import current_config
from backend.errors import NotAllowed, NotNow
from backend.people.second_factor.models import Passkey
from backend.people.security_events import What, note

WRONG = "That passkey is not one of yours, or it did not answer. Try again."
NOT_MADE = "The passkey could not be saved. Try again."
NOT_HERE = "Passkeys cannot be used here yet."
MOST = 10
NOT_READ = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError)
"""What is sent in a passkey's name is anything at all: the library stumbles in several ways."""


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
    made = webauthn.generate_registration_options(
        rp_id=current_config().rp_id,
        rp_name="Doorstep",
        user_id=uuid.UUID(person_id).bytes,
        user_name=email,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=known,
    )
    return options_to_json_dict(made)


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
    try:
        made = webauthn.verify_registration_response(
            credential=sent,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=current_config().rp_id,
            expected_origin=current_config().origin,
        )
    except NOT_READ as error:
        raise NotAllowed(NOT_MADE, "passkey-not-made") from error
    credential_id = bytes_to_base64url(made.credential_id)
    if connection.scalar(select(Passkey.id).where(Passkey.credential_id == credential_id)):
        raise NotNow("That passkey is here already.", "passkey-known")
    row = {"id": str(uuid.uuid4()), "person_id": person_id, "name": _name(now)}
    key = {"credential_id": credential_id, "public_key": made.credential_public_key}
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
    asked = webauthn.generate_authentication_options(
        rp_id=current_config().rp_id,
        allow_credentials=known,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return options_to_json_dict(asked)


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
    try:
        answered = webauthn.verify_authentication_response(
            credential=sent,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=current_config().rp_id,
            expected_origin=current_config().origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
        )
    except NOT_READ as error:
        raise NotAllowed(WRONG, "wrong-passkey") from error
    used = {"sign_count": answered.new_sign_count, "last_used_at": now}
    connection.execute(update(Passkey).where(mine).values(**used))


def remove_passkey(connection: Connection, person_id: str, passkey_id: str) -> bool:
    """Whether there was such a one."""
    mine = (Passkey.person_id == person_id) & (Passkey.id == passkey_id)
    return connection.scalar(delete(Passkey).where(mine).returning(Passkey.id)) is not None


def _known(connection: Connection, person_id: str) -> list[PublicKeyCredentialDescriptor]:
    mine = select(Passkey.credential_id).where(Passkey.person_id == person_id)
    found = connection.scalars(mine.order_by(Passkey.created_at))
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in found]


def _name(now: datetime) -> str:
    return f"Passkey of {now:%-d %B %Y}"
