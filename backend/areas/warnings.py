"""What is not wrong with a proposed change, and must be seen by whoever approves it."""

from collections.abc import Iterator
from datetime import datetime

from backend.areas.call_windows import entries
from backend.areas.going_live import OPENINGS
from backend.areas.profile import Opening, Profile

ONLY_LEFT = (
    "Only 101 and 999 are left on the urgent page: every police number of the area's own is taken "
    "off."
)
ONLY_LEFT_WHILE = "Only 101 and 999 are left on the urgent page while it is {opening}."
ALREADY_PAST = "The time it was to count from is past: it counts from when it is approved."


def warnings_of(
    before: Profile, after: Profile, asked: datetime | None, now: datetime
) -> Iterator[str]:
    """In plain words. `asked`: from when it is to count."""
    lost = [one for one in OPENINGS if _has_own(before, one) and not _has_own(after, one)]
    if lost and not any(_has_own(after, one) for one in OPENINGS):
        yield ONLY_LEFT
    else:
        for opening in lost:
            yield ONLY_LEFT_WHILE.format(opening=opening.replace("_", " "))
    if asked is not None and asked <= now:
        yield ALREADY_PAST


def _has_own(profile: Profile, opening: Opening) -> bool:
    """A button for the police that is the area's own."""
    shown = entries(profile.line("urgent_police"), opening)
    return any(one["number"] and one["called"] == "police" for one in shown)
