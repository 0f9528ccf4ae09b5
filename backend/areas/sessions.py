"""To which session a referral goes: the cut-off, the weekday table, and days that are closed.

The server's receipt decides (analysis 4); the time on a phone is evidence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from backend.areas.arrangements import Sessions
from backend.areas.calendar import ONE_DAY, day_of, local, moment_of
from backend.areas.profile import Profile

A_WEEK = timedelta(days=7)
FRIDAY = 4


class NoSessions(LookupError):
    """The area has no sessions: its times are agreed by people."""


@dataclass(frozen=True, slots=True)
class Session:
    """The session of a referral. `effective_day` is the day it counts as received."""

    effective_day: date
    day: date
    starts_at: datetime
    ends_at: datetime
    waiting_days: int
    long_wait: bool


def session_for(profile: Profile, received_at: datetime) -> Session:
    """The session of a referral that reached the server at this moment."""
    sessions = sessions_of(profile)
    effective = effective_day(profile, received_at)
    day = next(session_days(profile, nominal_day(profile, received_at)))
    waiting = (day - day_of(received_at)).days
    return Session(
        effective,
        day,
        moment_of(day, sessions.start),
        moment_of(day, sessions.end),
        waiting,
        long_wait=waiting > profile.booking.long_wait_warn_calendar_days,
    )


def nominal_day(profile: Profile, received_at: datetime) -> date:
    """The day that the weekday table leads to, open or closed."""
    effective = effective_day(profile, received_at)
    return _next_weekday(effective, sessions_of(profile).mapping[effective.weekday()])


def effective_day(profile: Profile, received_at: datetime) -> date:
    """The working day that a referral counts for: after the cut-off it is the next one's."""
    arrived = local(received_at)
    day = arrived.date()
    if not profile.calendar.is_working_day(day) or _is_too_late(profile, arrived):
        return profile.calendar.next_working_day(day)
    return day


def session_days(profile: Profile, start: date) -> Iterator[date]:
    """The days of sessions from this day on, closed days skipped or moved as the area reads it."""
    sessions, calendar = sessions_of(profile), profile.calendar
    moved = profile.readings["session_on_bank_holiday"] == "next_working_day"
    last, nominal = start - ONE_DAY, start - A_WEEK
    while True:
        nominal += ONE_DAY
        if nominal.weekday() not in sessions.weekdays:
            continue
        if not moved and not calendar.is_working_day(nominal):
            continue
        day = calendar.first_working_day(nominal)
        if day > last:
            last = day
            yield day


def missed_while_offline(
    profile: Profile, written_at: datetime | None, received_at: datetime
) -> bool:
    """Written in time for an earlier session than it reached; a fast phone's clock misses none."""
    if written_at is None or written_at >= received_at:
        return False
    return session_for(profile, written_at).day < session_for(profile, received_at).day


def sessions_of(profile: Profile) -> Sessions:
    """The area's sessions; NoSessions where it has none."""
    if profile.booking.sessions is None:
        raise NoSessions(f"{profile.key} has no sessions")
    return profile.booking.sessions


def _is_too_late(profile: Profile, arrived: datetime) -> bool:
    cutoff: time | None = sessions_of(profile).cutoff
    if arrived.weekday() == FRIDAY:
        on_fridays = profile.readings["friday_cutoff"]
        cutoff = None if on_fridays is None else time.fromisoformat(on_fridays)
    if cutoff is None:
        return False
    at = arrived.time().replace(microsecond=0)
    return at > cutoff or (at == cutoff and not profile.readings["cutoff_inclusive"])


def _next_weekday(after: date, weekday: int) -> date:
    ahead = (weekday - after.weekday() - 1) % 7 + 1
    return after + timedelta(days=ahead)
