"""What a device says of itself with each push: which release it runs, and how much still waits."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import Connection, Update, bindparam, or_, update
from werkzeug.datastructures import Headers

from backend.people.models import Device

SEEN_AGAIN = timedelta(minutes=1)
LONGEST_RELEASE = 60
MOST_WAITING = 1_000_000


def seen_now(device_id: str, headers: Headers, now: datetime) -> Callable[[Connection], None]:
    """Writes the device's row when it says something new, or was not seen for a minute."""
    said = _said(headers)
    row = {"which": device_id, "now": now, "then": now - SEEN_AGAIN, **said}

    def write(connection: Connection) -> None:
        connection.execute(_seen(tuple(sorted(said))), row)

    return write


@cache
def _seen(names: tuple[str, ...]) -> Update:
    """One statement for each choice of what a device may say."""
    news = [getattr(Device, name).is_distinct_from(bindparam(name)) for name in names]
    return (
        update(Device)
        .where(Device.id == bindparam("which"))
        .where(or_(Device.last_seen_at < bindparam("then"), *news))
        .values(last_seen_at=bindparam("now"), **{name: bindparam(name) for name in names})
    )


def _said(headers: Headers) -> dict[str, str | int]:
    """Anybody may have written these: what is not plain is left out."""
    said: dict[str, str | int] = {}
    release, waiting = headers.get("Doorstep-Release", ""), headers.get("Doorstep-Waiting", "")
    if release and release.isascii() and release.isprintable() and len(release) <= LONGEST_RELEASE:
        said["app_release"] = release
    if waiting.isascii() and waiting.isdigit() and len(waiting) < len(str(MOST_WAITING)):
        said["waiting"] = int(waiting)
    return said
