"""How mail leaves and comes back: `DOORSTEP_SMTP_*`, `DOORSTEP_MAIL_*`, `DOORSTEP_IMAP_*`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import parseaddr

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
SECURITY = ("starttls", "tls")
HIGHEST_PORT = 65_535


class BadMailSettings(ValueError):
    """Mail cannot be sent safely as the environment asks."""


@dataclass(frozen=True, slots=True)
class Smtp:
    """The mail server that takes our mail. Never without TLS and a certificate that is right."""

    host: str
    port: int
    security: str
    """starttls: demanded, not only tried. tls: from the first byte."""
    user: str
    password: str = field(repr=False)
    sender: str
    """What stands in From: an address, or a name and an address."""
    bounces: str
    """Where mail comes back to; `{id}` in it is put in, so that it says which mail it was."""
    ca_file: str | None = None
    """Who vouches for the server, where it is not one whom the machine trusts anyway."""

    @property
    def domain(self) -> str:
        """Of the sender: the second half of each Message-ID."""
        return parseaddr(self.sender)[1].rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Imap:
    """The mailbox in which mail comes back. Never without TLS, as above."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    folder: str
    ca_file: str | None = None


def read_smtp(environment: Mapping[str, str], *, demo: bool) -> Smtp | None:
    """None: no server is set, and mail waits until one is."""
    host = environment.get("DOORSTEP_SMTP_HOST", "")
    if not host:
        return None
    if demo and host not in LOOPBACK:
        raise BadMailSettings("In demo mode no mail leaves this machine: unset DOORSTEP_SMTP_HOST")
    security = _security(environment, "DOORSTEP_SMTP_SECURITY", "starttls")
    sender = _address(environment, "DOORSTEP_MAIL_FROM", "")
    return Smtp(
        host=host,
        port=_port(environment, "DOORSTEP_SMTP_PORT", 587 if security == "starttls" else 465),
        security=security,
        user=environment.get("DOORSTEP_SMTP_USER", ""),
        password=environment.get("DOORSTEP_SMTP_PASSWORD", ""),
        sender=sender,
        bounces=_address(environment, "DOORSTEP_MAIL_BOUNCES", parseaddr(sender)[1]),
        ca_file=environment.get("DOORSTEP_MAIL_CA_FILE") or None,
    )


def read_imap(environment: Mapping[str, str], *, demo: bool) -> Imap | None:
    """None: what comes back is given to `doorstep take-mail`, or seen by nobody."""
    host = environment.get("DOORSTEP_IMAP_HOST", "")
    if not host:
        return None
    if demo and host not in LOOPBACK:
        raise BadMailSettings("In demo mode no mailbox is read: unset DOORSTEP_IMAP_HOST")
    security = _security(environment, "DOORSTEP_IMAP_SECURITY", "tls")
    return Imap(
        host=host,
        port=_port(environment, "DOORSTEP_IMAP_PORT", 993 if security == "tls" else 143),
        security=security,
        user=environment.get("DOORSTEP_IMAP_USER", ""),
        password=environment.get("DOORSTEP_IMAP_PASSWORD", ""),
        folder=environment.get("DOORSTEP_IMAP_FOLDER", "INBOX"),
        ca_file=environment.get("DOORSTEP_MAIL_CA_FILE") or None,
    )


def _security(environment: Mapping[str, str], name: str, default: str) -> str:
    security = environment.get(name, default)
    if security not in SECURITY:
        raise BadMailSettings(f"{name} is starttls or tls")
    return security


def _address(environment: Mapping[str, str], name: str, default: str) -> str:
    text = environment.get(name, default)
    if not text.isprintable():
        raise BadMailSettings(f"{name} must be an e-mail address")
    try:
        Address(addr_spec=parseaddr(text.replace("{id}", "0"))[1])
        found = "@" in text
    except ValueError:
        found = False
    if not found:
        raise BadMailSettings(f"{name} must be an e-mail address")
    return text


def _port(environment: Mapping[str, str], name: str, default: int) -> int:
    text = environment.get(name, str(default))
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= HIGHEST_PORT):
        raise BadMailSettings(f"{name} must be a port")
    return int(text)
