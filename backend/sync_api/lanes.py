"""The one queue that every push goes through, with urgent changes at its head.

What waits is settled together: one reading, one writing and one flush to disk for many phones.
SQLite has one writer, PostgreSQL a few. Reading, settling and writing all happen in the queue's
threads: behind it, sixteen requests would fight for the interpreter, and an urgent one with them.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

from flask import Flask, current_app
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from backend.database import db, writing
from backend.errors import Unavailable
from sync.errors import Contended

T = TypeVar("T")
Work = Callable[[Connection], T]
Together = Callable[[Connection, Sequence[Any]], Sequence[T]]
"""Does several pieces of work at once; its results are in the same order."""

Answer = Callable[[], None]

QUEUE = "doorstep_write_queue"
MOST_IN_GROUP = 200
"""Changes: some 30 ms of work, for which an urgent one may have to wait."""
WORKERS_ON_POSTGRESQL = 2
MOST_WAITING = 2000
"""In each lane: urgent work finds room when the ordinary lane has none."""

LONGEST_WAIT = 30.0
TRIES = 8
IDLE_SECONDS = 5.0
TRY_AGAIN_STATES = {"40001", "40P01", "55P03"}
"""PostgreSQL: serialization failure, deadlock, lock not available."""


@dataclass(slots=True, eq=False)
class Job:
    """One push, and the request that waits for it."""

    work: Work[Any]
    together: Together[Any] | None = None
    size: int = 1
    answer: "Future[Any]" = field(default_factory=Future)


class WriteQueue:
    """Runs work in write transactions; `run` returns when it is on disk."""

    def __init__(self, app: Flask, threads: int) -> None:
        self._app = app
        self.most_threads = threads
        self._ordinary: deque[Job] = deque()
        self._urgent: deque[Job] = deque()
        self._changed = threading.Condition()
        self._threads = 0
        self._idle = 0
        self._closed = False

    def run(self, work: Work[T], *, urgent: bool = False) -> T:
        """The work's result once it is committed; its error when it is not."""
        result: T = self._wait_for(Job(work), urgent=urgent)
        return result

    def run_with_others(
        self, work: Work[T], together: Together[T], *, size: int, urgent: bool = False
    ) -> T:
        """The same; work with the same `together` may be done in one go, and is done alone if
        that fails."""
        result: T = self._wait_for(Job(work, together, size), urgent=urgent)
        return result

    def _wait_for(self, job: Job, *, urgent: bool) -> Any:
        self._put(job, urgent=urgent)
        try:
            return job.answer.result(LONGEST_WAIT)
        except (TimeoutError, CancelledError) as error:
            job.answer.cancel()
            raise busy() from error

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
        lane = self._urgent if urgent else self._ordinary
        with self._changed:
            if self._closed or len(lane) >= MOST_WAITING:
                raise busy()
            lane.append(job)
            if self._idle == 0 and self._threads < self.most_threads:
                self._threads += 1
                threading.Thread(target=self._serve, name="doorstep-writes", daemon=True).start()
            self._changed.notify()

    def _serve(self) -> None:
        with self._app.app_context():
            while jobs := self._take(IDLE_SECONDS):
                self._run(jobs)

    def _take(self, patience: float) -> list[Job]:
        """The next jobs, urgent ones first and by themselves; none when this thread may end."""
        with self._changed:
            self._idle += 1
            self._changed.wait_for(self._has_work_or_ends, patience)
            self._idle -= 1
            jobs = self._next(self._urgent) or self._next(self._ordinary)
            if not jobs:
                self._threads -= 1
                self._changed.notify_all()
            return jobs

    def _has_work_or_ends(self) -> bool:
        return bool(self._urgent or self._ordinary or self._closed)

    def _next(self, lane: deque[Job]) -> list[Job]:
        jobs: list[Job] = []
        room = MOST_IN_GROUP
        while lane and (not jobs or lane[0].size <= room):
            job = lane.popleft()
            if job.answer.set_running_or_notify_cancel():
                jobs.append(job)
                room -= job.size
        return jobs

    def _run(self, jobs: Sequence[Job]) -> None:
        """All in one transaction; if that fails, each in its own."""
        try:
            with writing() as connection:
                answers = _together(connection, jobs) or _one_by_one(connection, jobs)
        except Exception:  # noqa: BLE001  whatever it was, each is answered and the thread lives
            for job in jobs:
                _run_alone(job)
        else:
            for answer in answers:
                answer()


def _together(connection: Connection, jobs: Sequence[Job]) -> list[Answer]:
    """Their answers once this is committed; none when they cannot be done in one go."""
    do = jobs[0].together
    if do is None or any(job.together is not do for job in jobs):
        return []
    try:
        with connection.begin_nested():
            results = do(connection, [job.work for job in jobs])
    except (Contended, OperationalError, InterfaceError):
        raise
    except Exception:  # noqa: BLE001  done one by one it shows whose it is
        return []
    return [
        partial(job.answer.set_result, result) for job, result in zip(jobs, results, strict=True)
    ]


def _one_by_one(connection: Connection, jobs: Sequence[Job]) -> list[Answer]:
    return [_attempt(connection, job) for job in jobs]


def _attempt(connection: Connection, job: Job) -> Answer:
    """Under a savepoint of its own. Trouble of the database itself ends the group: SQLite may have
    rolled back all of it."""
    try:
        with connection.begin_nested():
            result = job.work(connection)
    except (Contended, OperationalError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001  handed to the request that waits for it
        return partial(job.answer.set_exception, error)
    return partial(job.answer.set_result, result)


def _run_alone(job: Job) -> None:
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
        threads = 1 if db.engine.dialect.name == "sqlite" else WORKERS_ON_POSTGRESQL
        made = WriteQueue(app, threads)
        queue = app.extensions.setdefault(QUEUE, made)
    return queue
