"""The public half of a device's own key, as it travels: 65 bytes of a P-256 point, base64url."""

import base64
import binascii
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from marshmallow import fields

LONGEST = 90


class PublicKey(fields.Field[str]):
    """Loads to one way of writing it; a point that is not on the curve is refused."""

    default_error_messages = {"invalid": "Must be a P-256 public key."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        try:
            if isinstance(value, str) and value.isascii() and len(value) <= LONGEST:
                point = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4))
                ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
                return base64.urlsafe_b64encode(point).rstrip(b"=").decode()
        except (ValueError, binascii.Error):
            pass
        raise self.make_error("invalid")
