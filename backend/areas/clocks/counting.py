"""The ways of counting time (analysis 4): each from a start to a due time.

A deadline is real time unless a reading says otherwise: 24 hours over a clock change move the
time on the wall. Days end at the office's closing time, or at the end that the area gives.
"""

from datetime import UTC, date, datetime, time, timedelta

from backend.areas.calendar import WorkingDays, day_of, local, moment_of


def real_time(start: datetime, length: timedelta) -> datetime:
    """So much later, whatever the clocks on the wall did meanwhile."""
    return local(start).astimezone(UTC) + length


def same_day(start: datetime, ends: time) -> datetime:
    """The end of the day in England; never before the start."""
    return max(moment_of(day_of(start), ends), local(start).astimezone(UTC))


def end_of(day: date, calendar: WorkingDays) -> datetime:
    """When the office closes on this day."""
    return moment_of(day, calendar.closes)


def working_days(start: date, number: int, calendar: WorkingDays, *, day_zero: bool) -> date:
    """Day `number`: the start is day 0, or day 1 when not `day_zero`."""
    return calendar.after_working_days(start, number if day_zero else max(number - 1, 0))


def calendar_days(start: date, number: int, *, day_zero: bool) -> date:
    """Day `number`, weekends and holidays counted."""
    return start + timedelta(days=number if day_zero else max(number - 1, 0))


def within_a_working_day(start: datetime, calendar: WorkingDays, *, how: str) -> datetime:
    """`working_hours`: a day's worth of them; else the close of the next working day."""
    if how == "working_hours":
        return calendar.after_working_time(start, calendar.length())
    return end_of(calendar.next_working_day(day_of(start)), calendar)
