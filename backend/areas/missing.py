"""Whether a missing child is urgent: for how long, and how often in how many days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from backend.areas.arrangements import MissingRule
from backend.areas.profile import Profile


class NoMissingRule(LookupError):
    """The area has no rule for missing children."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One time that the child was missing; `returned` is None while they are."""

    began: date
    returned: date | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What the rule says. `judgement`: the timing is for the worker's professional judgement.

    `warns`: not urgent by the letter, and so close that the worker is told.
    """

    urgent: bool
    judgement: bool
    warns: bool
    episodes: int


def missing(profile: Profile, minutes: int, episodes: int) -> Missing:
    """Missing for so many minutes now, and so many times within the rule's days."""
    rule = _rule(profile)
    too_long = minutes > rule.over_hours * 60
    too_often = episodes > rule.more_than_episodes
    close = minutes == rule.over_hours * 60 or episodes == rule.more_than_episodes
    return Missing(too_long or too_often, too_often, close or too_long or too_often, episodes)


def episodes_within(profile: Profile, today: date, episodes: Iterable[Episode]) -> int:
    """How many count: those of the rule's days up to today, by the area's reading."""
    first = today - timedelta(days=_rule(profile).in_days)
    if not profile.readings["missing_window_includes_first_day"]:
        first += timedelta(days=1)
    by_return = profile.readings["missing_episode_counted_by"] == "return"
    days = (one.returned if by_return and one.returned else one.began for one in episodes)
    return sum(first <= day <= today for day in days)


def _rule(profile: Profile) -> MissingRule:
    rules = (one.missing for one in profile.urgent_categories)
    found = next((rule for rule in rules if rule is not None), None)
    if found is None:
        raise NoMissingRule(f"{profile.key} has no rule for missing children")
    return found
