"""What of a second factor is kept so that the database alone is of no use: sealed, or hashed."""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from backend.config import current_config

NONCE = 12


def seal(secret: str, person_id: str) -> bytes:
    """Under the key of this installation; good for this person's row only."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(_key("seal")).encrypt(nonce, secret.encode(), person_id.encode())


def unseal(sealed: bytes, person_id: str) -> str | None:
    """None when the key of the installation is another one now."""
    try:
        box = AESGCM(_key("seal"))
        return box.decrypt(sealed[:NONCE], sealed[NONCE:], person_id.encode()).decode()
    except InvalidTag:
        return None


def hash_of(code: str, person_id: str) -> str:
    """For codes that are long enough not to be guessed: keyed, and of this person only."""
    text = f"{person_id}\n{code}".encode()
    return hmac.new(_key("hash"), text, hashlib.sha256).hexdigest()


def _key(purpose: str) -> bytes:
    whole = current_config().second_factor_key.encode()
    return hmac.new(whole, f"doorstep second factor {purpose}".encode(), hashlib.sha256).digest()
