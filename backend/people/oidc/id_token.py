"""Whether what a provider says of somebody is for us, of now, and really from the provider."""

import logging
from datetime import datetime
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import ClaimError, JoseError
from joserfc.jwk import KeySet

from backend.config import Oidc
from backend.errors import NotSignedIn

log = logging.getLogger(__name__)

ALGORITHMS = ["RS256", "PS256", "ES256"]
"""By a private key only: a key that both sides know would let anybody else sign."""
LEEWAY = 60
LONGEST_SUBJECT = 255

NOBODY = "Nobody was signed in. Go back and try again."
WHY = {
    "iss": "That sign-in was made by somebody else than your council's sign-in.",
    "aud": "That sign-in was meant for another service.",
    "azp": "That sign-in was meant for another service.",
    "tid": "That account is of another organisation.",
    "nonce": "That sign-in belongs to another try.",
    "exp": "That sign-in has run out.",
    "iat": "That sign-in is not of now.",
}
NOT_CHECKED = "What your council's sign-in sent could not be checked."


def read_id_token(
    token: str, keys: KeySet, oidc: Oidc, nonce: str, now: datetime
) -> dict[str, Any]:
    """What it says of the person; NotSignedIn when anything about it is wrong."""
    try:
        read = jwt.decode(token, keys, algorithms=ALGORITHMS)
        options = _options(oidc)
        params = {"nonce": nonce, "client_id": oidc.client_id}
        claims = CodeIDToken(read.claims, read.header, options, params)
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
        _check_more(claims, oidc)
    except ClaimError as error:
        raise refused(WHY.get(error.claim, NOT_CHECKED), error.claim) from error
    except (JoseError, ValueError, TypeError) as error:
        raise refused(NOT_CHECKED, type(error).__name__) from error
    return dict(claims)


def refused(why: str, detail: str) -> NotSignedIn:
    """In plain English for the person, in one word for the log."""
    log.warning("a sign-in of the provider was refused: %s", detail)
    return NotSignedIn(f"{why} {NOBODY}", "provider-refused")


def _options(oidc: Oidc) -> dict[str, Any]:
    options: dict[str, Any] = {
        "iss": {"essential": True, "value": oidc.issuer},
        "aud": {"essential": True, "value": oidc.client_id},
        "sub": {"essential": True},
    }
    return options | ({"tid": {"essential": True, "value": oidc.tenant}} if oidc.tenant else {})


def _check_more(claims: dict[str, Any], oidc: Oidc) -> None:
    """Meant for us alone, and about somebody."""
    if claims["aud"] not in (oidc.client_id, [oidc.client_id]):
        raise refused(WHY["aud"], "aud")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise refused(NOT_CHECKED, "sub")
