"""What may be done about somebody's phone: lost, found again, wiped, no longer to be used.

A device's record is in the feed `devices:<person>`: of its person, of the manager of their team and
of the administrators of their area. It says nothing of what is on the device.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, func, update

from backend.people.author import Author, Role, author_at
from backend.people.endings import revoke_device
from backend.people.models import Device
from backend.people.security_events import What, note
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

Becomes = Callable[[Change, Record | None, Fields, Desk], Fields]
AndThen = Callable[[Change, Record, Desk], None]

FEED = "devices:"


def devices_feed(person_id: str) -> str:
    """The feed of a person's devices."""
    return FEED + person_id


def device_reads(change: Change) -> Collection[str]:
    """Whose device it is, by the feed that the phone names."""
    return (change.feed.removeprefix(FEED),) if change.feed.startswith(FEED) else ()


def check_looks_after(change: Change, current: Record | None, desk: Desk) -> None:
    """The person themself, the manager of their team, or an administrator of their area."""
    person = desk.record(current.fields["person_id"]) if current else None
    if person is None or not looks_after(author_at(desk), person):
        raise Refused(
            "not-your-device", "Only its person, their manager or an administrator does this."
        )


def looks_after(author: Author, person: Record) -> bool:
    """Whether a person's phones are this author's to act on."""
    if author.role is Role.SERVER or author.person_id == person.id:
        return True
    if person.feed != f"area:{author.area}":
        return False
    if author.role is Role.ADMINISTRATOR:
        return True
    return (
        author.role is Role.TEAM_MANAGER
        and author.team_id is not None
        and author.team_id == person.fields.get("team_id")
    )


def check_may_be_found(change: Change, current: Record | None, desk: Desk) -> None:
    """A phone that was wiped, or may not be used again, does not come back."""
    check_looks_after(change, current, desk)
    fields = current.fields if current else {}
    if fields.get("wiped_at") or fields.get("revoked_at"):
        raise Refused("gone-for-good", "This phone was wiped, or may not be used again.")


def marked(name: str) -> Becomes:
    """Since when, and by whom; who says it a second time changes nothing."""

    def becomes(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
        before = current.fields if current else {}
        since = before.get(f"{name}_at") or time_text(desk.received_at)
        by = before.get(f"{name}_by") or author_at(desk).person_id
        return {f"{name}_at": since, f"{name}_by": by}

    return becomes


def as_to_be_wiped(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """What is to be wiped counts as lost too."""
    both = [marked(name)(change, current, fields, desk) for name in ("lost", "wipe_asked")]
    return both[0] | both[1]


def as_found(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Neither lost nor to be wiped."""
    return dict.fromkeys(("lost_at", "lost_by", "wipe_asked_at", "wipe_asked_by"))


def keep_lost(change: Change, record: Record, desk: Desk) -> None:
    """It reads nothing more from this moment."""
    desk.also(_row(record.id, lost_at=desk.received_at))
    desk.also(_noted(What.DEVICE_LOST, record, desk))


def keep_found(change: Change, record: Record, desk: Desk) -> None:
    """It is trusted again."""
    desk.also(_row(record.id, lost_at=None, wipe_asked_at=None, wipe_order=None))
    desk.also(_noted(What.DEVICE_FOUND, record, desk))


def keep_wipe(change: Change, record: Record, desk: Desk) -> None:
    """The next answer to this device carries the order."""
    now, order = desk.received_at, str(uuid5(UUID(change.id), "wipe"))
    lost_at = func.coalesce(Device.lost_at, now)
    desk.also(_row(record.id, lost_at=lost_at, wipe_asked_at=now, wipe_order=order))
    desk.also(_noted(What.DEVICE_WIPE_ASKED, record, desk))


def keep_revoked(change: Change, record: Record, desk: Desk) -> None:
    """Its sign-in ends at once, and for good."""
    now = desk.received_at

    def effect(connection: Connection) -> None:
        revoke_device(connection, record.id, now)

    desk.also(effect)
    desk.also(_noted(What.DEVICE_REVOKED, record, desk))


def _noted(what: What, record: Record, desk: Desk) -> Callable[[Connection], None]:
    whose, by = record.fields["person_id"], author_at(desk).person_id
    return lambda connection: note(connection, what, whose, record.id, by_id=by)


def _row(device_id: str, **values: Any) -> Callable[[Connection], None]:
    def effect(connection: Connection) -> None:
        connection.execute(update(Device).where(Device.id == device_id).values(**values))

    return effect


def device_fields(row: Any, trouble: list[Fields]) -> Fields:
    """A device as its record says it, from its row."""
    return {
        "person_id": row.person_id,
        "name": row.name,
        "created_at": time_text(row.created_at),
        "last_seen_at": time_text(row.last_seen_at),
        "release": row.app_release,
        "waiting": row.waiting or 0,
        "waiting_since": _text(row.waiting_since if row.waiting else None),
        "trouble": trouble,
        "lost_at": _text(row.lost_at),
        "wipe_asked_at": _text(row.wipe_asked_at),
        "wiped_at": _text(row.wiped_at),
        "revoked_at": _text(row.revoked_at),
    }


def _text(moment: datetime | None) -> str | None:
    return time_text(moment) if moment else None
