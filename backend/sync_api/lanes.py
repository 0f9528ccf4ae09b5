"""The one queue that every push goes through, with urgent changes at its head.

SQLite has one writer: it takes what waits, each push under a savepoint, and commits them together,
so that many phones share one flush to disk. PostgreSQL has a few, a transaction for each push.
Reading, settling and writing all happen in the queue's threads: behind it, sixteen requests would
fight for the interpreter, and an urgent change with them.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask, current_app
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from backend.database import db, writing
from backend.errors import Unavailable
from sync.errors import Contended

T = TypeVar("T")
Work = Callable[[Connection], T]

QUEUE = "doorstep_write_queue"
GROUP_SECONDS = 0.02
WORKERS_ON_POSTGRESQL = 3
MOST_WAITING = 2000
LONGEST_WAIT = 30.0
TRIES = 8
IDLE_SECONDS = 5.0
TRY_AGAIN_STATES = {"40001", "40P01", "55P03"}
"""PostgreSQL: serialization failure, deadlock, lock not available."""


@dataclass(slots=True, eq=False)
class Job:
    """One push, and the request that waits for it."""

    work: Work[Any]
    answer: "Future[Any]" = field(default_factory=Future)


class WriteQueue:
    """Runs work in write transactions; `run` returns when it is on disk."""

    def __init__(self, app: Flask, *, grouped: bool) -> None:
        self._app = app
        self.grouped = grouped
        self.most_threads = 1 if grouped else WORKERS_ON_POSTGRESQL
        self._ordinary: deque[Job] = deque()
        self._urgent: deque[Job] = deque()
        self._changed = threading.Condition()
        self._threads = 0
        self._idle = 0
        self._closed = False

    def run(self, work: Work[T], *, urgent: bool = False) -> T:
        """The work's result once it is committed; its error when it is not."""
        job = Job(work)
        self._put(job, urgent=urgent)
        try:
            result: T = job.answer.result(LONGEST_WAIT)
        except (TimeoutError, CancelledError) as error:
            job.answer.cancel()
            raise Unavailable(
                "The server is busy. Nothing is lost: it will be sent again."
            ) from error
        return result

    def waiting(self) -> int:
        """How much stands in line."""
        with self._changed:
            return len(self._urgent) + len(self._ordinary)

    def close(self) -> None:
        """Take nothing new, finish what waits, let the threads go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._threads == 0, LONGEST_WAIT)

    def _put(self, job: Job, *, urgent: bool) -> None:
        with self._changed:
            if self._closed or len(self._ordinary) >= MOST_WAITING:
                raise busy()
            (self._urgent if urgent else self._ordinary).append(job)
            if self._idle == 0 and self._threads < self.most_threads:
                self._threads += 1
                threading.Thread(target=self._serve, name="doorstep-writes", daemon=True).start()
            self._changed.notify()

    def _serve(self) -> None:
        with self._app.app_context():
            while (job := self._take(IDLE_SECONDS)) is not None:
                if self.grouped:
                    self._run_group(job)
                else:
                    self._run_alone(job)

    def _take(self, patience: float) -> Job | None:
        """The next job, urgent first; None when nobody needs this thread any more."""
        with self._changed:
            self._idle += 1
            self._changed.wait_for(self._has_work_or_ends, patience)
            self._idle -= 1
            job = self._next()
            if job is None:
                self._threads -= 1
                self._changed.notify_all()
            return job

    def _has_work_or_ends(self) -> bool:
        return bool(self._urgent or self._ordinary or self._closed)

    def _next(self) -> Job | None:
        for lane in (self._urgent, self._ordinary):
            while lane:
                job = lane.popleft()
                if job.answer.set_running_or_notify_cancel():
                    return job
        return None

    def _run_group(self, first: Job) -> None:
        """What waits, as far as it fits, in one transaction; if that fails, one at a time."""
        taken: list[Job] = []
        try:
            with writing() as connection:
                results = self._results(connection, first, taken)
        except (Contended, DBAPIError, OSError):
            for job in taken:
                self._run_alone(job)
        else:
            for job, answer in results:
                answer(job)

    def _results(
        self, connection: Connection, first: Job, taken: list[Job]
    ) -> list[tuple[Job, Callable[[Job], None]]]:
        until = time.monotonic() + GROUP_SECONDS
        results = []
        job: Job | None = first
        while job is not None:
            taken.append(job)
            results.append((job, _attempt(connection, job)))
            with self._changed:
                job = self._next() if time.monotonic() < until else None
        return results

    def _run_alone(self, job: Job) -> None:
        """In a transaction of its own, again while others change what it has read."""
        for tries_left in reversed(range(TRIES)):
            try:
                with writing() as connection:
                    result = job.work(connection)
            except (Contended, DBAPIError) as error:
                if tries_left and is_contention(error):
                    continue
                job.answer.set_exception(told_plainly(error))
            except Exception as error:  # noqa: BLE001  handed to the request that waits for it
                job.answer.set_exception(error)
            else:
                job.answer.set_result(result)
            return


def _attempt(connection: Connection, job: Job) -> Callable[[Job], None]:
    """One push of a group, under a savepoint: how to answer it once the group is committed.

    Trouble of the database itself ends the group: SQLite may have rolled back all of it.
    """
    try:
        with connection.begin_nested():
            result = job.work(connection)
    except (Contended, OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001  handed to the request that waits for it
        failure = error
        return lambda job: job.answer.set_exception(failure)
    return lambda job: job.answer.set_result(result)


def is_contention(error: Contended | DBAPIError) -> bool:
    """Whether the same work may go through when it is run again."""
    if isinstance(error, Contended):
        return True
    return getattr(error.orig, "sqlstate", None) in TRY_AGAIN_STATES


def told_plainly(error: Contended | DBAPIError) -> Exception:
    """What only time can mend is a 503; anything else is what it is."""
    if isinstance(error, Contended | OperationalError | InterfaceError):
        return busy()
    return error


def busy() -> Unavailable:
    """What the phone waits on, then sends again."""
    return Unavailable("The server is busy. Nothing is lost: it will be sent again.")


def write_queue() -> WriteQueue:
    """This application's queue, made when it is first needed."""
    queue: WriteQueue | None = current_app.extensions.get(QUEUE)
    if queue is None:
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        made = WriteQueue(app, grouped=db.engine.dialect.name == "sqlite")
        queue = app.extensions.setdefault(QUEUE, made)
    return queue
