"""The server's own keys of the letterbox, and what a phone agrees with them once an unlock.

HPKE (RFC 9180) in base mode: the phone encapsulates to one of these keys, and both sides export one
key from that. Every change is sealed with it under a nonce of its own, so that any of them can be
opened alone, in any order, again and again: what an outbox needs, and what HPKE's own counting
context does not give.
"""

from collections.abc import Sequence
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey

from backend.config import current_config, kid_of, private_key, public_point

SUITE = CipherSuite.new(KEMId.DHKEM_P256_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES256_GCM)
INFO = b"doorstep letterbox 1"
EXPORTED_FOR = b"change key"
KEY_BYTES = 32
MOST_REMEMBERED = 2_000
"""A phone agrees a key once an unlock, and mostly posts it soon."""

EXTENSION = "doorstep_letterbox_keys"


class LetterboxKeys:
    """Those of one application; old ones open what was sealed before the newest came."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._private = {
            kid_of(public_point(secret)): KEMKey.from_pyca_cryptography_key(private_key(secret))
            for secret in secrets
        }
        self._remembered = lru_cache(MOST_REMEMBERED)(self._agree)

    def agreed(self, kid: str, enc: bytes) -> AESGCM | None:
        """What seals and opens the changes of one unlock; None when this cannot be known here."""
        if kid not in self._private:
            return None
        try:
            return self._remembered(kid, enc)
        except ValueError:  # not a point of the curve
            return None

    def _agree(self, kid: str, enc: bytes) -> AESGCM:
        context = SUITE.create_recipient_context(enc, self._private[kid], info=INFO)
        return AESGCM(context.export(EXPORTED_FOR, KEY_BYTES))


def letterbox_keys() -> LetterboxKeys:
    """This application's, made when they are first needed."""
    keys: LetterboxKeys | None = current_app.extensions.get(EXTENSION)
    if keys is None:
        made = LetterboxKeys(current_config().letterbox_keys)
        keys = current_app.extensions.setdefault(EXTENSION, made)
    return keys
