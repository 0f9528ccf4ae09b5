"""The server is killed in the midst of pushes and started again: every change counts once."""

import http.client
import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select

from backend.config import Config
from backend.database import reading
from backend.sync_api import models
from tests.backend.sync_api.shelves import Phone, make_phone

PHONES = 4
KILLS = 3
EACH = 40


@contextmanager
def server(url: str, folder: Path) -> Iterator["tuple[subprocess.Popen[bytes], int]"]:
    """A server process on this database, killed at the end whatever happens."""
    (folder / "port").unlink(missing_ok=True)
    command = [sys.executable, "-m", "tests.backend.sync_api.shelf_server", url, str(folder)]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        until = time.monotonic() + 60
        while not (folder / "port").exists():
            assert process.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < until
            time.sleep(0.02)
        yield process, int((folder / "port").read_text())
    finally:
        process.kill()
        process.wait()


def drain(phone: Phone, waiting: list[bytes], port: int, answered: list[dict[str, object]]) -> None:
    """Send what waits, one by one, until nobody answers any more."""
    while waiting:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            with closing(link):
                token = {"Authorization": f"Bearer {phone.token}"}
                link.request("POST", "/sync", waiting[0], token)
                answer = link.getresponse()
                body = json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError):
            return
        assert answer.status == 200, body
        answered += body["outcomes"]
        waiting.pop(0)


def test_promise_2_a_killed_server_loses_nothing_and_doubles_nothing(
    app: Flask, config: Config, database_url: str, tmp_path: Path
) -> None:
    phones = [make_phone(app.test_client(), f"worker{n}@example.invalid") for n in range(PHONES)]
    bodies = [[phone.envelope(phone.add(), phone.add()) for _ in range(EACH)] for phone in phones]
    waiting = [list(mine) for mine in bodies]
    answered: list[list[dict[str, object]]] = [[] for _ in phones]

    for turn in range(KILLS + 1):
        with server(database_url, tmp_path) as (process, port):
            threads = [
                threading.Thread(target=drain, args=(phone, waiting[n], port, answered[n]))
                for n, phone in enumerate(phones)
            ]
            for thread in threads:
                thread.start()
            if turn < KILLS:
                wait_for_some(answered, (turn + 1) * PHONES * EACH // 3)
                process.kill()
            for thread in threads:
                thread.join(60)

    assert [len(mine) for mine in waiting] == [0] * PHONES
    assert {one["status"] for mine in answered for one in mine} == {"accepted"}
    assert kept() == (PHONES * EACH * 2, PHONES * EACH * 2, PHONES * EACH * 2)


def wait_for_some(answered: list[list[dict[str, object]]], enough: int) -> None:
    """Until so many changes were answered, or for a while."""
    until = time.monotonic() + 20
    while sum(map(len, answered)) < enough and time.monotonic() < until:
        time.sleep(0.002)


def kept() -> tuple[int, int, int]:
    """Changes, records and the position of their feed."""
    with reading() as connection:
        counts = [
            connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (models.change, models.record)
        ]
        position = connection.scalar(select(models.feed.c.position)) or 0
    return counts[0], counts[1], position
