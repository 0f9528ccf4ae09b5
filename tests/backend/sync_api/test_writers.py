"""Eight writers on one feed, and a reader who follows: nothing is missed, nothing comes twice."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext

import pytest
from flask import Flask
from sqlalchemy import text

from backend.database import db, reading, writing
from backend.sync_api.epoch import make_first_epoch
from backend.sync_api.sql_store import SqlStore
from sync.errors import Contended
from sync.messages import Change, PullRequest
from sync.pull import pull
from sync.push import push
from tests.backend.sync_api.shelves import keeper
from tests.sync.making import BLUE, RED, Phone
from tests.sync.things import THINGS, KeeperAuthority

WRITERS = 8
PUSHES = 15
ANN = keeper("ann")
FEEDS = (RED, BLUE)


def push_all(app: Flask, number: int) -> list[Change]:
    """One writer: a few things a push, on both shelves, in transactions of its own."""
    phone, made = Phone(number), []
    with app.app_context():
        for turn in range(PUSHES):
            thing = number * 10_000 + turn * 10
            changes = [phone.add(thing + n) for n in range(3)]
            changes.append(phone.change("add_thing", thing + 5, {"name": "cup"}, feed=BLUE))
            push_once(changes)
            made += changes
    return made


def push_once(changes: list[Change]) -> None:
    """Again, when another writer was here first."""
    authority = KeeperAuthority(ANN, {"ann": ANN})
    for _ in range(20):
        try:
            with writing() as connection:
                outcomes = push(SqlStore(connection), THINGS, changes, authority, NOW)
        except Contended:
            continue
        assert {one.status for one in outcomes} == {"accepted"}
        return
    raise AssertionError("always contended")


NOW = Phone(1).add().occurred_at


def follow(app: Flask, done: threading.Event) -> list[str]:
    """A reader who pulls again and again, and once more when the writers have ended."""
    seen: list[str] = []
    cursor, last = None, False
    with app.app_context():
        while True:
            with reading() as connection:
                page = pull(SqlStore(connection), FEEDS, PullRequest(cursor), limit=7)
            cursor = page.cursor
            seen += [ids_in(record) for feed in page.feeds for record in feed.records]
            if last and not page.more:
                return seen
            last = done.is_set()


def ids_in(record: bytes) -> str:
    """The id stands first in the wire form."""
    return record.decode().split('"', 4)[3]


@contextmanager
def somebody_idle() -> Iterator[None]:
    """A transaction that has read, and then does nothing for a long time."""
    with db.engine.connect() as connection, connection.begin():
        connection.execute(text("SELECT txid_current()"))
        connection.execute(text("SELECT count(*) FROM record"))
        yield


@pytest.mark.parametrize("idle", [False, True], ids=["alone", "with an idle transaction"])
def test_a_reader_misses_nothing_that_eight_writers_write(app: Flask, idle: bool) -> None:
    if idle and db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer, so no idle transaction of another can matter")
    with writing() as connection:
        make_first_epoch(connection)
    done = threading.Event()

    with somebody_idle() if idle else nullcontext(), ThreadPoolExecutor(WRITERS + 1) as pool:
        reader = pool.submit(follow, app, done)
        writers = [pool.submit(push_all, app, number) for number in range(1, WRITERS + 1)]
        made = [change.record_id for writer in writers for change in writer.result(120)]
        done.set()
        seen = reader.result(120)

    assert len(made) == WRITERS * PUSHES * 4
    assert sorted(seen) == sorted(made)
    with reading() as connection:
        heads = SqlStore(connection).heads(FEEDS)
    assert [heads[feed].position for feed in FEEDS] == [heads[feed].count for feed in FEEDS]
    assert sum(heads[feed].count for feed in FEEDS) == len(made)


def test_eight_writers_of_one_record_all_count(app: Flask) -> None:
    with writing() as connection:
        make_first_epoch(connection)
    push_once([Phone(1).add(1, amount=0)])

    def edit(number: int) -> None:
        with app.app_context():
            phone = Phone(number + 10)
            push_many = [phone.edit(1, base=1, **{name: "x"}) for name in ("colour", "note")]
            authority = KeeperAuthority(ANN, {"ann": ANN})
            for _ in range(50):
                try:
                    with writing() as connection:
                        push(SqlStore(connection), THINGS, push_many, authority, NOW)
                    return
                except Contended:
                    continue
            raise AssertionError("always contended")

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(edit, range(WRITERS)))

    with reading() as connection:
        (record,) = SqlStore(connection).records([Phone(1).add(1).record_id]).values()
    assert record.fields["colour"] == "x"
    assert record.version == 3
