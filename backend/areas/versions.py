"""The versions of an area's arrangements: which one counts when, and what each says.

Version 1 is the area's file. Each later one is what two administrators agreed to change, laid over
the file, and counts from a moment. They are records in the feed `arrangements:<area>`, so a rule
reads them at its desk like anything else.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from backend.areas.names import arrangements_id, version_id
from backend.areas.overrides import Overrides, as_far_as_it_goes
from backend.areas.profile import Profile
from backend.areas.profiles import document_of, profile_of
from backend.schemas import read_moment
from sync.kinds import Desk
from sync.messages import Record

Find = Callable[[str], Record | None]
"""A record by its id, as it stands now."""

LONG_AGO = "2000-01-01T00:00:00.000Z"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Version:
    """One version, from the moment at which it counts."""

    number: int
    effective_from: datetime
    overrides: Overrides


@dataclass(frozen=True, slots=True)
class Timeline:
    """Every version of an area that counts at some time, the earliest first."""

    area: str
    demo: bool
    live: bool
    versions: tuple[Version, ...]

    def at(self, moment: datetime) -> Version:
        """The one that counts then."""
        begun = [one for one in self.versions if one.effective_from <= moment]
        return begun[-1] if begun else self.versions[0]

    def after(self, moment: datetime) -> tuple[Version, ...]:
        """Those that are agreed and do not count yet."""
        return tuple(one for one in self.versions if one.effective_from > moment)

    def numbered(self, number: object) -> Version | None:
        """The one of this number."""
        return next((one for one in self.versions if one.number == number), None)

    def profile(self, version: Version) -> Profile:
        """What the version says. In demo mode with numbers that reach nobody."""
        said = json.dumps(dict(version.overrides), sort_keys=True)
        return replace(_built(self.area, self.demo, said), version=version.number)


def timeline_of(area: str, find: Find) -> Timeline:
    """From the records; an area of which nothing is published has its file alone."""
    known = find(arrangements_id(area))
    if known is None:
        base = Version(profile_of(area).version, read_moment(LONG_AGO), {})
        return Timeline(area, demo=False, live=False, versions=(base,))
    fields = known.fields
    versions = tuple(_version(area, line, find) for line in fields["versions"])
    return Timeline(area, fields["demo"], bool(fields.get("live_at")), versions)


def profile_now(area: str, desk: Desk) -> Profile:
    """The arrangements that count when the server has this change."""
    timeline = timeline_of(area, desk.record)
    return timeline.profile(timeline.at(desk.received_at))


def profile_of_request(request: Mapping[str, Any], desk: Desk) -> Profile:
    """The arrangements that a request began with, whatever has been agreed since."""
    return profile_of_version(request["area"], request.get("profile_version"), desk)


def profile_of_version(area: str, number: object, desk: Desk) -> Profile:
    """One version; the one that counts now where there is none of this number."""
    timeline = timeline_of(area, desk.record)
    return timeline.profile(timeline.numbered(number) or timeline.at(desk.received_at))


def is_open(area: str, desk: Desk) -> bool:
    """Whether real work may begin: the area is live, or this is a demonstration.

    An area of which nothing has been published is not known to be closed.
    """
    if desk.record(arrangements_id(area)) is None:
        return True
    timeline = timeline_of(area, desk.record)
    return timeline.live or timeline.demo


def base_document(area: str, *, demo: bool) -> dict[str, Any]:
    """What version 1 says, to lay changes over."""
    return document_of(area, demo=demo)


def _version(area: str, line: Mapping[str, Any], find: Find) -> Version:
    record = find(version_id(area, line["version"]))
    overrides = record.fields["overrides"] if record is not None else {}
    return Version(line["version"], read_moment(line["effective_from"]), overrides)


@lru_cache(maxsize=256)
def _built(area: str, demo: bool, overrides: str) -> Profile:  # noqa: FBT001  a key of the cache
    profile, faults = as_far_as_it_goes(document_of(area, demo=demo), json.loads(overrides))
    for path in faults:
        log.error("areas: %s: a change of %s no longer fits this release", area, path)
    return profile
