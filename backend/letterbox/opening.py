"""One sealed change: from what was posted to a change that is proved, or to why it is held."""

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag

from backend.letterbox.keys import LetterboxKeys
from backend.letterbox.schemas import POINT_BYTES, read_base64url
from backend.letterbox.signers import Pair, Proof, Signer
from backend.people.author import Author
from sync.errors import NotAMessage
from sync.messages import Change, Outcome, Reason, Unreadable
from sync.values import read_integer, read_mapping, read_uuid, wrong
from sync.wire import read_offered

SEALED = "sealed"
VERSION = 1
NONCE_BYTES = 12
SIGNATURE_BYTES = 64
MOST_INFLATED = 256_000
MOST_SEALED = MOST_INFLATED + 1_000
LONGEST_BOX = MOST_SEALED * 4 // 3 + 4
RAW_DEFLATE = -zlib.MAX_WBITS
KID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A sealed change as it came: the outside says whose it is, the inside has to prove that."""

    id: str
    kid: str
    person_id: str
    device_id: str
    enc: bytes
    nonce: bytes
    box: bytes

    @property
    def pair(self) -> Pair:
        """Whose it says that it is."""
        return (self.person_id, self.device_id)

    @property
    def bound(self) -> bytes:
        """What the box is bound to: on another outside it does not open."""
        parts = ("doorstep-change-1", self.id, self.person_id, self.device_id, self.kid)
        return "|".join(parts).encode()


@dataclass(frozen=True, slots=True)
class Opened:
    """What was inside, by whom, and the proof of it."""

    item: Change | Unreadable
    author: Author
    proof: Proof


def is_sealed(value: object) -> bool:
    """Whether this is offered as a sealed change."""
    return isinstance(value, dict) and SEALED in value


def read_letter(value: Mapping[str, Any]) -> Letter | Outcome:
    """The outside; what has no id that can be read is refused, as any change is (PROTOCOL 1.2)."""
    try:
        change_id = read_uuid(value.get("id"), "id")
    except NotAMessage as why:
        reason = Reason("not-a-change", f"This could not be read: {why.message}", why.fields)
        return Outcome(None, "refused", reason=reason)
    try:
        return _outside(change_id, read_mapping(value[SEALED], SEALED))
    except (NotAMessage, ValueError):
        return cannot_be_opened(change_id)


def open_letter(keys: LetterboxKeys, letter: Letter, signer: Signer | None) -> Opened | Outcome:
    """PROTOCOL 21.4 and 21.5: opened by a key that we have, proved by one that its author has."""
    if signer is None:
        return not_proven(letter.id)
    inside = _unsealed(keys, letter)
    if inside is None:
        return cannot_be_opened(letter.id)
    signature, body = inside
    signed_bytes = b"doorstep-signed-1|" + letter.person_id.encode() + b"|" + body
    if not signer.has_signed(signature, signed_bytes):
        return not_proven(letter.id)
    item = _read_change(letter.id, body)
    if isinstance(item, Change) and (item.id, item.device_id) != (letter.id, letter.device_id):
        return not_proven(letter.id)
    return Opened(item, signer.author, Proof(signature, signed_bytes))


def cannot_be_opened(change_id: str) -> Outcome:
    """The phone seals it again, to the newest key, when its person next unlocks it."""
    message = "The server could not open this. It is kept here, and sealed again when you unlock."
    return _held(change_id, "cannot-be-opened", message)


def not_proven(change_id: str) -> Outcome:
    """The same for a signature, a person or a device that does not hold."""
    message = "The server could not tell who wrote this. It is kept here, and signed again."
    return _held(change_id, "not-proven", message)


def _held(change_id: str, code: str, message: str) -> Outcome:
    return Outcome(change_id, "held", reason=Reason(code, message))


def _outside(change_id: str, parts: Mapping[str, Any]) -> Letter:
    if read_integer(parts.get("v"), "v") != VERSION:
        raise wrong("v", "is not known")
    kid, box = parts.get("kid"), parts.get("box")
    if not isinstance(kid, str) or not KID.fullmatch(kid):
        raise wrong("kid", "must be 16 hexadecimal digits")
    if not isinstance(box, str) or len(box) > LONGEST_BOX:
        raise wrong("box", "must be text of no more than that")
    return Letter(
        id=change_id,
        kid=kid,
        person_id=read_uuid(parts.get("person_id"), "person_id"),
        device_id=read_uuid(parts.get("device_id"), "device_id"),
        enc=_bytes_of(parts.get("enc"), POINT_BYTES),
        nonce=_bytes_of(parts.get("nonce"), NONCE_BYTES),
        box=read_base64url(box),
    )


def _bytes_of(text: object, length: int) -> bytes:
    found = read_base64url(text)
    if len(found) != length:
        raise ValueError("not of that length")
    return found


def _unsealed(keys: LetterboxKeys, letter: Letter) -> tuple[bytes, bytes] | None:
    """Signature and JSON; None when it does not open or does not inflate."""
    agreed = keys.agreed(letter.kid, letter.enc)
    if agreed is None:
        return None
    try:
        inside = agreed.decrypt(letter.nonce, letter.box, letter.bound)
        return inside[:SIGNATURE_BYTES], _inflated(inside[SIGNATURE_BYTES:])
    except (InvalidTag, zlib.error, ValueError):
        return None


def _inflated(data: bytes) -> bytes:
    """No further than one byte past what is allowed, whatever it claims to be."""
    reader = zlib.decompressobj(wbits=RAW_DEFLATE)
    body = reader.decompress(data, MOST_INFLATED + 1)
    if len(body) > MOST_INFLATED or not reader.eof or reader.unused_data:
        raise ValueError("not one whole change")
    return body


def _read_change(change_id: str, body: bytes) -> Change | Unreadable:
    """What its author has signed and is no change is refused under the id that it came with."""
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        return Unreadable(change_id, Reason("not-a-change", "This could not be read."))
    item = read_offered(value)
    return Unreadable(change_id, item.reason) if isinstance(item, Unreadable) else item
