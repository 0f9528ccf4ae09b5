"""`doorstep worker`: does what was queued, one job at a time, as often as needed and no more.

Any number may run. A job is claimed by a lease, and finished in one transaction with its effects; a
worker that is killed loses its lease, and another takes the job.
"""

import logging
import secrets
import signal
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import Connection, select
from sqlalchemy.exc import SQLAlchemyError

from backend import clock
from backend.alerts.for_administrators import alert_changes
from backend.alerts.send import Sent, drop_change, read_subscriptions, save_answers, send_alert
from backend.areas.calendar import local
from backend.config import current_config
from backend.database import reading, writing
from backend.errors import AppError
from backend.jobs.queue import (
    BULK,
    JOBS,
    Claimed,
    LeaseLost,
    NewJob,
    claim_jobs,
    finish_job,
    forget_old_jobs,
    oldest_due,
    queue_job,
    retry_job,
)
from backend.people.limits import forget_drained
from backend.people.models import Device
from backend.people.security_events import forget_old_events
from backend.post.fetching import take_mail_in
from backend.post.sending import send_mail, tell_of_late_mail
from backend.publishing import QUIET, publish_areas, publish_devices
from backend.strategy.agreeing.remembering import remembered
from backend.strategy.authorising.unconfirmed import is_overdue, overdue_change
from backend.strategy.authorising.verbal import CHECK
from backend.sync_api.server_changes import write_as_server
from backend.sync_api.sql_store import SqlStore
from backend.uploads.sweep import sweep
from sync.errors import SyncError

IDLE_SECONDS = 0.5
FIRST_WAIT, LONGEST_WAIT = 5.0, 900.0
MOST_ATTEMPTS = 120
"""About a day's worth: an alert outlives a push service's bad afternoon."""
TROUBLE = (
    SQLAlchemyError,
    SyncError,
    AppError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)
"""What a job may die of. It is tried again later, and never takes the worker with it."""

log = logging.getLogger(__name__)


def run(app: Flask, stop: threading.Event | None = None) -> None:
    """Until it is told to stop; the job in hand is finished first."""
    stopping = stop or _stopping_on_signals()
    log.info("worker: started")
    while not stopping.is_set():
        if not _round(app):
            stopping.wait(IDLE_SECONDS)
    log.info("worker: stopped")


def run_once(app: Flask) -> int:
    """Everything that is due now; how many jobs were done. For tests."""
    done = 0
    while _round(app):
        done += 1
    return done


def _round(app: Flask) -> bool:
    """One job, if one is due."""
    with app.app_context():
        try:
            job = _next_job(clock.now())
        except SQLAlchemyError:
            log.exception("worker: the database does not answer")
            return False
        if job is not None:
            _do(job)
        return job is not None


def _next_job(now: datetime) -> Claimed | None:
    _queue_regular(now)
    _publish_devices(now)
    with reading() as connection:
        if oldest_due(connection, now) is None:
            return None
    with writing() as connection:
        jobs = claim_jobs(connection, now)
    return jobs[0] if jobs else None


def _do(job: Claimed) -> None:
    try:
        HANDLERS[job.kind](job)
    except LeaseLost:
        log.warning("worker: another worker has this %s now", job.kind)
    except TROUBLE as trouble:
        log.exception("worker: %s failed", job.kind)
        _try_later(job, type(trouble).__name__)


def _try_later(job: Claimed, trouble: str) -> None:
    try:
        with writing() as connection:
            put_off(connection, job, trouble)
    except (LeaseLost, SQLAlchemyError):
        log.exception("worker: %s is taken up again when its lease ends", job.kind)


def put_off(
    connection: Connection, job: Claimed, trouble: str, retry_after: int | None = None
) -> None:
    """Again later, a little longer each time; given up in the end."""
    now = clock.now()
    if job.attempts >= MOST_ATTEMPTS:
        finish_job(connection, job, now)
        return
    wait = max(back_off(job.attempts), float(retry_after or 0))
    retry_job(connection, job, now + timedelta(seconds=wait), trouble)


def back_off(attempts: int) -> float:
    """Seconds: doubling from five up to a quarter of an hour, less by chance to spread them."""
    longest = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** (attempts - 1))
    return longest * (0.5 + secrets.randbelow(1000) / 2000)


def _send_alert(job: Claimed) -> None:
    person_id, alert_id = job.payload["person_id"], job.payload["alert_id"]
    with reading() as connection:
        only = job.payload.get("only")  # jobs of an earlier release have none
        subscriptions = read_subscriptions(connection, person_id, alert_id, clock.now(), only)
    sent = send_alert(current_config(), subscriptions, alert_id, job.payload["kind"])
    with writing() as connection:
        save_answers(connection, sent, clock.now())
        _tell_of_gone(connection, sent)
        if sent.again:
            put_off(connection, job, "a push service did not take it", sent.retry_after)
        else:
            finish_job(connection, job, clock.now())


def _tell(job: Claimed) -> None:
    """Administrators, as they are now, or one of them."""
    with writing() as connection:
        records = SqlStore(connection).records
        write_as_server(connection, alert_changes(connection, job.payload, clock.now(), records))
        finish_job(connection, job, clock.now())


def _remember_time(job: Claimed) -> None:
    """A hold that is over, a discussion that begins soon: if that time still stands."""
    with writing() as connection:
        request = SqlStore(connection).records([job.payload["request_id"]])
        told = [remembered(job.payload, one, clock.now()) for one in request.values()]
        write_as_server(connection, told)
        finish_job(connection, job, clock.now())


def _check_verbal(job: Claimed) -> None:
    """What was said by telephone, if nobody has confirmed it by now."""
    with writing() as connection:
        request_id, now = job.payload["request_id"], clock.now()
        request = SqlStore(connection).records([request_id]).get(request_id)
        if request is not None and is_overdue(request, now):
            write_as_server(connection, [overdue_change(request, now)])
        finish_job(connection, job, now)


def _tell_of_gone(connection: Connection, sent: Sent) -> None:
    """The person's devices learn that a subscription has ended."""
    records = SqlStore(connection).records(sent.gone())
    changes = [drop_change(record, clock.now()) for record in records.values()]
    if changes:
        write_as_server(connection, changes)


def _publish(job: Claimed) -> None:
    with writing() as connection:
        publish_areas(connection, clock.now(), demo=current_config().demo)
        forget_old_jobs(connection, clock.now())
        forget_old_events(connection, clock.now())
        forget_drained(connection, clock.now())
        finish_job(connection, job, clock.now())


def _publish_devices(now: datetime) -> None:
    """What phones have said of themselves reaches those who look after them."""
    with reading() as connection:
        if connection.scalar(select(Device.id).where(Device.news_at <= now - QUIET)) is None:
            return
    try:
        with writing() as connection:
            publish_devices(connection, now, current_config().minimum_release)
    except TROUBLE as trouble:
        log.warning("worker: devices are published in the next round (%s)", type(trouble).__name__)


def _sweep(job: Claimed) -> None:
    sweep()
    with writing() as connection:
        finish_job(connection, job, clock.now())


def _queue_regular(now: datetime) -> None:
    """Windows reach sixty days ahead, so a missed day is no harm; nor is a missed hour."""
    keys = {
        "publish": f"publish:{local(now).date()}",
        "sweep_attachments": f"sweep_attachments:{now:%Y-%m-%dT%H}",
    }
    if current_config().imap is not None:
        keys["take_mail_in"] = f"take_mail_in:{now:%Y-%m-%dT%H:%M}"
    with reading() as connection:
        asked = select(JOBS.c.dedupe_key).where(JOBS.c.dedupe_key.in_(keys.values()))
        known = set(connection.scalars(asked))
    if known.issuperset(keys.values()):
        return
    with writing() as connection:
        for kind, key in keys.items():
            queue_job(connection, NewJob(kind, key, {}, now, BULK))


def _stopping_on_signals() -> threading.Event:
    stopping = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stopping.set())
    return stopping


HANDLERS: Mapping[str, Callable[[Claimed], None]] = {
    "send_alert": _send_alert,
    "publish": _publish,
    "tell": _tell,
    "remember_time": _remember_time,
    CHECK: _check_verbal,
    "sweep_attachments": _sweep,
    "send_mail": send_mail,
    "tell_of_late_mail": tell_of_late_mail,
    "take_mail_in": take_mail_in,
}
