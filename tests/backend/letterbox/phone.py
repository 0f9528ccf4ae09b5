"""A phone that signs and seals, as the real one does: for whoever tests what comes out of it.

    phone = SealingPhone(person_id, device_id, kid, point)      # a vault, unlocked
    register(phone)                                             # its signing key is known
    client.post("/sync", json=phone.request(phone.seal(change)))  # no session

`seal` takes a Change, or any JSON value. The pieces (`outside`, `signed`, `packed`, `boxed`) are
apart, so that a test can spoil any of them.
"""

import base64
import os
import uuid
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask.testing import FlaskClient
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey

from backend.config import Config
from backend.database import writing
from backend.letterbox.signers import register_key
from backend.people.author import Author, Role
from sync.messages import Change, wire_of
from tests.backend.people.people_builders import bearer, make_person, sign_in

SUITE = CipherSuite.new(KEMId.DHKEM_P256_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES256_GCM)
P256 = ec.SECP256R1()
HALF = 32


def text(data: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def data(text: str) -> bytes:
    """The bytes of it."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def deflated(body: bytes) -> bytes:
    """Raw deflate, as a browser's CompressionStream("deflate-raw")."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@dataclass
class SealingPhone:
    """One person's vault on one device, from one unlock to the next."""

    person_id: str
    device_id: str
    kid: str
    point: bytes
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(P256))
    token: str = ""

    def __post_init__(self) -> None:
        self.unlock()

    @classmethod
    def of(cls, other: "SealingPhone", letterbox_key: dict[str, str]) -> "SealingPhone":
        """The same phone, which seals to another key of the server."""
        newest = (letterbox_key["kid"], data(letterbox_key["public_key"]))
        return cls(other.person_id, other.device_id, *newest, key=other.key, token=other.token)

    def unlock(self) -> None:
        """A new key is agreed with the server, for every change until the next."""
        to = KEMKey.from_pyca_cryptography_key(
            ec.EllipticCurvePublicKey.from_encoded_point(P256, self.point)
        )
        self.enc, context = SUITE.create_sender_context(to, info=b"doorstep letterbox 1")
        self.agreed = AESGCM(context.export(b"change key", 32))

    @property
    def public_key(self) -> bytes:
        """What the server knows this phone's signatures by."""
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    def signed(self, body: bytes, person_id: str | None = None) -> bytes:
        """r and s, 32 bytes each, over the person and the very bytes."""
        said = f"doorstep-signed-1|{person_id or self.person_id}|".encode() + body
        r, s = decode_dss_signature(self.key.sign(said, ec.ECDSA(SHA256())))
        return r.to_bytes(HALF, "big") + s.to_bytes(HALF, "big")

    def packed(self, body: bytes) -> bytes:
        """What goes into the box."""
        return self.signed(body) + deflated(body)

    def outside(self, change_id: str, **parts: Any) -> dict[str, Any]:
        """Everything but the box."""
        sealed = {
            "v": 1,
            "kid": self.kid,
            "person_id": self.person_id,
            "device_id": self.device_id,
            "enc": text(self.enc),
            "nonce": text(os.urandom(12)),
        }
        return {"id": change_id, "sealed": sealed | parts}

    def boxed(self, outside: dict[str, Any], inside: bytes) -> dict[str, Any]:
        """With the box, bound to the outside that it is given."""
        sealed = outside["sealed"]
        ids = (outside["id"], sealed["person_id"], sealed["device_id"], sealed["kid"])
        bound = "|".join(("doorstep-change-1", *ids)).encode()
        box = self.agreed.encrypt(data(sealed["nonce"]), inside, bound)
        return {**outside, "sealed": {**sealed, "box": text(box)}}

    def seal(self, change: Change | Any) -> dict[str, Any]:
        """One change, as it travels."""
        value = wire_of(change) if isinstance(change, Change) else change
        change_id = value["id"] if isinstance(value, dict) and "id" in value else str(uuid.uuid4())
        return self.boxed(self.outside(change_id), self.packed(orjson.dumps(value)))

    def request(self, *changes: Any, pull: Any = None, **parts: Any) -> dict[str, Any]:
        """The envelope."""
        return {
            "protocol": 1,
            "device_id": self.device_id,
            "changes": list(changes),
            "pull": pull,
            **parts,
        }


def register(phone: SealingPhone) -> None:
    """As POST /signing-keys does, with no session."""
    author = Author(phone.person_id, Role.SOCIAL_WORKER, "", None, phone.device_id)
    with writing() as connection:
        register_key(connection, author, phone.public_key, datetime.now(UTC))


def make_sealing_phone(
    client: FlaskClient, config: Config, email: str = "worker@example.invalid", **person: Any
) -> SealingPhone:
    """Somebody new, who has signed in once on a phone of their own and registered its key."""
    make_person(email, **person)
    told = sign_in(client, email).get_json()
    newest = config.letterbox_public_keys[0]
    phone = SealingPhone(
        told["person"]["id"], told["device_id"], newest["kid"], data(newest["public_key"])
    )
    phone.token = told["access_token"]
    asked = {"public_key": text(phone.public_key)}
    answer = client.post("/signing-keys", json=asked, headers=bearer(phone.token))
    assert answer.status_code == 204, answer.get_data()
    return phone
