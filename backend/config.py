"""What an installation may set, from the environment (`DOORSTEP_*`), with defaults that work."""

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask, current_app
from sqlalchemy import make_url

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
KID_LENGTH = 16


class BadConfig(ValueError):
    """The environment asks for something that cannot run safely."""


@dataclass(frozen=True, slots=True)
class HashCost:
    """What one password costs to check (Argon2id)."""

    time: int = 1
    memory_kib: int = 47_104
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the application is told from outside."""

    database_url: str
    token_key: str = field(repr=False)
    push_private_key: str = field(repr=False)
    """The key that signs web push (VAPID): a P-256 private key, base64url of its 32 bytes."""
    letterbox_keys: tuple[str, ...] = field(repr=False)
    """What phones seal changes to: P-256 private keys as above, the newest first, old ones kept."""
    demo: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    proxies: int = 0
    """How many proxies of ours stand in front and set X-Forwarded-For."""
    app_folder: Path = ROOT / "pwa" / "dist"
    folder: Path = ROOT / "var"
    push_contact: str = "mailto:doorstep@example.invalid"
    push_loopback: bool = False
    """For tests: alerts may go to a push service on this machine."""
    hash_cost: HashCost = field(default_factory=HashCost)
    minimum_release: str = ""
    """Phones of an older release are told to take the new one. They may always hand in."""
    access_minutes: int = 15
    refresh_days: int = 14

    def __post_init__(self) -> None:
        """Refuse what is not safe at start, not at the first sign-in."""
        if len(self.token_key.encode()) < SHORTEST_SECRET:
            raise BadConfig(f"DOORSTEP_TOKEN_KEY needs at least {SHORTEST_SECRET} bytes")
        url = make_url(self.database_url)
        if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
            raise BadConfig("SQLite in memory keeps nothing: give DOORSTEP_DATABASE_URL a file")
        if not self.letterbox_keys:
            raise BadConfig("DOORSTEP_LETTERBOX_KEYS needs at least one key")
        for secret in self.letterbox_keys:
            _check_is_key("DOORSTEP_LETTERBOX_KEYS", secret)

    @property
    def push_public_key(self) -> str:
        """What a browser needs to subscribe: the uncompressed point, base64url."""
        return _base64url(public_point(self.push_private_key))

    @property
    def letterbox_public_keys(self) -> list[dict[str, str]]:
        """What a phone seals to, and how each key is called; the newest first."""
        points = map(public_point, self.letterbox_keys)
        return [{"kid": kid_of(point), "public_key": _base64url(point)} for point in points]


EXTENSION = "doorstep"


def keep_config(app: Flask, config: Config) -> None:
    """Where `current_config` finds it."""
    app.extensions[EXTENSION] = config


def current_config() -> Config:
    """Of the application that answers this request."""
    config: Config = current_app.extensions[EXTENSION]
    return config


def read_config(environment: Mapping[str, str] = os.environ, *, demo: bool | None = None) -> Config:
    """The configuration of this process. Demo mode makes its own secrets, kept in `var/`."""
    demo = environment.get("DOORSTEP_DEMO") == "1" if demo is None else demo
    folder = Path(environment.get("DOORSTEP_FOLDER", ROOT / "var")).resolve()
    database_url = environment.get(
        "DOORSTEP_DATABASE_URL", f"sqlite:///{folder / 'doorstep.sqlite'}"
    )
    _make_folder_for(database_url)
    return Config(
        database_url=database_url,
        token_key=_secret(environment, "DOORSTEP_TOKEN_KEY", folder, demo),
        push_private_key=_secret(environment, "DOORSTEP_PUSH_KEY", folder, demo),
        letterbox_keys=_listed(_secret(environment, "DOORSTEP_LETTERBOX_KEYS", folder, demo)),
        demo=demo,
        host=environment.get("DOORSTEP_HOST", "127.0.0.1"),
        port=_number(environment, "DOORSTEP_PORT", 8000),
        proxies=_number(environment, "DOORSTEP_PROXIES", 0),
        app_folder=Path(environment.get("DOORSTEP_APP_FOLDER", ROOT / "pwa" / "dist")).resolve(),
        folder=folder,
        push_loopback=environment.get("DOORSTEP_PUSH_LOOPBACK") == "1",
        push_contact=environment.get("DOORSTEP_PUSH_CONTACT", "mailto:doorstep@example.invalid"),
        minimum_release=environment.get("DOORSTEP_MINIMUM_RELEASE", ""),
    )


def _make_folder_for(database_url: str) -> None:
    """SQLite makes the file but not the folder."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def _secret(environment: Mapping[str, str], name: str, folder: Path, demo: bool) -> str:
    given = environment.get(name)
    if given is not None:
        return given
    if not demo:
        raise BadConfig(f"{name} must be set (only demo mode makes its own)")
    file = folder / name.removeprefix("DOORSTEP_").lower().replace("_", "-")
    if not file.exists():
        _write_privately(file, make_secret())
    return file.read_text().strip()


def make_secret() -> str:
    """32 random bytes that are also a valid P-256 private key, base64url."""
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    return _base64url((secrets.randbelow(order - 1) + 1).to_bytes(32, "big"))


def private_key(secret: str) -> ec.EllipticCurvePrivateKey:
    """A P-256 private key from the base64url of its 32 bytes."""
    return ec.derive_private_key(int.from_bytes(_from_base64url(secret), "big"), ec.SECP256R1())


def public_point(secret: str) -> bytes:
    """The public half: 65 bytes, uncompressed."""
    return (
        private_key(secret)
        .public_key()
        .public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    )


def kid_of(point: bytes) -> str:
    """How a key of the letterbox is called: from its public half, so that nobody has to agree."""
    return hashlib.sha256(point).hexdigest()[:KID_LENGTH]


def _check_is_key(name: str, secret: str) -> None:
    try:
        private_key(secret)
    except ValueError as error:
        raise BadConfig(f"{name} holds something that is not a P-256 private key") from error


def _listed(text: str) -> tuple[str, ...]:
    """Several, with spaces or commas between."""
    return tuple(text.replace(",", " ").split())


def _write_privately(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_suffix(f".{os.getpid()}")
    half.touch(mode=0o600)
    half.write_text(text)
    try:
        os.link(half, file)  # whoever comes second keeps the first one's secret
    except FileExistsError:
        pass
    finally:
        half.unlink()


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, str(default))
    if not text.isascii() or not text.isdigit():
        raise BadConfig(f"{name} must be a whole number")
    return int(text)


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
