"""What is published of an area: to everybody's phone, and to its administrators."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import uuid_utils

from backend.areas.call_windows import HORIZON, Window, call_windows, joined
from backend.areas.contacts import contact_fields, with_standing
from backend.areas.going_live import checklist
from backend.areas.names import (
    area_feed,
    arrangements_feed,
    arrangements_id,
    call_line_id,
    contact_id,
    profile_id,
    version_id,
)
from backend.areas.overrides import OPEN_TO_CHANGE
from backend.areas.profile import CallLine, Profile
from backend.areas.published_form import form_fields
from backend.areas.versions import LONG_AGO, Find, Timeline, Version, timeline_of
from backend.people.staff_records import Published
from sync.kinds import Desk
from sync.messages import Change, Clock, Fields, Record, time_text

MOST = 1000
"""Changes in one publication: the server's changes are numbered by the clock, always upwards."""


@dataclass(slots=True)
class Publisher:
    """The server's pen: it knows what is published already, and numbers its changes."""

    device_id: str
    published: Mapping[str, Record]
    now: datetime
    made: int = 0

    def change(self, what: str, record_id: str, feed: str, fields: Fields) -> Change:
        """Published for the first time, or brought up to date."""
        self.made += 1
        before = self.published.get(record_id)
        return Change(
            id=str(UUID(int=uuid_utils.uuid7().int)),
            device_id=self.device_id,
            number=int(self.now.timestamp() * 1000) * MOST + self.made,
            kind=f"{'update' if before else 'publish'}_{what}",
            schema=1,
            feed=feed,
            record_id=record_id,
            base_version=before.version if before else 0,
            depends_on=(),
            fields=fields,
            occurred_at=self.now,
            clock=Clock(self.now, 0, trusted=True),
        )


def first_arrangements(profile: Profile, *, demo: bool) -> Iterator[Published]:
    """Version 1, which is the file, and that it is the only one. Published once."""
    area, feed, number = profile.key, arrangements_feed(profile.key), profile.version
    version = {
        "area": area, "version": number, "effective_from": LONG_AGO, "overrides": {},
        "changes": {}, "before": {}, "note": None, "proposed_by": None, "approved_by": None,
        "approved_at": None, "draft_id": None, "roll_back_to": None, "replaces": None,
    }  # fmt: skip
    fields = {
        "area": area, "demo": demo, "live_at": None, "live_by": None,
        "versions": [{"version": number, "effective_from": LONG_AGO}], "last_version": number,
        "checklist": [], "document": {},
    }  # fmt: skip
    yield Published("profile_version", version_id(area, number), feed, version)
    yield Published("arrangements", arrangements_id(area), feed, fields)


def publication(area: str, find: Find, now: datetime, *, demo: bool) -> Iterator[Published]:
    """Everything of an area as it is to stand, once there are arrangements of it.

    Administrators see what has been agreed last; phones get what counts now, and in their windows
    what will count later.
    """
    timeline = timeline_of(area, find)
    last = timeline.profile(timeline.versions[-1])
    feed = arrangements_feed(area)
    told = {"demo": demo, "checklist": checklist(last), "document": read_by_administrators(last)}
    yield Published("arrangements", arrangements_id(area), feed, told)
    for key, fields in contact_fields(last, find):
        yield Published("contact", contact_id(area, key), feed, fields)
    yield from _for_phones(timeline, find, now)


def read_by_administrators(profile: Profile) -> Fields:
    """What they may change, with the notes on it; contacts have records of their own."""
    shown = (OPEN_TO_CHANGE - {"contacts"}) | {"reading_notes"}
    return {name: value for name, value in profile.data.items() if name in shown}


def _for_phones(timeline: Timeline, find: Find, now: datetime) -> Iterator[Published]:
    area, feed = timeline.area, area_feed(timeline.area)
    current = timeline.at(now)
    profile = with_standing(timeline.profile(current), find)
    known = {
        "effective_from": time_text(current.effective_from),
        "live": timeline.live or timeline.demo,
    }
    yield Published("area_profile", profile_id(area), feed, profile_fields(profile) | known)
    for line in profile.lines:
        fields = {
            "purpose": line.purpose,
            "windows": windows_of(timeline, line, find, now),
            "published_at": time_text(now),
        }
        yield Published("call_line", call_line_id(area, line.purpose), feed, fields)


def windows_of(timeline: Timeline, line: CallLine, find: Find, now: datetime) -> list[Window]:
    """Sixty days of a line, through every version that begins to count meanwhile."""
    until = now + HORIZON
    later = [one for one in timeline.after(now) if one.effective_from < until]
    begins = [now, *(one.effective_from for one in later), until]
    lines = [line, *(_same_line(timeline, one, line, find) for one in later)]
    spans = zip(lines, begins, begins[1:], strict=False)
    return joined(call_windows(one, begin, end - begin) for one, begin, end in spans)


def _same_line(timeline: Timeline, version: Version, line: CallLine, find: Find) -> CallLine:
    """In a later version, with each number as it stands; one that goes is offered to the end."""
    lines = with_standing(timeline.profile(version), find).lines
    return next((one for one in lines if one.purpose == line.purpose), line)


def republish(area: str, desk: Desk) -> None:
    """In the transaction of the change that made it news: phones have it at their next pull."""
    known = desk.record(arrangements_id(area))
    if known is None:
        return
    demo = bool(known.fields["demo"])
    for one in list(publication(area, desk.record, desk.received_at, demo=demo)):
        _write(one, desk)


def _write(one: Published, desk: Desk) -> None:
    record = desk.record(one.record_id)
    if record is None:
        desk.write(_new(one, desk))
    elif is_news(one.fields, record):
        desk.write(record.next(fields={**record.fields, **one.fields}))


def _new(one: Published, desk: Desk) -> Record:
    return Record(
        id=one.record_id,
        type=one.what,
        feed=one.feed,
        version=1,
        fields=one.fields,
        made_by=desk.author.person_id,
        made_at=desk.received_at,
        received_at=desk.received_at,
    )


def is_news(fields: Mapping[str, Any], before: Record | None) -> bool:
    """Whether a record says something else than this, or nothing yet."""
    return before is None or any(
        name not in before.fields or before.fields[name] != value for name, value in fields.items()
    )


def changes_of(publications: Iterable[Published], publisher: Publisher) -> list[Change]:
    """As changes of the server's, without what stands there already."""
    return [
        publisher.change(one.what, one.record_id, one.feed, one.fields)
        for one in publications
        if is_news(one.fields, publisher.published.get(one.record_id))
    ]


def profile_fields(profile: Profile) -> dict[str, Any]:
    """What a phone is told of its area."""
    return {
        "key": profile.key,
        "name": profile.name,
        "terms": dict(profile.terms),
        "urgent_categories": [
            {
                "code": category.code,
                "label": category.label,
                "asks": category.asks,
                "missing": category.missing is not None,
            }
            for category in profile.urgent_categories
        ],
        "urgent_sequence": list(profile.urgent.sequence),
        "police_unit": profile.police_unit,
        "police_told_label": dict(profile.police_told_label),
        "version": profile.version,
        "call_guidance": dict(profile.call_guidance),
        "stale_after_days": profile.data["contact_policy"]["stale_after_days"],
        "offline_lease_hours": profile.data["device"]["offline_lease_hours"],
        **_who_and_how(profile),
        **form_fields(profile),
    }


def _who_and_how(profile: Profile) -> dict[str, Any]:
    """Who may do what, how a time is found, and which councils share the arrangements (S-16)."""
    booking = profile.data["booking"]
    return {
        "roles": {deed: list(roles) for deed, roles in profile.roles.items()},
        "booking": {
            "mode": profile.booking.mode,
            "words": profile.booking.words,
            "formats": list(booking.get("formats") or ()),
            "invite": list(booking.get("invite") or ()),
            "bridge": profile.booking.bridge is not None,
        },
        "authorities": list(profile.data["meta"].get("authorities") or ()),
    }
