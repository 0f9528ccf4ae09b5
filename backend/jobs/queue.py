"""Work for later: queued with its cause, claimed by a lease, finished with its effects or not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import NAMESPACE_OID, uuid4, uuid5

from sqlalchemy import Connection, Table, delete, or_, select, update

from backend.database import insert_unless_there
from backend.jobs.models import Job

JOBS = cast(Table, Job.__table__)
LEASE = timedelta(seconds=60)
KEPT = timedelta(days=7)
URGENT, USUAL, BULK = 100, 50, 0
"""A ladder or an alert is never behind bulk work."""


class LeaseLost(Exception):
    """Somebody else has the job now: nothing of this run may be kept."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A job in hand, until its lease ends."""

    id: str
    kind: str
    payload: Mapping[str, Any]
    attempts: int
    lease_token: str


@dataclass(frozen=True, slots=True)
class NewJob:
    """What to do, from when, and how soon compared with others."""

    kind: str
    key: str
    payload: Mapping[str, Any]
    run_at: datetime
    priority: int = USUAL


def queue_job(connection: Connection, job: NewJob) -> None:
    """In the caller's transaction; the same key twice is one job."""
    insert_unless_there(
        connection,
        Job,
        id=str(uuid5(NAMESPACE_OID, job.key)),
        kind=job.kind,
        dedupe_key=job.key,
        payload=dict(job.payload),
        priority=job.priority,
        run_at=job.run_at,
        attempts=0,
    )


def queued(job: NewJob) -> Callable[[Connection], None]:
    """The job as an effect of a change: `desk.also(queued(job))`."""
    return lambda connection: queue_job(connection, job)


def claim_jobs(connection: Connection, now: datetime, limit: int = 1) -> list[Claimed]:
    """Take due jobs, most urgent first, in one statement that no other worker's can overlap.

    They are found once, before any is claimed: looked for again and again, more would be claimed.
    """
    free = or_(JOBS.c.lease_until.is_(None), JOBS.c.lease_until <= now)
    due = (
        select(JOBS.c.id)
        .where(JOBS.c.done_at.is_(None), JOBS.c.run_at <= now, free)
        .order_by(JOBS.c.priority.desc(), JOBS.c.run_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")
        .prefix_with("MATERIALIZED", dialect="postgresql")
    )
    token = str(uuid4())
    claim = (
        update(JOBS)
        .where(JOBS.c.id.in_(select(due.c.id)))
        .values(lease_until=now + LEASE, lease_token=token, attempts=JOBS.c.attempts + 1)
        .returning(JOBS.c.id, JOBS.c.kind, JOBS.c.payload, JOBS.c.attempts, JOBS.c.priority)
    )
    rows = sorted(connection.execute(claim), key=lambda row: -row.priority)
    return [Claimed(row.id, row.kind, row.payload, row.attempts, token) for row in rows]


def finish_job(connection: Connection, job: Claimed, now: datetime) -> None:
    """Done, in the transaction of its effects. LeaseLost when another worker has it: roll back."""
    _held(connection, job, done_at=now, lease_until=None, lease_token=None)


def retry_job(connection: Connection, job: Claimed, run_at: datetime, trouble: str) -> None:
    """Not done: again at `run_at`."""
    _held(connection, job, run_at=run_at, lease_until=None, lease_token=None, trouble=trouble[:200])


def hold_longer(connection: Connection, job: Claimed, until: datetime) -> None:
    """The lease of a job that takes its time; LeaseLost when another worker has it already."""
    _held(connection, job, lease_until=until)


def forget_old_jobs(connection: Connection, now: datetime) -> None:
    """Done jobs are kept a week, so that their keys are known."""
    connection.execute(delete(JOBS).where(JOBS.c.done_at < now - KEPT))


def oldest_due(connection: Connection, now: datetime) -> datetime | None:
    """Since when the longest waiting job is due; for the readiness page."""
    due = select(JOBS.c.run_at).where(JOBS.c.done_at.is_(None), JOBS.c.run_at <= now)
    found: datetime | None = connection.scalar(due.order_by(JOBS.c.run_at).limit(1))
    return found


def _held(connection: Connection, job: Claimed, **values: Any) -> None:
    mine = (JOBS.c.id == job.id, JOBS.c.lease_token == job.lease_token)
    if connection.execute(update(JOBS).where(*mine).values(**values)).rowcount != 1:
        raise LeaseLost(job.kind)
