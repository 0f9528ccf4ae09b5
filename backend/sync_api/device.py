"""What a device says of itself with each push: which release it runs, and how much still waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Update, bindparam, or_, update
from werkzeug.datastructures import Headers

from backend.people.models import Device

SEEN_AGAIN = timedelta(minutes=1)
LONGEST_RELEASE = 60
MOST_WAITING = 1_000_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What is to be written of a device: what it said, and when."""

    device_id: str
    said: tuple[str, ...]
    row: dict[str, Any]


def seen_now(device_id: str, headers: Headers, now: datetime) -> Seen:
    """A device that posts, and what its headers say."""
    said = _said(headers)
    row = {"which": device_id, "now": now, "then": now - SEEN_AGAIN, **said}
    return Seen(device_id, tuple(sorted(said)), row)


def write_seen(connection: Connection, devices: Iterable[Seen]) -> None:
    """The row of each that says something new, or was not seen for a minute; in sorted order, so
    that writers who meet never wait in a ring."""
    ordered = sorted(devices, key=attrgetter("said", "device_id"))
    for said, alike in groupby(ordered, attrgetter("said")):
        connection.execute(_seen(said), [one.row for one in alike])


@cache
def _seen(names: tuple[str, ...]) -> Update:
    """One statement for each choice of what a device may say."""
    news = [getattr(Device, name).is_distinct_from(bindparam(name)) for name in names]
    return (
        update(Device.__table__)  # type: ignore[arg-type]
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
