"""Between the phone's own sealing and the server's opening, in both directions.

`sync/examples/letters/letters.json` holds letters of both sides, made once:
`python -m tests.backend.letterbox.test_with_the_phone` makes them again. The other half of this is
tests/pwa/sealed-letters.test.ts.
"""

import base64
import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from backend.config import kid_of, private_key, public_point
from backend.letterbox.keys import LetterboxKeys
from backend.letterbox.opening import Letter, Opened, open_letter, read_letter
from backend.letterbox.signers import Signer
from backend.people.author import Author, Role
from sync.messages import wire_of
from tests.backend.letterbox.phone import SealingPhone, data, text
from tests.sync.making import make_change, make_id
from tools.node_packages import node_home
from tools.places import PWA, ROOT

EXAMPLE = ROOT / "sync" / "examples" / "letters" / "letters.json"
SECRET = text(hashlib.sha256(b"the letterbox of an example").digest())
PERSON, DEVICE = make_id(7001), make_id(7002)
VITEST = PWA / "node_modules" / "vitest" / "vitest.mjs"


def read_example() -> dict[str, Any]:
    example: dict[str, Any] = json.loads(EXAMPLE.read_text())
    return example


def opened(letters: list[Any], signing_key: str) -> list[dict[str, Any]]:
    """What is inside, as the server opens and believes it."""
    author = Author(PERSON, Role.SOCIAL_WORKER, "", None, DEVICE)
    signer, keys = Signer(author, (data(signing_key),)), LetterboxKeys([SECRET])
    found = []
    for value in letters:
        letter = read_letter(value)
        assert isinstance(letter, Letter), value
        taken = open_letter(keys, letter, signer)
        assert isinstance(taken, Opened), taken
        found.append(wire_of(taken.item))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("side", ["by_phone", "by_server_libraries"])
def test_what_either_side_sealed_once_is_opened_here(side: str) -> None:
    example = read_example()

    found = opened(example[side]["letters"], example[side]["signing_key"])

    assert found == example["changes"]


def test_what_the_phones_own_code_seals_now_is_opened_here(tmp_path: Path) -> None:
    made = seal_on_the_phone(tmp_path / "letters.json")

    assert opened(made["letters"], made["signing_key"]) == read_example()["changes"]


def seal_on_the_phone(into: Path) -> dict[str, Any]:
    """The phone's own code, run by its own test."""
    node = node_home() / "bin" / "node"
    command = [node, VITEST, "run", "--root", ROOT, "--config", PWA / "vitest.config.ts"]
    environment = {**os.environ, "DOORSTEP_SEAL_INTO": str(into), "CI": "1"}
    done = subprocess.run(
        [*map(str, command), "sealed-letters"],
        cwd=PWA,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert into.exists(), done.stdout[-2000:] + done.stderr[-2000:]
    made: dict[str, Any] = json.loads(into.read_text())
    return made


def make_example() -> dict[str, Any]:
    """Without the phone's letters."""
    point = public_point(SECRET)
    phone = SealingPhone(PERSON, DEVICE, kid_of(point), point)
    changes = [
        make_change(id=make_id(7010), device_id=DEVICE, fields={"name": "cup"}),
        make_change(
            id=make_id(7011), device_id=DEVICE, number=2, fields={"name": 'Ümläut 🙂 \\ " /'}
        ),
        make_change(id=make_id(7012), device_id=DEVICE, number=3, fields={"note": "long " * 2000}),
    ]
    pkcs8 = private_key(SECRET).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return {
        "private_key": base64.urlsafe_b64encode(pkcs8).rstrip(b"=").decode(),
        "letterbox_key": {"kid": phone.kid, "public_key": text(point)},
        "person_id": PERSON,
        "changes": [wire_of(change) for change in changes],
        "by_server_libraries": {
            "signing_key": text(phone.public_key),
            "letters": [phone.seal(change) for change in changes],
        },
        "by_phone": {"signing_key": "", "letters": []},
    }


def main() -> None:
    """Write the example afresh."""
    example = make_example()
    EXAMPLE.parent.mkdir(exist_ok=True)
    EXAMPLE.write_text(json.dumps(example, indent=1) + "\n")
    fresh = EXAMPLE.with_suffix(".fresh")
    example["by_phone"] = seal_on_the_phone(fresh)
    fresh.unlink()
    EXAMPLE.write_text(json.dumps(example, indent=1) + "\n")


if __name__ == "__main__":
    main()
