"""What an installation may set, from the environment (`DOORSTEP_*`), with defaults that work."""

import base64
import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask, current_app
from sqlalchemy import make_url

from backend.mail_settings import BadMailSettings, Imap, Smtp, read_imap, read_smtp

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
class Oidc:
    """The provider whose sign-ins count here (OpenID Connect)."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    tenant: str = ""
    """The organisation within the provider, its claim `tid`; empty: the issuer is one's own."""


@dataclass(frozen=True, slots=True)
class Config:
    """Everything the application is told from outside."""

    database_url: str
    token_key: str = field(repr=False)
    push_private_key: str = field(repr=False)
    """The key that signs web push (VAPID): a P-256 private key, base64url of its 32 bytes."""
    second_factor_key: str = field(repr=False)
    """What seals the secrets of code apps in the database, and hashes recovery codes."""
    letterbox_keys: tuple[str, ...] = field(repr=False)
    """What phones seal changes to: P-256 private keys as above, the newest first, old ones kept."""
    attachment_keys: tuple[str, ...] = field(repr=False)
    """What wraps the keys of pictures on the disk: the newest first, old ones kept."""
    origin: str = ""
    """Where people find Doorstep, such as https://doorstep.example: passkeys belong to it."""
    oidc: Oidc | None = None
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
    smtp: Smtp | None = None
    """The server that takes our mail; None: it waits."""
    imap: Imap | None = None
    """The mailbox in which undelivered mail comes back."""
    access_minutes: int = 15
    refresh_days: int = 14

    def __post_init__(self) -> None:
        """Refuse what is not safe at start, not at the first sign-in."""
        for name in ("token_key", "second_factor_key"):
            if len(getattr(self, name).encode()) < SHORTEST_SECRET:
                raise BadConfig(f"DOORSTEP_{name.upper()} needs at least {SHORTEST_SECRET} bytes")
        check_origin(self.origin)
        check_oidc(self.oidc, self.origin)
        url = make_url(self.database_url)
        if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
            raise BadConfig("SQLite in memory keeps nothing: give DOORSTEP_DATABASE_URL a file")
        if not self.letterbox_keys:
            raise BadConfig("DOORSTEP_LETTERBOX_KEYS needs at least one key")
        for secret in self.letterbox_keys:
            _check_is_key("DOORSTEP_LETTERBOX_KEYS", secret)
        if not self.attachment_keys or min(map(len, self.attachment_keys)) < SHORTEST_SECRET:
            raise BadConfig("DOORSTEP_ATTACHMENT_KEYS needs keys of at least 32 bytes each")

    @property
    def rp_id(self) -> str:
        """The host that passkeys are made for."""
        return urlsplit(self.origin).hostname or ""

    @property
    def push_public_key(self) -> str:
        """What a browser needs to subscribe: the uncompressed point, base64url."""
        return _base64url(public_point(self.push_private_key))

    @property
    def letterbox_public_keys(self) -> list[dict[str, str]]:
        """What a phone seals to, and how each key is called; the newest first."""
        points = map(public_point, self.letterbox_keys)
        return [{"kid": kid_of(point), "public_key": _base64url(point)} for point in points]


def check_origin(origin: str) -> None:
    """HTTPS with a name, or this machine: a browser gives no passkey to anything else."""
    if not origin:
        return
    parts = urlsplit(origin)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname == "localhost")
    if not safe or parts.path or parts.query or parts.fragment or not parts.hostname:
        raise BadConfig("DOORSTEP_ORIGIN looks like https://doorstep.example, without a path")


def check_oidc(oidc: Oidc | None, origin: str) -> None:
    """A provider is believed over HTTPS, or on this machine for tests."""
    if oidc is None:
        return
    parts = urlsplit(oidc.issuer)
    if parts.scheme != "https" and parts.hostname not in ("localhost", "127.0.0.1"):
        raise BadConfig("DOORSTEP_OIDC_ISSUER must be an https address")
    if not oidc.client_id or not origin:
        raise BadConfig("With DOORSTEP_OIDC_ISSUER set DOORSTEP_OIDC_CLIENT_ID and DOORSTEP_ORIGIN")


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
    folder = _folder(environment)
    database_url = read_database_url(environment)
    _make_folder_for(database_url)
    port = _number(environment, "DOORSTEP_PORT", 8000)
    smtp, imap = _mail(environment, demo)
    return Config(
        database_url=database_url,
        token_key=_secret(environment, "DOORSTEP_TOKEN_KEY", folder, demo),
        push_private_key=_secret(environment, "DOORSTEP_PUSH_KEY", folder, demo),
        second_factor_key=_secret(environment, "DOORSTEP_SECOND_FACTOR_KEY", folder, demo),
        origin=environment.get("DOORSTEP_ORIGIN", f"http://localhost:{port}" if demo else ""),
        letterbox_keys=_listed(_secret(environment, "DOORSTEP_LETTERBOX_KEYS", folder, demo)),
        attachment_keys=_listed(_secret(environment, "DOORSTEP_ATTACHMENT_KEYS", folder, demo)),
        oidc=_oidc(environment),
        smtp=smtp,
        imap=imap,
        demo=demo,
        host=environment.get("DOORSTEP_HOST", "127.0.0.1"),
        port=port,
        proxies=_number(environment, "DOORSTEP_PROXIES", 0),
        app_folder=Path(environment.get("DOORSTEP_APP_FOLDER", ROOT / "pwa" / "dist")).resolve(),
        folder=folder,
        push_loopback=environment.get("DOORSTEP_PUSH_LOOPBACK") == "1",
        push_contact=environment.get("DOORSTEP_PUSH_CONTACT", "mailto:doorstep@example.invalid"),
        minimum_release=environment.get("DOORSTEP_MINIMUM_RELEASE", ""),
    )


def read_database_url(environment: Mapping[str, str] = os.environ) -> str:
    """Where the database is; this alone needs no secret to be set."""
    file = _folder(environment) / "doorstep.sqlite"
    return environment.get("DOORSTEP_DATABASE_URL", f"sqlite:///{file}")


def _folder(environment: Mapping[str, str]) -> Path:
    return Path(environment.get("DOORSTEP_FOLDER", ROOT / "var")).resolve()


def _oidc(environment: Mapping[str, str]) -> Oidc | None:
    names = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "TENANT")
    given = [environment.get(f"DOORSTEP_OIDC_{name}", "") for name in names]
    return Oidc(*given) if given[0] else None


def _mail(environment: Mapping[str, str], demo: bool) -> tuple[Smtp | None, Imap | None]:
    try:
        return read_smtp(environment, demo=demo), read_imap(environment, demo=demo)
    except BadMailSettings as error:
        raise BadConfig(str(error)) from error


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
