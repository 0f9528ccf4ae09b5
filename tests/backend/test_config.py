"""What an installation may be told, and what it refuses."""

import base64
import stat
from hashlib import sha256
from pathlib import Path

import pytest

from backend.config import BadConfig, Config, make_secret, read_config

SECRETS = {
    "DOORSTEP_TOKEN_KEY": "k" * 32,
    "DOORSTEP_PUSH_KEY": make_secret(),
    "DOORSTEP_SECOND_FACTOR_KEY": "s" * 32,
    "DOORSTEP_LETTERBOX_KEYS": make_secret(),
    "DOORSTEP_ATTACHMENT_KEYS": make_secret(),
}


def read(folder: Path, **given: str) -> Config:
    """From an environment with these settings."""
    return read_config({"DOORSTEP_FOLDER": str(folder), **given})


def test_demo_makes_its_own_secrets_and_keeps_them(tmp_path: Path) -> None:
    first = read(tmp_path, DOORSTEP_DEMO="1")
    second = read(tmp_path, DOORSTEP_DEMO="1")

    assert first == second
    assert first.demo
    assert stat.S_IMODE((tmp_path / "token-key").stat().st_mode) == 0o600
    assert read(tmp_path / "other", DOORSTEP_DEMO="1").token_key != first.token_key


def test_live_use_needs_its_secrets_given(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match="DOORSTEP_TOKEN_KEY must be set"):
        read(tmp_path)

    assert not read(tmp_path, **SECRETS).demo
    assert not (tmp_path / "token-key").exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"DOORSTEP_TOKEN_KEY": "k" * 31}, "at least 32 bytes"),
        ({"DOORSTEP_SECOND_FACTOR_KEY": "s" * 31}, "SECOND_FACTOR_KEY needs at least 32 bytes"),
        ({"DOORSTEP_ORIGIN": "http://doorstep.example"}, "https://"),
        ({"DOORSTEP_ORIGIN": "https://doorstep.example/app"}, "without a path"),
        ({"DOORSTEP_OIDC_ISSUER": "http://council.example"}, "must be an https address"),
        ({"DOORSTEP_OIDC_ISSUER": "https://council.example"}, "set DOORSTEP_OIDC_CLIENT_ID"),
        ({"DOORSTEP_DATABASE_URL": "sqlite://"}, "in memory keeps nothing"),
        ({"DOORSTEP_DATABASE_URL": "sqlite:///:memory:"}, "in memory keeps nothing"),
        ({"DOORSTEP_PORT": "http"}, "whole number"),
        ({"DOORSTEP_LETTERBOX_KEYS": " "}, "at least one key"),
        ({"DOORSTEP_LETTERBOX_KEYS": make_secret() + " AAAA"}, "not a P-256 private key"),
        ({"DOORSTEP_LETTERBOX_KEYS": "a"}, "not a P-256 private key"),
        ({"DOORSTEP_ATTACHMENT_KEYS": ""}, "ATTACHMENT_KEYS needs keys of at least 32 bytes"),
        ({"DOORSTEP_ATTACHMENT_KEYS": "k" * 32 + " short"}, "at least 32 bytes each"),
        ({"DOORSTEP_PORT": "-1"}, "whole number"),
    ],
)
def test_what_cannot_run_safely_does_not_start(
    tmp_path: Path, given: dict[str, str], told: str
) -> None:
    with pytest.raises(BadConfig, match=told):
        read(tmp_path, **(SECRETS | given))


def test_the_database_is_a_file_in_the_folder_by_default(tmp_path: Path) -> None:
    config = read(tmp_path / "deep" / "var", **SECRETS)

    assert config.database_url == f"sqlite:///{tmp_path / 'deep' / 'var' / 'doorstep.sqlite'}"
    assert (tmp_path / "deep" / "var").is_dir()


def test_a_browser_gets_the_public_half_of_the_push_key(tmp_path: Path) -> None:
    text = read(tmp_path, **SECRETS).push_public_key

    point = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    assert len(point) == 65
    assert point[0] == 4


def test_the_letterbox_has_several_keys_and_each_is_called_by_its_public_half(
    tmp_path: Path,
) -> None:
    new, old = make_secret(), make_secret()

    config = read(tmp_path, **SECRETS | {"DOORSTEP_LETTERBOX_KEYS": f"{new}, {old}"})

    told = config.letterbox_public_keys
    assert config.letterbox_keys == (new, old)
    points = [base64.urlsafe_b64decode(key["public_key"] + "=") for key in told]
    assert [key["kid"] for key in told] == [sha256(point).hexdigest()[:16] for point in points]
    assert [len(point) for point in points] == [65, 65]


def test_secrets_are_not_shown_with_the_rest(tmp_path: Path) -> None:
    shown = repr(read(tmp_path, **SECRETS))

    for secret in SECRETS.values():
        assert secret not in shown


def test_passkeys_belong_to_the_address_that_is_set(tmp_path: Path) -> None:
    assert read(tmp_path, **SECRETS).origin == ""
    config = read(tmp_path, **SECRETS, DOORSTEP_ORIGIN="https://doorstep.example:8443")

    assert config.rp_id == "doorstep.example"
    assert read(tmp_path, DOORSTEP_DEMO="1", DOORSTEP_PORT="8001").origin == "http://localhost:8001"
