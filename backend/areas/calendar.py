"""Days and hours in England: Europe/London, its clock changes and its bank holidays.

Pure functions of a date or a moment; nothing here reads the wall clock.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
WEEKEND = 5
"""Saturday, as `date.weekday` counts."""


def local(moment: datetime) -> datetime:
    """This moment as a clock on an English wall shows it."""
    return moment.astimezone(LONDON)


def moment_of(day: date, at: time) -> datetime:
    """The moment when an English wall clock shows this (the first, where it shows it twice)."""
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def is_bank_holiday(day: date) -> bool:
    """A bank holiday of England, substitute days included."""
    return day in _bank_holidays(day.year)


def is_working_day(day: date) -> bool:
    """Monday to Friday and not a bank holiday."""
    return day.weekday() < WEEKEND and not is_bank_holiday(day)


def next_working_day(day: date) -> date:
    """The first working day after this one."""
    following = day + timedelta(days=1)
    while not is_working_day(following):
        following += timedelta(days=1)
    return following


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
