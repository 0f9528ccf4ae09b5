"""The opaque token of how far a phone has read in each of its feeds (PROTOCOL 14).

Eight bytes of HMAC under the epoch and the reader, then for each feed in order of number: the step
from the number before, and the position, both as variable-length integers; all in base64url. Only a
server of the same epoch can have made it, for this reader: a restore from backup makes every cursor
not understood, and one person's says nothing to another.
"""

import base64
import binascii
import hmac
from collections.abc import Iterator, Mapping

_SEAL = 8
_LOW = 0x7F
_MORE = 0x80
_LONGEST = 200_000


def make_cursor(epoch: str, reader: str, positions: Mapping[int, int]) -> str:
    """`positions` by feed number."""
    body = bytearray()
    last = 0
    for number in sorted(positions):
        body += _varint(number - last) + _varint(positions[number])
        last = number
    return base64.urlsafe_b64encode(_seal(epoch, reader, bytes(body)) + body).decode().rstrip("=")


def read_cursor(epoch: str, reader: str, cursor: str) -> dict[int, int] | None:
    """Positions by feed number; None when it was not made in this epoch, for this reader."""
    raw = _decoded(cursor)
    if raw is None or not hmac.compare_digest(raw[:_SEAL], _seal(epoch, reader, raw[_SEAL:])):
        return None
    numbers = list(_varints(raw[_SEAL:]))
    positions: dict[int, int] = {}
    last = 0
    for step, position in zip(numbers[::2], numbers[1::2], strict=True):
        last += step
        positions[last] = position
    return positions


def _decoded(cursor: str) -> bytes | None:
    if len(cursor) > _LONGEST or not cursor.isascii():
        return None
    try:
        return base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except binascii.Error:
        return None


def _seal(epoch: str, reader: str, body: bytes) -> bytes:
    return hmac.digest(f"{epoch} {reader}".encode(), body, "sha256")[:_SEAL]


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > _LOW:
        out.append(number & _LOW | _MORE)
        number >>= 7
    out.append(number)
    return bytes(out)


def _varints(raw: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in raw:
        number |= (byte & _LOW) << shift
        shift += 7
        if not byte & _MORE:
            yield number
            number = shift = 0
