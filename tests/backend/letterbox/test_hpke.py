"""pyhpke is HPKE: as RFC 9180 publishes it, and as another implementation of it has it."""

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hpke as other
from cryptography.hazmat.primitives.asymmetric import ec
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey, KEMKeyPair

from backend.config import kid_of, make_secret, public_point
from backend.letterbox.keys import INFO, SUITE, LetterboxKeys
from tests.backend.letterbox.phone import SealingPhone

P256 = ec.SECP256R1()

FILE = Path(__file__).parents[3] / "sync" / "examples" / "letters" / "rfc9180.json"
PUBLISHED = json.loads(FILE.read_text())
"""Appendix A.3.1. (There is none of AES-256 with P-256: the length of one derived key differs.)"""

PUBLISHED_SUITE = CipherSuite.new(
    KEMId.DHKEM_P256_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES128_GCM
)
NAMES = ("info", "ikm_e", "sk_e", "sk_r", "pk_r", "enc", "pt")
of = {name: bytes.fromhex(PUBLISHED[name]) for name in NAMES}
ENCRYPTIONS = [(bytes.fromhex(one["aad"]), one["ct"]) for one in PUBLISHED["encryptions"]]
EXPORTS = [
    (bytes.fromhex(one["exporter_context"]), one["exported_value"]) for one in PUBLISHED["exports"]
]


def private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(secret, "big"), P256)


def test_the_published_ephemeral_key_is_derived() -> None:
    pair = PUBLISHED_SUITE.kem.derive_key_pair(of["ikm_e"])

    assert pair.private_key.raw.private_numbers() == private(of["sk_e"]).private_numbers()
    assert pair.public_key.to_public_bytes() == of["enc"]


def test_what_is_sent_is_what_is_published() -> None:
    ephemeral = private(of["sk_e"])
    pair = KEMKeyPair(
        KEMKey.from_pyca_cryptography_key(ephemeral),
        KEMKey.from_pyca_cryptography_key(ephemeral.public_key()),
    )
    to = KEMKey.from_pyca_cryptography_key(
        ec.EllipticCurvePublicKey.from_encoded_point(P256, of["pk_r"])
    )

    enc, context = PUBLISHED_SUITE.create_sender_context(to, info=of["info"], eks=pair)

    assert enc == of["enc"]
    for aad, ciphertext in ENCRYPTIONS:
        assert context.seal(of["pt"], aad).hex() == ciphertext
    for exported_for, value in EXPORTS:
        assert context.export(exported_for, 32).hex() == value


def test_what_is_published_is_opened() -> None:
    key = KEMKey.from_pyca_cryptography_key(private(of["sk_r"]))

    context = PUBLISHED_SUITE.create_recipient_context(of["enc"], key, info=of["info"])

    for aad, ciphertext in ENCRYPTIONS:
        assert context.open(bytes.fromhex(ciphertext), aad) == of["pt"]
    for exported_for, value in EXPORTS:
        assert context.export(exported_for, 32).hex() == value


def test_our_suite_opens_what_another_implementation_sealed() -> None:
    key = ec.generate_private_key(P256)
    suite = other.Suite(other.KEM.P256, other.KDF.HKDF_SHA256, other.AEAD.AES_256_GCM)

    sealed = suite.encrypt(b"a change", key.public_key(), info=INFO)

    ours = KEMKey.from_pyca_cryptography_key(key)
    context = SUITE.create_recipient_context(sealed[:65], ours, info=INFO)
    assert context.open(sealed[65:]) == b"a change"


def test_both_sides_export_one_key_and_each_unlock_another() -> None:
    secret = make_secret()
    keys, point = LetterboxKeys([secret]), public_point(secret)
    phone = SealingPhone("", "", kid_of(point), point)

    first = phone.agreed.encrypt(bytes(12), b"a change", None)
    agreed = keys.agreed(phone.kid, phone.enc)
    assert agreed is not None
    assert agreed.decrypt(bytes(12), first, None) == b"a change"
    assert keys.agreed(phone.kid, phone.enc) is agreed
    phone.unlock()
    assert phone.agreed.encrypt(bytes(12), b"a change", None) != first


@pytest.mark.parametrize("enc", [bytes(65), b"\x04" + bytes(64), b"\x04" + b"\xff" * 64, b""])
def test_what_is_no_point_agrees_nothing(enc: bytes) -> None:
    secret = make_secret()
    keys = LetterboxKeys([secret])

    assert keys.agreed(kid_of(public_point(secret)), enc) is None
    assert keys.agreed("0" * 16, enc) is None
