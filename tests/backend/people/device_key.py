"""A device's key as the app has it, so that a test can prove with it, rightly or not."""

import base64
import hashlib
import uuid
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey

from backend import clock


class DeviceKey:
    """Made on the device."""

    def __init__(self) -> None:
        self._key = ECKey.generate_key("P-256")

    @property
    def jwk(self) -> dict[str, Any]:
        whole = self._key.as_dict(private=False)
        return {name: whole[name] for name in ("kty", "crv", "x", "y")}

    @property
    def public_key(self) -> str:
        """As it is sent with the sign-in."""
        x, y = (base64.urlsafe_b64decode(str(self.jwk[n]) + "=") for n in ("x", "y"))
        return b64(b"\x04" + x + y)

    def prove(self, method: str, path: str, token: str | None, **bend: Any) -> dict[str, str]:
        """The header, and the token's. `bend` changes claims and header; None leaves one out."""
        claims: dict[str, Any] = {
            "htm": method,
            "htu": f"https://doorstep.example{path}",
            "iat": int(clock.now().timestamp()),
            "jti": str(uuid.uuid4()),
        }
        headers = {}
        if token is not None:
            claims["ath"] = b64(hashlib.sha256(token.encode()).digest())
            headers["Authorization"] = f"Bearer {token}"
        header = {"alg": "ES256", "typ": "dpop+jwt", "jwk": self.jwk}
        header |= {name: bend.pop(name) for name in ("typ", "jwk") if name in bend}
        said = {name: v for name, v in (claims | bend).items() if v is not None}
        return headers | {"DPoP": jwt.encode(header, said, self._key)}


def b64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
