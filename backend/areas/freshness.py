"""Whether a number must be checked again: it is warned of, and never taken away."""

from datetime import date, datetime

from backend.areas.calendar import day_of
from backend.areas.profile import Profile


def needs_checking(
    profile: Profile, verified: date | datetime | None, today: date | datetime
) -> bool:
    """Never checked, or longer ago than the area's limit (analysis 7)."""
    if verified is None:
        return True
    limit = int(profile.data["contact_policy"]["stale_after_days"])
    return (day_of(today) - day_of(verified)).days > limit
