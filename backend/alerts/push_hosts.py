"""Which push services may be spoken to. An endpoint is given by a browser, so it is not trusted.

Checked when it is saved and again before each sending.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

KNOWN = (
    "fcm.googleapis.com",
    "updates.push.services.mozilla.com",
    "web.push.apple.com",
    ".push.apple.com",
    ".notify.windows.com",
)
"""A name with a dot in front stands for every name under it."""
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LONGEST = 2000


class NotAPushService(ValueError):
    """This endpoint is not of a push service that we know."""


@dataclass(slots=True)
class _Policy:
    hosts: tuple[str, ...] = KNOWN
    loopback: bool = False


_policy = _Policy()


def allow(hosts: Iterable[str] = KNOWN, *, loopback: bool = False) -> None:
    """Set once, when the application starts. Loopback is for demo and tests only."""
    _policy.hosts = tuple(hosts)
    _policy.loopback = loopback


def check_endpoint(endpoint: str) -> str:
    """The host, or NotAPushService."""
    try:
        parts = urlsplit(endpoint)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        raise NotAPushService("not an address") from None
    if len(endpoint) > LONGEST or parts.username or parts.password:
        raise NotAPushService("not an address of a push service")
    if _policy.loopback and host in LOOPBACK:
        return host
    if parts.scheme != "https" or port not in (None, 443) or not _is_known(host):
        raise NotAPushService("not a push service that is known here")
    return host


def _is_known(host: str) -> bool:
    return any(
        host.endswith(known) and len(host) > len(known) if known[0] == "." else host == known
        for known in _policy.hosts
    )
