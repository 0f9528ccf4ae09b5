"""An approved change becomes a version; what was agreed for later is kept, with it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from backend.areas.names import area_of_feed, arrangements_id, version_id
from backend.areas.publish import republish
from backend.areas.versions import Timeline, Version, timeline_of
from sync.kinds import Desk
from sync.messages import Fields, Record, time_text


def add_version(draft: Record, from_moment: datetime, desk: Desk) -> None:
    """The next number; what is agreed for a later moment follows with the numbers after it.

    A number that is corrected today must not wait for what begins next month, and must not be lost
    when that begins: so it is laid over both.
    """
    area = area_of_feed(draft.feed)
    timeline = timeline_of(area, desk.record)
    known = desk.record(arrangements_id(area))
    assert known is not None
    number = known.fields["last_version"]
    added = list(_versions(draft, timeline, from_moment, number))
    for version in added:
        desk.write(_record(version, area, desk))
    kept = [
        line
        for line, version in zip(known.fields["versions"], timeline.versions, strict=True)
        if version.effective_from <= from_moment
    ]
    lines = [{name: one[name] for name in ("version", "effective_from")} for one in added]
    fields = {"versions": [*kept, *lines], "last_version": number + len(added)}
    desk.write(known.next(fields={**known.fields, **fields}))
    republish(area, desk)


def _versions(
    draft: Record, timeline: Timeline, from_moment: datetime, last: int
) -> Iterator[Fields]:
    agreed = {
        "area": timeline.area,
        "changes": draft.fields["changes"],
        "before": draft.fields["before"],
        "note": draft.fields["note"],
        "proposed_by": draft.fields["proposed_by"],
        "approved_by": draft.fields["decided_by"],
        "approved_at": draft.fields["decided_at"],
        "draft_id": draft.id,
        "roll_back_to": draft.fields["roll_back_to"],
    }
    over: list[tuple[Version, datetime, int | None]] = [
        (timeline.at(from_moment), from_moment, None)
    ]
    over += [(one, one.effective_from, one.number) for one in timeline.after(from_moment)]
    for number, (version, moment, replaces) in enumerate(over, last + 1):
        overrides: dict[str, Any] = {**version.overrides, **draft.fields["changes"]}
        yield {
            **agreed,
            "version": number,
            "effective_from": time_text(moment),
            "overrides": overrides,
            "replaces": replaces,
        }


def _record(fields: Fields, area: str, desk: Desk) -> Record:
    return Record(
        id=version_id(area, fields["version"]),
        type="profile_version",
        feed=f"arrangements:{area}",
        version=1,
        fields=fields,
        made_by=desk.author.person_id,
        made_at=desk.received_at,
        received_at=desk.received_at,
    )
