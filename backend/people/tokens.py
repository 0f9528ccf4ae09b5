"""Tokens: which are made, which are believed, and that no route is open by oversight."""

from datetime import timedelta
from typing import Any

import jwt
from flask import Flask, current_app, g, request
from flask_jwt_extended import JWTManager, create_access_token, create_refresh_token
from jwt.exceptions import ExpiredSignatureError, PyJWTError

from backend.config import Config
from backend.errors import NotSignedIn
from backend.people.author import Author
from backend.people.proofs import need_proof
from backend.people.sessions import Ticket, current_author
from backend.web.doors import has_own_porter, is_open

WHO = "doorstep"
"""Issuer and audience: a token of any other service is not ours, though it had our key."""

ALGORITHM = "HS256"
LEEWAY = 10
"""Seconds by which two servers' clocks may differ."""

FOR_LOST_DEVICES = frozenset({"sync_api.sync"})
"""What waits on a phone that was reported lost may still be handed in. Nothing is read."""

SIGN_IN_FIRST = "Sign in first."
LOST = "This phone was reported lost. It may not read anything more."
EXPIRED = "Your sign-in needs to be renewed."


def token_settings(config: Config) -> dict[str, Any]:
    """Everything about tokens is pinned."""
    return {
        "JWT_SECRET_KEY": config.token_key,
        "JWT_ALGORITHM": ALGORITHM,
        "JWT_ENCODE_ISSUER": WHO,
        "JWT_ENCODE_AUDIENCE": WHO,
        "JWT_ACCESS_TOKEN_EXPIRES": timedelta(minutes=config.access_minutes),
        "JWT_REFRESH_TOKEN_EXPIRES": timedelta(days=config.refresh_days),
    }


def init_tokens(app: Flask) -> None:
    """Close every route that is not marked open."""
    JWTManager(app)
    app.before_request(_need_a_session)


def _need_a_session() -> None:
    if request.url_rule is None or is_open(current_app, request.endpoint):
        return
    if request.method == "OPTIONS":  # Flask answers it itself: which methods there are
        return
    if not has_own_porter(current_app, request.endpoint):
        take_session()


def take_session() -> Author:
    """Whose session this request comes with; NotSignedIn when it is not open."""
    g.pop("author", None)
    token = _bearer()
    g.ticket = _ticket_of(_claims_of(token, "access"))
    author = current_author()
    if author.device_key:
        need_proof(author.device_key, token)
    if author.device_lost and request.endpoint not in FOR_LOST_DEVICES:
        raise NotSignedIn(LOST, "device-lost")
    return author


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer":
        raise NotSignedIn(SIGN_IN_FIRST)
    return token


def make_tokens(ticket: Ticket) -> dict[str, str]:
    """An access token, and the refresh token of this turn."""
    claims = {"sid": ticket.session_id, "turn": ticket.turn}
    return {
        "access_token": create_access_token(ticket.person_id, additional_claims=claims),
        "refresh_token": create_refresh_token(ticket.person_id, additional_claims=claims),
    }


def read_refresh_token(token: str) -> Ticket:
    """The ticket of a refresh token that is ours and in date."""
    return _ticket_of(_claims_of(token, "refresh"))


def read_any_token(token: str) -> Ticket:
    """For signing out: any token that we made, expired or not."""
    return _ticket_of(_claims_of(token, "access", "refresh", even_if_expired=True))


def _claims_of(token: str, *types: str, even_if_expired: bool = False) -> dict[str, Any]:
    """What a token of ours says, read once (flask-jwt-extended would read it four times)."""
    key: str = current_app.config["JWT_SECRET_KEY"]
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=WHO,
            issuer=WHO,
            leeway=LEEWAY,
            options={"verify_exp": not even_if_expired},
        )
    except ExpiredSignatureError as error:
        raise NotSignedIn(EXPIRED, "token-expired") from error
    except (PyJWTError, ValueError) as error:
        raise NotSignedIn(SIGN_IN_FIRST) from error
    if claims.get("type") not in types:
        raise NotSignedIn(SIGN_IN_FIRST)
    return claims


def _ticket_of(claims: dict[str, Any]) -> Ticket:
    person_id, session_id, turn = claims.get("sub"), claims.get("sid"), claims.get("turn")
    if not (isinstance(person_id, str) and isinstance(session_id, str) and isinstance(turn, int)):
        raise NotSignedIn(SIGN_IN_FIRST)
    if "exp" not in claims:
        raise NotSignedIn(SIGN_IN_FIRST)  # one of ours always ends
    return Ticket(person_id, session_id, turn)
