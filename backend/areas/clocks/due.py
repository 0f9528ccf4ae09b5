"""When one clock of an area is due, from what is known (analysis 3.6, 4).

`facts` are what is recorded: moments and days by name (`referral_at`, `meeting_ended_at`), and
answers, True or False (`forensic_evidence_needed`). A fact that is missing or None is not known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from backend.areas.arrangements import Clock, ClockRule
from backend.areas.calendar import day_of, local, moment_of
from backend.areas.clocks import counting
from backend.areas.profile import Profile

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Due:
    """Where a clock comes from and when it is due. `due_at` is None while it does not run.

    `rule` decided. `readings` are the names of the ambiguous texts that had a part in it.
    """

    clock: Clock
    started_at: datetime | None
    due_at: datetime | None
    rule: ClockRule | None
    source: str
    readings: tuple[str, ...] = ()
    must_be_in_setting: bool = False

    @property
    def due_day(self) -> date | None:
        """The day in England."""
        return None if self.due_at is None else day_of(self.due_at)

    def is_imminent(self, now: datetime, least: timedelta) -> bool:
        """Less than this is left, or nothing."""
        return self.due_at is not None and self.due_at - now < least

    def is_met(self, met_at: datetime) -> bool:
        """At the due time is in time."""
        return self.due_at is not None and met_at <= self.due_at


def due(profile: Profile, key: str, facts: Facts, category: str | None = None) -> Due:
    """When this clock of the area is due; of the rules that apply the earliest counts."""
    clock = profile.clocks[key]
    special = clock.categories.get(category or "")
    rules, source = (special.rules, special.source) if special else (clock.rules, clock.source)
    start = _earliest(clock.starts, facts)
    found = list(_due_times(rules, profile, facts, start))
    due_at, rule = min(found, key=lambda one: one[0]) if found else (None, None)
    return Due(
        clock,
        start,
        due_at,
        rule,
        source,
        readings=_readings(rules),
        must_be_in_setting=special is not None and special.must_be_in_setting,
    )


def as_moment(known: date | datetime) -> datetime:
    """A day without a time begins at its start. A time without a zone is refused."""
    return known if isinstance(known, datetime) else moment_of(known, time())


def _due_times(
    rules: Sequence[ClockRule], profile: Profile, facts: Facts, start: datetime | None
) -> Iterator[tuple[datetime, ClockRule]]:
    for rule in rules:
        begins = _first(rule.starts, facts) if rule.starts else start
        if begins is not None and _applies(rule, profile, facts):
            due_at = _at(rule, profile, facts, begins)
            if due_at is not None:
                yield due_at, rule


def _applies(rule: ClockRule, profile: Profile, facts: Facts) -> bool:
    asked = rule.when or rule.unless
    if asked is None:
        return True
    answer = facts.get(asked)
    if answer is None:
        answer = bool(rule.assumed and profile.readings[rule.assumed])
    return bool(answer) is (rule.when is not None)


def _at(rule: ClockRule, profile: Profile, facts: Facts, start: datetime) -> datetime | None:
    if rule.before is not None:
        return _before(facts.get(rule.before), profile)
    if rule.at_once:
        return start
    if rule.same_day:
        return counting.same_day(start, time.fromisoformat(profile.readings["same_day_end"]))
    if rule.within_working_day is not None:
        how = profile.readings[f"within_working_day_{rule.within_working_day}"]
        return counting.within_a_working_day(start, profile.calendar, how=how)
    if rule.minutes is not None or rule.hours is not None:
        return _after_hours(rule, profile, start)
    return counting.end_of(_day(rule, profile, day_of(start)), profile.calendar)


def _before(known: date | datetime | None, profile: Profile) -> datetime | None:
    if known is None or isinstance(known, datetime):
        return known and local(known)
    return counting.end_of(known, profile.calendar)


def _after_hours(rule: ClockRule, profile: Profile, start: datetime) -> datetime:
    length = timedelta(minutes=rule.minutes or 0, hours=rule.hours or 0)
    how = profile.readings[rule.reading] if rule.reading else None
    if how == "working_hours":
        return profile.calendar.after_working_time(start, length)
    if how == "working_days":
        days = round(length / timedelta(days=1))
        day = counting.working_days(day_of(start), days, profile.calendar, day_zero=True)
        return counting.end_of(day, profile.calendar)
    return counting.real_time(start, length)


def _day(rule: ClockRule, profile: Profile, start: date) -> date:
    day_zero = profile.readings["day_zero"]
    number = rule.working_days or rule.days or 0
    if rule.days is not None and profile.readings["day_count"] == "calendar":
        return counting.calendar_days(start, number, day_zero=day_zero)
    return counting.working_days(start, number, profile.calendar, day_zero=day_zero)


def _earliest(names: Sequence[str], facts: Facts) -> datetime | None:
    known = [as_moment(facts[name]) for name in names if facts.get(name) is not None]
    return min(known, default=None)


def _first(names: Sequence[str], facts: Facts) -> datetime | None:
    return next((as_moment(facts[name]) for name in names if facts.get(name) is not None), None)


def _readings(rules: Sequence[ClockRule]) -> tuple[str, ...]:
    names = [name for rule in rules for name in (rule.reading, rule.assumed) if name]
    return tuple(dict.fromkeys(names))
