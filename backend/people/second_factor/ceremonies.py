"""What a browser is asked to do with a passkey, and what is believed of its answer (WebAuthn)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

Here = tuple[str, str]
"""The host that passkeys belong to, and the origin that pages come from."""
NOT_READ = (WebAuthnException, ValueError, TypeError, KeyError, AttributeError)
"""What is sent in a passkey's name is anything at all: the library stumbles in several ways."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey: its id in base64url, and what its answers are checked with."""

    credential_id: str
    public_key: bytes
    sign_count: int


def asked_to_make(
    rp_id: str, person_id: uuid.UUID, email: str, known: Sequence[str]
) -> dict[str, Any]:
    """For `navigator.credentials.create`; no passkey that is known is made again."""
    asked = webauthn.generate_registration_options(
        rp_id=rp_id,
        rp_name="Doorstep",
        user_id=person_id.bytes,
        user_name=email,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=_named(known),
    )
    return options_to_json_dict(asked)


def made(here: Here, sent: dict[str, Any], challenge: str) -> Made | None:
    """None unless it answers this challenge at this address."""
    try:
        answer = webauthn.verify_registration_response(
            credential=sent,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=here[0],
            expected_origin=here[1],
        )
    except NOT_READ:
        return None
    credential_id = bytes_to_base64url(answer.credential_id)
    return Made(credential_id, answer.credential_public_key, answer.sign_count)


def asked_to_use(rp_id: str, known: Sequence[str]) -> dict[str, Any]:
    """For `navigator.credentials.get`."""
    asked = webauthn.generate_authentication_options(
        rp_id=rp_id,
        allow_credentials=_named(known),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return options_to_json_dict(asked)


def used(here: Here, sent: dict[str, Any], challenge: str, key: tuple[bytes, int]) -> int | None:
    """How often the key (its public half, and its count so far) has signed by now; None unless it
    answers this challenge at this address."""
    try:
        answer = webauthn.verify_authentication_response(
            credential=sent,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=here[0],
            expected_origin=here[1],
            credential_public_key=key[0],
            credential_current_sign_count=key[1],
        )
    except NOT_READ:
        return None
    return answer.new_sign_count


def _named(known: Sequence[str]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known]
