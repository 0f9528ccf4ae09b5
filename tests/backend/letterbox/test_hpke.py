"""pyhpke is HPKE: as RFC 9180 publishes it, and as another implementation of it has it."""

import pytest
from cryptography.hazmat.primitives import hpke as other
from cryptography.hazmat.primitives.asymmetric import ec
from pyhpke import AEADId, CipherSuite, KDFId, KEMId, KEMKey, KEMKeyPair

from backend.config import kid_of, make_secret, public_point
from backend.letterbox.keys import INFO, SUITE, LetterboxKeys
from tests.backend.letterbox.phone import SealingPhone

P256 = ec.SECP256R1()

# RFC 9180, appendix A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode. (The
# appendix has no AES-256 with P-256; what differs is the length of one derived key.)
PUBLISHED = {
    "info": "4f6465206f6e2061204772656369616e2055726e",
    "ikm_e": "4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e",
    "sk_e": "4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb",
    "sk_r": "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2",
    "pk_r": "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539"
    "c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0",
    "enc": "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7"
    "f951c0900be863c403ce65c9bfcb9382657222d18c4",
    "pt": "4265617574792069732074727574682c20747275746820626561757479",
}
ENCRYPTIONS = [
    (
        "436f756e742d30",
        "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434",
    ),
    (
        "436f756e742d31",
        "fa6f037b47fc21826b610172ca9637e82d6e5801eb31cbd3748271affd4ecb06646e0329cbdf3c3cd655b28e82",
    ),
]
EXPORTS = [
    ("", "5e9bc3d236e1911d95e65b576a8a86d478fb827e8bdfe77b741b289890490d4d"),
    ("00", "6cff87658931bda83dc857e6353efe4987a201b849658d9b047aab4cf216e796"),
    (
        "54657374436f6e74657874",
        "d8f1ea7942adbba7412c6d431c62d01371ea476b823eb697e1f6e6cae1dab85a",
    ),
]
PUBLISHED_SUITE = CipherSuite.new(
    KEMId.DHKEM_P256_HKDF_SHA256, KDFId.HKDF_SHA256, AEADId.AES128_GCM
)
of = {name: bytes.fromhex(value) for name, value in PUBLISHED.items()}


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
        assert context.seal(of["pt"], bytes.fromhex(aad)).hex() == ciphertext
    for exported_for, value in EXPORTS:
        assert context.export(bytes.fromhex(exported_for), 32).hex() == value


def test_what_is_published_is_opened() -> None:
    key = KEMKey.from_pyca_cryptography_key(private(of["sk_r"]))

    context = PUBLISHED_SUITE.create_recipient_context(of["enc"], key, info=of["info"])

    for aad, ciphertext in ENCRYPTIONS:
        assert context.open(bytes.fromhex(ciphertext), bytes.fromhex(aad)) == of["pt"]
    for exported_for, value in EXPORTS:
        assert context.export(bytes.fromhex(exported_for), 32).hex() == value


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
