"""What is said of keys."""

import base64
import binascii
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from marshmallow import fields

from backend.people.schemas import LetterboxKeySchema
from backend.schemas import AwareDateTime, SafeText, StrictSchema

POINT_BYTES = 65
UNCOMPRESSED = 4


def read_base64url(text: object) -> bytes:
    """Bytes from base64url without padding; ValueError when it is not that."""
    if not isinstance(text, str) or not text.isascii():
        raise ValueError("not base64url")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error


class PointText(SafeText):
    """A public key of P-256: its uncompressed point, base64url."""

    default_error_messages = {"point": "Is not a public key."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> bytes:  # type: ignore[override]  # no text comes out
        text = super()._deserialize(value, attr, data, **rest)
        try:
            point = read_base64url(text)
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        except ValueError:
            raise self.make_error("point") from None
        if len(point) != POINT_BYTES:
            raise self.make_error("point")
        return point


class NewSigningKeySchema(StrictSchema):
    """The public half of the key that this device signs with from now on."""

    public_key = PointText(required=True)


class LetterboxKeysSchema(StrictSchema):
    """The newest first; and when it is."""

    keys = fields.List(fields.Nested(LetterboxKeySchema))
    now = AwareDateTime()
