"""One-time links in mails: no account, one request, one purpose, one answer, until they expire.

The token is worked out from a key of this installation, so that a mail that is sent again carries
the same one; the database holds its hash alone. It travels behind the `#` of the address, which no
browser sends and no log sees, and from the page in the body of a POST.
"""

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Connection, Row, Table, insert, select, update

from backend.config import Config
from backend.post.models import AnswerLink

LINKS = cast(Table, AnswerLink.__table__)
LIFE = timedelta(days=14)
LONGEST_TOKEN = 60


def address_of(config: Config, link_id: str) -> str:
    """What stands in the mail; without an origin there is none."""
    return f"{config.origin}/answer#{token_of(config, link_id)}" if config.origin else ""


def token_of(config: Config, link_id: str) -> str:
    """43 characters that nobody can guess without the key."""
    text = f"doorstep answer link 1 {link_id}".encode()
    made = hmac.new(config.token_key.encode(), text, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def keep_link(connection: Connection, config: Config, link: dict[str, Any], now: datetime) -> None:
    """Its hash, with what it is for: `{id, mail_id, request_id, purpose, about_id}`."""
    hashed = hash_of(token_of(config, link["id"]))
    row = {**link, "token_hash": hashed, "made_at": now, "expires_at": now + LIFE}
    connection.execute(insert(LINKS).values(**row))


def find_link(connection: Connection, token: str) -> Row[Any] | None:
    """The link of this token, whatever has become of it."""
    if not token.isascii() or len(token) > LONGEST_TOKEN:
        return None
    return connection.execute(select(LINKS).where(LINKS.c.token_hash == hash_of(token))).first()


def take_answer(
    connection: Connection, link_id: str, answer: dict[str, Any], now: datetime
) -> bool:
    """Of two who answer at once one is taken. False: it is answered already, or over."""
    free = (LINKS.c.answered_at.is_(None), LINKS.c.expires_at > now)
    taken = update(LINKS).where(LINKS.c.id == link_id, *free)
    return connection.execute(taken.values(answered_at=now, answer=answer)).rowcount == 1


def hash_of(token: str) -> str:
    """What the database holds instead of it."""
    return hashlib.sha256(f"answer link\n{token}".encode()).hexdigest()
