"""How pictures lie on the disk: each under a key of its own, and that under a key of the server's.

AES-256-GCM throughout, `nonce || ciphertext and tag`. A wrapped key begins with the name of the
key that wrapped it, so that new keys may come and old ones stay.
"""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.config import current_config

NONCE = 12
TAG = 16
ADDED = NONCE + TAG
"""What a box is longer than its content."""

NAME = 8


class CannotBeOpened(ValueError):
    """Damaged, or closed with a key that is not here."""


def wrap(key: bytes, about: str) -> bytes:
    """Under the newest key of the server; good for this attachment only."""
    newest = current_config().attachment_keys[0]
    return _name(newest) + close(_wrapping(newest), key, about)


def unwrap(wrapped: bytes, about: str) -> bytes:
    """By whichever key of the server wrapped it."""
    for secret in current_config().attachment_keys:
        if hmac.compare_digest(_name(secret), wrapped[:NAME]):
            return open_box(_wrapping(secret), wrapped[NAME:], about)
    raise CannotBeOpened("wrapped by a key that this server does not have")


def newest_name() -> str:
    """What the key is called that wraps from now on; it says nothing of the key."""
    return _name(current_config().attachment_keys[0]).hex()


def close(key: bytes, content: bytes, about: str) -> bytes:
    """A box that says nothing but how long its content is."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, about.encode())


def open_box(key: bytes, box: bytes, about: str) -> bytes:
    """What was closed, or CannotBeOpened."""
    if len(box) < ADDED:
        raise CannotBeOpened("too short")
    try:
        return AESGCM(key).decrypt(box[:NONCE], box[NONCE:], about.encode())
    except InvalidTag as error:
        raise CannotBeOpened("damaged") from error


def _name(secret: str) -> bytes:
    return _derived(secret, "name")[:NAME]


def _wrapping(secret: str) -> bytes:
    return _derived(secret, "wrap")


def _derived(secret: str, purpose: str) -> bytes:
    text = f"doorstep attachments {purpose}".encode()
    return hmac.new(secret.encode(), text, hashlib.sha256).digest()
