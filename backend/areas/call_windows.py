"""Who to call from when to when: the rules run here once, and phones get the result.

Windows tile the time without a gap, so a phone offline for weeks has the right number first.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from backend.areas.calendar import local, moment_of
from backend.areas.profile import CallEntry, CallLine, Contact, Hours, Opening
from sync.messages import time_text

HORIZON = timedelta(days=60)
Window = dict[str, Any]


def call_windows(line: CallLine, start: datetime, horizon: timedelta = HORIZON) -> list[Window]:
    """What to show for this line from `start` on, window by window, in UTC."""
    return joined(
        [
            {
                "from": time_text(begins),
                "until": time_text(ends),
                "note": line.words[opening],
                "entries": entries(line, opening),
            }
        ]
        for begins, ends, opening in spans(line.hours, start, start + horizon)
    )


def joined(parts: Iterable[list[Window]]) -> list[Window]:
    """One after the other; where nothing changes between two, they are one."""
    windows: list[Window] = []
    for window in (one for part in parts for one in part):
        if windows and _same(windows[-1], window):
            windows[-1]["until"] = window["until"]
        else:
            windows.append(window)
    return windows


def channel(line: CallLine, moment: datetime) -> str:
    """The key of the line's first number at this moment."""
    first = entries(line, opening_at(line.hours, moment))[0]
    return str(first["key"])


def entries(line: CallLine, opening: Opening) -> list[dict[str, Any]]:
    """The buttons while the line is open, closed, or closed for a bank holiday."""
    return [_entry(entry, line.hours) for entry in line.entries if _is_shown(entry, opening)]


def ordered_for(
    shown: list[dict[str, Any]], role: str, *, page_failed: bool = False
) -> list[dict[str, Any]]:
    """The buttons as one role sees them: an order, never a choice (DESIGN 1, promise 1).

    Once paging the manager has failed, everybody sees the order without preferences (T-12).
    """
    if page_failed:
        return shown
    return sorted(shown, key=lambda entry: role not in entry["first_for"])


def opening_at(hours: Hours, moment: datetime) -> Opening:
    """Whether the line is staffed at this moment."""
    now = local(moment)
    inside = hours.start <= now.time() < hours.end
    inside = inside or (hours.inclusive and now.time().replace(microsecond=0) == hours.end)
    if not inside or now.weekday() not in hours.weekdays:
        return "closed"
    if hours.calendar.is_bank_holiday(now.date()) and not hours.on_bank_holidays:
        return "bank_holiday"
    return "open"


def spans(
    hours: Hours, start: datetime, end: datetime
) -> Iterator[tuple[datetime, datetime, Opening]]:
    """The stretches from start to end in which the line does not change."""
    edges = sorted(
        {start, end} | {edge for edge in _edges(hours, start, end) if start < edge < end}
    )
    for begins, ends in zip(edges, edges[1:], strict=False):
        yield begins, ends, opening_at(hours, begins)


def _edges(hours: Hours, start: datetime, end: datetime) -> Iterator[datetime]:
    for day in _days(local(start).date(), local(end).date()):
        yield moment_of(day, hours.start)
        closes = moment_of(day, hours.end)
        yield closes + timedelta(seconds=1) if hours.inclusive else closes


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _is_shown(entry: CallEntry, opening: Opening) -> bool:
    if entry.when == "closed":
        return opening != "open"
    return entry.when in ("always", opening)


def _entry(entry: CallEntry, hours: Hours) -> dict[str, Any]:
    contact = entry.contact
    dialable = contact.number is not None
    return {
        "key": contact.key,
        "called": contact.called,
        "name": contact.name,
        "number": contact.number,
        "shown": contact.shown if dialable else _why_no_button(contact),
        "extension": contact.extension,
        "hours": _in_words(hours) if entry.when in ("open", "bank_holiday") else None,
        "verified_at": contact.verified,
        "reported_wrong_at": contact.reported_wrong,
        "first_for": list(entry.first_for) if dialable else [],
        "if_no_answer": entry.if_no_answer,
    }


def _why_no_button(contact: Contact) -> str:
    return "Cannot be dialled as written" if contact.shown or contact.off else "Number not set"


def _in_words(hours: Hours) -> str:
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    days = sorted(hours.weekdays)
    listed = f"{names[days[0]]} to {names[days[-1]]}" if len(days) > 1 else names[days[0]]
    return f"{listed} {hours.start:%H:%M} to {hours.end:%H:%M}"


def _same(window: Window, shown: dict[str, Any]) -> bool:
    return bool(window["note"] == shown["note"] and window["entries"] == shown["entries"])
