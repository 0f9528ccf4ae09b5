"""Days and hours in England: Europe/London, its clock changes, bank holidays and closures.

Pure functions of a date or a moment; nothing here reads the wall clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

LONDON = ZoneInfo("Europe/London")
WEEKEND = 5
"""Saturday, as `date.weekday` counts."""
ONE_DAY = timedelta(days=1)
AN_ORDINARY_YEAR = 2026


def local(moment: datetime) -> datetime:
    """This moment as a clock on an English wall shows it. A time without a zone is refused."""
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment.astimezone(LONDON)


def day_of(moment: date | datetime) -> date:
    """The day in England; a date is that day already."""
    return local(moment).date() if isinstance(moment, datetime) else moment


def moment_of(day: date, at: time) -> datetime:
    """The moment when an English wall clock shows this (the first, where it shows it twice)."""
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days count, and from when to when: bank holidays and the area's own closures do not.

    `closures` are days that an area adds, with the reason: a day of mourning, a moved holiday.
    """

    opens: time = time(9)
    closes: time = time(17)
    closures: Mapping[date, str] = field(default_factory=dict)
    country: str = "GB"
    subdivision: str = "ENG"

    def is_bank_holiday(self, day: date) -> bool:
        """A bank holiday, substitute days included, or a closure of the area."""
        return day in self.closures or day in self._listed(day.year)

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday, and neither a bank holiday nor a closure."""
        return day.weekday() < WEEKEND and not self.is_bank_holiday(day)

    def why_closed(self, day: date) -> str | None:
        """The name of the holiday, the reason of the closure, or the weekend; None when open."""
        if name := self.closures.get(day) or self._listed(day.year).get(day):
            return name
        return "Weekend" if day.weekday() >= WEEKEND else None

    def first_working_day(self, day: date) -> date:
        """This day, or the first working day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def next_working_day(self, day: date) -> date:
        """The first working day after this one."""
        return self.first_working_day(day + ONE_DAY)

    def after_working_days(self, day: date, number: int) -> date:
        """The day that is so many working days after this one, which is day 0."""
        for _ in range(number):
            day = self.next_working_day(day)
        return day

    def after_working_time(self, start: datetime, length: timedelta) -> datetime:
        """When so much time has passed, counted only while the office is open."""
        day = self.first_working_day(local(start).date())
        while True:
            begins = max(start, moment_of(day, self.opens))
            left = moment_of(day, self.closes) - begins
            if length <= left:
                return (begins + length).astimezone(UTC)
            length -= max(left, timedelta(0))
            day = self.next_working_day(day)

    def length(self) -> timedelta:
        """How long the office is open on a working day."""
        midnight = date.min
        return datetime.combine(midnight, self.closes) - datetime.combine(midnight, self.opens)

    def _listed(self, year: int) -> Mapping[date, str]:
        return _bank_holidays(self.country, self.subdivision, year)


def are_known(country: str, subdivision: str) -> bool:
    """Whether the bank holidays of this part of a country can be told, by their codes."""
    try:
        _bank_holidays(country, subdivision, AN_ORDINARY_YEAR)
    except NotImplementedError:
        return False
    return True


@cache
def _bank_holidays(country: str, subdivision: str, year: int) -> Mapping[date, str]:
    return dict(holidays.country_holidays(country, subdiv=subdivision, years=year).items())
