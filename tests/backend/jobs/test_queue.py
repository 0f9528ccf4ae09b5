"""Jobs: queued once, claimed by one, done once with their effects, and never lost."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from backend.database import reading, writing
from backend.jobs.queue import (
    BULK,
    JOBS,
    LEASE,
    URGENT,
    LeaseLost,
    NewJob,
    claim_jobs,
    finish_job,
    forget_old_jobs,
    oldest_due,
    queue_job,
    retry_job,
)

NOW = datetime(2026, 11, 3, 9, tzinfo=UTC)
WAYS = ("hashagg", "hashjoin", "mergejoin", "material", "indexscan", "bitmapscan", "sort")
"""All but one of the ways that PostgreSQL may take to rows named by another query."""


@pytest.fixture(autouse=True)
def _an_application(app):
    """Every test here has a database."""


def queue(key="one", run_at=NOW, priority=BULK):
    with writing() as connection:
        queue_job(connection, NewJob("test", key, {"key": key}, run_at, priority))


def claim(now=NOW, limit=1):
    with writing() as connection:
        return claim_jobs(connection, now, limit)


def finish(job, now=NOW):
    with writing() as connection:
        finish_job(connection, job, now)


def test_the_same_key_twice_is_one_job():
    queue()
    queue()

    assert len(claim(limit=10)) == 1


def test_a_job_is_not_claimed_before_its_time_nor_by_two():
    queue(run_at=NOW + timedelta(minutes=1))

    assert claim() == []
    assert len(claim(NOW + timedelta(minutes=1))) == 1
    assert claim(NOW + timedelta(minutes=1)) == []


def test_what_is_urgent_is_not_behind_bulk_work():
    for number in range(20):
        queue(f"bulk {number}", NOW - timedelta(hours=1))
    queue("urgent", NOW, URGENT)

    assert claim()[0].payload["key"] == "urgent"


def test_one_is_claimed_however_the_database_goes_about_it():
    """PostgreSQL may look for each row anew: then every look would find, and claim, another one."""
    for number in range(3):
        queue(f"job {number}")

    with writing() as connection:
        if connection.dialect.name == "postgresql":
            for way in WAYS:
                connection.execute(text(f"SET LOCAL enable_{way} = off"))
        claimed = claim_jobs(connection, NOW, limit=1)
        held = connection.scalars(select(JOBS.c.id).where(JOBS.c.lease_token.is_not(None))).all()

    assert [job.id for job in claimed] == held
    assert len(held) == 1


def test_a_finished_job_is_done_and_its_key_is_known():
    queue()
    finish(claim()[0])
    queue()

    assert claim(NOW + timedelta(days=1)) == []


def test_a_job_of_a_worker_that_died_is_taken_over_when_its_lease_ends():
    queue()
    first = claim()[0]

    assert claim(NOW + LEASE - timedelta(seconds=1)) == []
    second = claim(NOW + LEASE)[0]

    assert second.attempts == first.attempts + 1


def test_a_worker_that_lost_its_lease_leaves_nothing_behind():
    queue()
    first = claim()[0]
    second = claim(NOW + LEASE)[0]

    def finish_with_an_effect():
        with writing() as connection:
            queue_job(connection, NewJob("test", "effect", {}, NOW))
            finish_job(connection, first, NOW)

    with pytest.raises(LeaseLost):
        finish_with_an_effect()
    finish(second)

    with reading() as connection:
        keys = set(connection.scalars(select(JOBS.c.dedupe_key)))
    assert keys == {"one"}


def test_a_job_that_failed_is_tried_again_at_its_time():
    queue()
    job = claim()[0]
    with writing() as connection:
        retry_job(connection, job, NOW + timedelta(minutes=5), "trouble")

    assert claim(NOW + timedelta(minutes=4)) == []
    assert len(claim(NOW + timedelta(minutes=5))) == 1


def test_the_oldest_job_that_is_due_is_known():
    queue("a", NOW - timedelta(minutes=3))
    queue("b", NOW + timedelta(minutes=3))

    with reading() as connection:
        assert oldest_due(connection, NOW) == NOW - timedelta(minutes=3)


def test_done_jobs_are_forgotten_after_a_week():
    queue()
    finish(claim()[0])
    with writing() as connection:
        forget_old_jobs(connection, NOW + timedelta(days=8))
    queue()

    assert len(claim()) == 1


def test_many_workers_at_once_do_each_job_once(app):
    for number in range(40):
        queue(str(number))
    done = []

    def work():
        with app.app_context():
            while jobs := claim(limit=3):
                for job in jobs:
                    finish(job)
                    done.append(job.id)

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(done) == len(set(done)) == 40
