"""What the server is to remember: that a hold runs out, that a discussion begins soon.

A job only says which time it was for: when that time has changed meanwhile, nothing is said.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from backend.areas.versions import profile_of_request
from backend.jobs.queue import URGENT, NewJob, queued
from backend.schemas import read_moment
from sync.kinds import Desk
from sync.messages import Change, Clock, Record

JOB = "remember_time"
"""The kind of the job: the worker posts the change that its payload names, as the server."""


def remember_hold(request: Record, desk: Desk) -> None:
    """When the hold is over, somebody hears of it."""
    booking = request.fields["booking"]
    until = read_moment(booking["held_until"])
    payload = {"kind": "note_hold_ran_out", "starts_at": booking["starts_at"]}
    _queue(request, f"hold:{booking['booking_id']}", until, payload, desk)


def remember_to_remind(request: Record, desk: Desk) -> None:
    """So many minutes before, those who take part are reminded (S-07, N-33)."""
    starts_at = request.fields["confirmed"]["starts_at"]
    for minutes in profile_of_request(request.fields, desk).booking.remind_minutes:
        at = read_moment(starts_at) - timedelta(minutes=minutes)
        if at > desk.received_at:
            payload = {"kind": "note_reminder", "starts_at": starts_at, "minutes": minutes}
            _queue(request, f"remind:{request.id}:{starts_at}:{minutes}", at, payload, desk)


def remembered(told: Mapping[str, Any], request: Record, now: datetime) -> Change:
    """What the worker posts as the server when the time has come; refused if it is another now."""
    device_id = str(uuid5(UUID(request.id), told["key"]))
    said = {name: told[name] for name in ("starts_at", "minutes") if name in told}
    return Change(
        id=str(uuid5(UUID(device_id), told["kind"])),
        device_id=device_id,
        number=1,
        kind=told["kind"],
        schema=1,
        feed=request.feed,
        record_id=request.id,
        base_version=request.version,
        depends_on=(),
        fields=said,
        occurred_at=now,
        clock=Clock(now, 0, trusted=True),
    )


def _queue(request: Record, key: str, at: datetime, payload: dict[str, object], desk: Desk) -> None:
    about = {"request_id": request.id, "key": key}
    job = NewJob(JOB, key, {**payload, **about}, at, URGENT)
    desk.also(queued(job))
