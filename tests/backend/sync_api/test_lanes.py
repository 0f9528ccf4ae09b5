"""The queue before the database: together where it can be, urgent first, an answer for each."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from backend.database import reading, writing
from backend.errors import Unavailable
from backend.sync_api.lanes import WriteQueue, write_queue
from backend.sync_api.models import setting
from sync.errors import Contended


def put(name: str) -> int:
    """Work for the queue: a row of this name."""

    def work(connection: Connection) -> None:
        connection.execute(setting.insert(), {"name": name, "value": ""})

    write_queue().run(work)
    return 1


def names() -> set[str]:
    with reading() as connection:
        return set(connection.scalars(select(setting.c.name)))


def in_threads(app: Flask, *tasks: object) -> list[object]:
    """Each in a thread of its own, as requests are; errors come back as values."""

    def run(task: object) -> object:
        with app.app_context():
            try:
                return task()  # type: ignore[operator]
            except (IntegrityError, OperationalError, Unavailable, ZeroDivisionError) as error:
                return error

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_everybody_gets_their_own_answer(app: Flask) -> None:
    results = in_threads(app, *((lambda n=n: put(f"row {n}") + n) for n in range(30)))

    assert results == [n + 1 for n in range(30)]
    assert len(names()) == 30


def divide(_connection: Connection) -> float:
    return 1 / 0


def test_one_that_fails_takes_no_other_with_it(app: Flask) -> None:
    put("taken")

    results = in_threads(
        app,
        lambda: put("a"),
        lambda: put("taken"),
        lambda: put("b"),
        lambda: write_queue().run(divide),
    )

    assert [type(one) for one in results] == [int, IntegrityError, int, ZeroDivisionError]
    assert names() == {"taken", "a", "b"}


def test_trouble_of_the_database_ends_the_group_but_not_its_others(app: Flask) -> None:
    def breaks(connection: Connection) -> None:
        raise OperationalError("insert", {}, Exception("the disk is full"))

    results = in_threads(app, lambda: put("a"), lambda: write_queue().run(breaks), lambda: put("b"))

    assert [type(one) for one in results] == [int, Unavailable, int]
    assert names() == {"a", "b"}


def test_no_kind_of_trouble_ends_the_writing_thread(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that ended with its count still up would leave a queue that nobody serves."""

    def no_connection() -> Iterator[Connection]:
        raise NoConnection("every connection is in use")

    queue = WriteQueue(app, 1)
    with monkeypatch.context() as patch:
        patch.setattr("backend.sync_api.lanes.writing", no_connection)
        with pytest.raises(NoConnection):
            queue.run(lambda connection: None)

    assert queue.run(lambda connection: "written") == "written"
    queue.close()


def test_work_that_met_another_writer_is_done_again(app: Flask) -> None:
    tries = iter([True, True, False])

    def work(connection: Connection) -> str:
        if next(tries):
            raise Contended("another writer was here first")
        connection.execute(setting.insert(), {"name": "once", "value": ""})
        return "done"

    queue = WriteQueue(app, 1)
    assert queue.run(work) == "done"
    queue.close()
    assert names() == {"once"}


def test_work_that_always_meets_another_is_put_off(app: Flask) -> None:
    def work(_connection: Connection) -> None:
        raise Contended("another writer was here first")

    queue = WriteQueue(app, 1)
    with pytest.raises(Unavailable):
        queue.run(work)
    queue.close()


def test_urgent_work_overtakes_what_waits(app: Flask) -> None:
    queue = WriteQueue(app, 1)
    busy, order = threading.Barrier(queue.most_threads + 1), []
    go_on = threading.Event()

    def hold(_connection: Connection) -> None:
        busy.wait(10)
        go_on.wait(10)

    def note(word: str, urgent: bool = False) -> None:
        queue.run(lambda _connection: order.append(word), urgent=urgent)

    with ThreadPoolExecutor(32) as pool:
        holding = [pool.submit(queue.run, hold) for _ in range(queue.most_threads)]
        busy.wait(10)
        waiting = [pool.submit(note, "ordinary") for _ in range(20)]
        wait_until(lambda: queue.waiting() == 20)
        urgent = pool.submit(note, "urgent", True)
        wait_until(lambda: queue.waiting() == 21)
        go_on.set()
        for future in (*holding, *waiting, urgent):
            future.result(10)
    queue.close()
    assert order[0] == "urgent"


def test_urgent_work_has_room_when_the_ordinary_lane_is_full(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.sync_api.lanes.MOST_WAITING", 1)
    queue = WriteQueue(app, 1)
    busy, go_on = threading.Barrier(2), threading.Event()

    def hold(_connection: Connection) -> None:
        busy.wait(10)
        go_on.wait(10)

    with ThreadPoolExecutor(3) as pool:
        held = pool.submit(queue.run, hold)
        busy.wait(10)
        waiting = pool.submit(queue.run, lambda _connection: "ordinary")
        wait_until(lambda: queue.waiting() == 1)
        with pytest.raises(Unavailable):
            queue.run(lambda _connection: "too many")
        urgent = pool.submit(lambda: queue.run(lambda _connection: "urgent", urgent=True))
        wait_until(lambda: queue.waiting() == 2)
        go_on.set()
        assert (waiting.result(10), urgent.result(10)) == ("ordinary", "urgent")
        held.result(10)
    queue.close()


def test_a_closed_queue_finishes_what_it_has_and_takes_no_more(app: Flask) -> None:
    queue = WriteQueue(app, 1)
    queue.run(lambda connection: connection.execute(select(func.count())))

    queue.close()

    with pytest.raises(Unavailable):
        queue.run(lambda connection: None)


def test_answers_come_after_the_commit(app: Flask) -> None:
    put("a")

    with writing() as connection:
        assert connection.scalar(select(setting.c.name)) == "a"


def wait_until(true: object) -> None:
    """Or fail after ten seconds."""
    until = time.monotonic() + 10
    while not true():  # type: ignore[operator]
        assert time.monotonic() < until
        time.sleep(0.005)
