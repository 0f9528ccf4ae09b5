"""Tokens: which are made, which are believed, and that no route is open by oversight."""

from datetime import timedelta
from typing import Any

from flask import Flask, Response, current_app, g, request
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    create_refresh_token,
    decode_token,
    get_jwt,
    verify_jwt_in_request,
)
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt.exceptions import PyJWTError

from backend.config import Config
from backend.errors import NotSignedIn
from backend.people.sessions import Ticket, current_author
from backend.web.answers import as_response
from backend.web.doors import is_open

WHO = "doorstep"
"""Issuer and audience: a token of any other service is not ours, though it had our key."""

FOR_LOST_DEVICES = frozenset({"sync_api.sync"})
"""What waits on a phone that was reported lost may still be handed in. Nothing is read."""

SIGN_IN_FIRST = "Sign in first."
LOST = "This phone was reported lost. It may not read anything more."
EXPIRED = "Your sign-in needs to be renewed."


def token_settings(config: Config) -> dict[str, Any]:
    """Everything about tokens is pinned."""
    return {
        "JWT_SECRET_KEY": config.token_key,
        "JWT_ALGORITHM": "HS256",
        "JWT_DECODE_ALGORITHMS": ["HS256"],
        "JWT_ENCODE_ISSUER": WHO,
        "JWT_DECODE_ISSUER": WHO,
        "JWT_ENCODE_AUDIENCE": WHO,
        "JWT_DECODE_AUDIENCE": WHO,
        "JWT_TOKEN_LOCATION": ["headers"],
        "JWT_ACCESS_TOKEN_EXPIRES": timedelta(minutes=config.access_minutes),
        "JWT_REFRESH_TOKEN_EXPIRES": timedelta(days=config.refresh_days),
        "JWT_DECODE_LEEWAY": 10,
    }


def init_tokens(app: Flask) -> None:
    """Close every route that is not marked open."""
    manager = JWTManager(app)
    manager.expired_token_loader(_say_expired)
    manager.invalid_token_loader(_say_sign_in)
    manager.unauthorized_loader(_say_sign_in)
    manager.token_verification_failed_loader(_say_expired)
    app.register_error_handler(JWTExtendedException, _say_not_ours)
    app.register_error_handler(PyJWTError, _say_not_ours)
    app.before_request(_need_a_session)


def _need_a_session() -> None:
    if request.url_rule is None or is_open(current_app, request.endpoint):
        return
    if request.method == "OPTIONS":  # Flask answers it itself: which methods there are
        return
    verify_jwt_in_request()
    g.pop("author", None)
    g.ticket = _ticket_of(get_jwt())
    if current_author().device_lost and request.endpoint not in FOR_LOST_DEVICES:
        raise NotSignedIn(LOST, "device-lost")


def make_tokens(ticket: Ticket) -> dict[str, str]:
    """An access token, and the refresh token of this turn."""
    claims = {"sid": ticket.session_id, "turn": ticket.turn}
    return {
        "access_token": create_access_token(ticket.person_id, additional_claims=claims),
        "refresh_token": create_refresh_token(ticket.person_id, additional_claims=claims),
    }


def read_refresh_token(token: str) -> Ticket:
    """The ticket of a refresh token that is ours and in date."""
    claims = _claims_of(token, even_if_expired=False)
    if claims.get("type") != "refresh":
        raise NotSignedIn(SIGN_IN_FIRST)
    return _ticket_of(claims)


def read_any_token(token: str) -> Ticket:
    """For signing out: any token that we made, expired or not."""
    return _ticket_of(_claims_of(token, even_if_expired=True))


def _claims_of(token: str, *, even_if_expired: bool) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = decode_token(token, allow_expired=even_if_expired)
    except (PyJWTError, JWTExtendedException, ValueError) as error:
        raise NotSignedIn(SIGN_IN_FIRST) from error
    return claims


def _ticket_of(claims: dict[str, Any]) -> Ticket:
    person_id, session_id, turn = claims.get("sub"), claims.get("sid"), claims.get("turn")
    if not (isinstance(person_id, str) and isinstance(session_id, str) and isinstance(turn, int)):
        raise NotSignedIn(SIGN_IN_FIRST)
    if "exp" not in claims:
        raise NotSignedIn(SIGN_IN_FIRST)  # one of ours always ends
    return Ticket(person_id, session_id, turn)


def _say_expired(_header: dict[str, Any], _claims: dict[str, Any]) -> Response:
    return as_response(NotSignedIn(EXPIRED, "token-expired"))


def _say_sign_in(_why: str) -> Response:
    return as_response(NotSignedIn(SIGN_IN_FIRST))


def _say_not_ours(_error: Exception) -> Response:
    return as_response(NotSignedIn(SIGN_IN_FIRST))
