"""What a device says of itself at each contact: how much waits, since when, how it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Update,
    and_,
    bindparam,
    case,
    or_,
    select,
    update,
)
from werkzeug.datastructures import Headers

from backend.database import UtcDateTime
from backend.people.contact import DEVICE
from backend.people.models import Device
from backend.schemas import AwareDateTime, read_moment

SEEN_AGAIN = timedelta(minutes=1)
SHOWN_AGAIN = timedelta(minutes=15)
"""Colleagues' phones hear of a mere contact this often."""
LONGEST_RELEASE = 60
MOST_WAITING = 1_000_000
MOST_CODES = 10
HEALTH = re.compile(r"[a-z][a-z-]{1,30}(=-?[0-9]{1,9})?")
Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is to be written of a device: what it said, and when."""

    device_id: str
    said: tuple[str, ...]
    row: Said


def seen_now(device_id: str, headers: Headers, now: datetime) -> Seen:
    """A device in contact, and what its headers say, where they are about this very device: a page
    also posts what another person left on the same phone."""
    said = _read(headers) if headers.get(DEVICE, device_id) == device_id else {}
    before = {"then": now - SEEN_AGAIN, "shown": now - SHOWN_AGAIN}
    return Seen(device_id, tuple(sorted(said)), {"which": device_id, "now": now, **before, **said})


def write_seen(connection: Connection, devices: Iterable[Seen]) -> None:
    """The row of each that says something new, or was not seen for a minute; in sorted order, so
    that writers who meet never wait in a ring."""
    ordered = sorted(devices, key=attrgetter("said", "device_id"))
    for said, alike in groupby(ordered, attrgetter("said")):
        connection.execute(_seen(said), [one.row for one in alike])


def is_news(connection: Connection, seen: Seen) -> bool:
    """Whether `write_seen` would write."""
    return connection.scalar(_newly_seen(seen.said), seen.row) is not None


def _read(headers: Headers) -> Said:
    """By the columns of the device's row. Anybody may have written it: what is not plain is out."""
    said: Said = {}
    release, waiting = headers.get("Doorstep-Release", ""), headers.get("Doorstep-Waiting", "")
    if release and release.isascii() and release.isprintable() and len(release) <= LONGEST_RELEASE:
        said["app_release"] = release
    if waiting.isascii() and waiting.isdigit() and len(waiting) < len(str(MOST_WAITING)):
        said["waiting"] = int(waiting)
        since = _moment(headers.get("Doorstep-Waiting-Since", ""))
        said["waiting_since"] = since if said["waiting"] else None
    if "Doorstep-Health" in headers:
        said["health"] = _codes(headers.get("Doorstep-Health", "")) or None
    return said


def _codes(text: str) -> str:
    codes = [one.strip() for one in text.split(",")]
    return ",".join([one for one in codes if HEALTH.fullmatch(one)][:MOST_CODES])


def _moment(text: str) -> datetime | None:
    try:
        return read_moment(AwareDateTime().deserialize(text))
    except ValidationError:
        return None


def _matters(names: tuple[str, ...]) -> ColumnElement[bool]:
    then = bindparam("then", type_=UtcDateTime())
    return or_(Device.last_seen_at < then, _says_new(names))


def _says_new(names: tuple[str, ...]) -> ColumnElement[bool]:
    news = [getattr(Device, name).is_distinct_from(_said(name)) for name in names]
    old = or_(Device.shown_at.is_(None), Device.shown_at < bindparam("shown", type_=UtcDateTime()))
    return or_(and_(Device.news_at.is_(None), old), *news)


def _said(name: str) -> Any:
    return bindparam(name, type_=getattr(Device, name).type)


@cache
def _seen(names: tuple[str, ...]) -> Update:
    """One statement for each choice of what a device may say."""
    now = bindparam("now", type_=UtcDateTime())
    news = case((Device.news_at.is_not(None), Device.news_at), (_says_new(names), now), else_=None)
    return (
        update(Device.__table__)  # type: ignore[arg-type]
        .where(Device.id == bindparam("which"), _matters(names))
        .values(last_seen_at=now, news_at=news, **{name: _said(name) for name in names})
    )


@cache
def _newly_seen(names: tuple[str, ...]) -> Select[Any]:
    return select(Device.id).where(Device.id == bindparam("which"), _matters(names))
