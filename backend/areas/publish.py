"""What is published of an area to its phones, as changes of the server's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import uuid_utils

from backend.areas.call_windows import call_windows
from backend.areas.changes import area_feed, call_line_id, profile_id
from backend.areas.profile import Profile
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


def profile_changes(profile: Profile, publisher: Publisher) -> Iterator[Change]:
    """The area's arrangements, and sixty days of each call line."""
    area, feed = profile.key, area_feed(profile.key)
    yield publisher.change("area_profile", profile_id(area), feed, profile_fields(profile))
    for line in profile.lines:
        fields = {
            "purpose": line.purpose,
            "windows": call_windows(line, publisher.now),
            "published_at": time_text(publisher.now),
        }
        line_id = call_line_id(area, line.purpose)
        yield publisher.change("call_line", line_id, feed, fields)


def profile_fields(profile: Profile) -> dict[str, Any]:
    """What a phone is told of its area."""
    return {
        "key": profile.key,
        "name": profile.name,
        "terms": dict(profile.terms),
        "urgent_categories": [
            {"code": category["code"], "label": category["label"]}
            for category in profile.urgent_categories
        ],
        "urgent_sequence": list(profile.urgent_sequence),
        "police_unit": profile.police_unit,
        "police_told_label": dict(profile.police_told_label),
        "version": profile.version,
        "call_guidance": dict(profile.call_guidance),
    }
