"""A council's server for one journey: processes that can be killed, a network that can fail."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

import requests
import sqlalchemy

from tests.faults.proxy import Proxy

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_START = 60.0


class Settled(NamedTuple):
    """A change, as the server settled it."""

    kind: str
    number: int


class Town:
    """One database, one web process, at most one worker; phones reach it at `address`."""

    def __init__(self, folder: Path, database_url: str, seed: int = 1, **settings: str) -> None:
        self._port = free_port()
        self.environment = {
            **{name: value for name, value in os.environ.items() if "DOORSTEP" not in name},
            "DOORSTEP_DEMO": "1",
            "DOORSTEP_FOLDER": str(folder),
            "DOORSTEP_DATABASE_URL": database_url,
            "DOORSTEP_PORT": str(self._port),
            "DOORSTEP_PUSH_LOOPBACK": "1",
            **settings,
        }
        self._log = folder / "server.log"
        self._web: subprocess.Popen[bytes] | None = None
        self._killed: subprocess.Popen[bytes] | None = None
        self._worker: subprocess.Popen[bytes] | None = None
        self._restarting: threading.Thread | None = None
        self.network = Proxy(self._port, seed)
        self.address = f"http://localhost:{self.network.port}"
        """Where phones find it: through the network."""
        self.environment.setdefault("DOORSTEP_ORIGIN", self.address)
        self.inside = f"http://127.0.0.1:{self._port}"
        """Where a desk finds it: past the network."""

    def prepare(self) -> None:
        """Tables and demo families."""
        command = [sys.executable, "-m", "backend.commands", "demo", "--only-prepare"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True, timeout=120)

    def start(self) -> None:
        """Bring the web process up, at the same port as before."""
        web = self._web = self._begin("serve")
        until = time.monotonic() + LONGEST_START
        while not self._answers():
            if web is self._killed:
                return  # on purpose, before anyone saw that it answered
            assert web.poll() is None, self._log.read_text()
            assert time.monotonic() < until, "the server did not come up"
            time.sleep(0.05)

    def start_worker(self) -> None:
        """Bring the worker up: it sends alerts."""
        self._worker = self._begin("worker")

    def settled_changes(self) -> dict[str, Settled]:
        """By their ids: what travels is sealed, and only the server knows what it was."""
        engine = sqlalchemy.create_engine(self.environment["DOORSTEP_DATABASE_URL"])
        with engine.connect() as connection:
            rows = connection.execute(sqlalchemy.text("SELECT id, kind, number FROM change"))
            found = {str(uuid.UUID(str(row.id))): Settled(row.kind, row.number) for row in rows}
        engine.dispose()
        return found

    def kill(self) -> None:
        """`kill -9` of the web process: it has no moment to tidy up."""
        assert self._web is not None
        self._killed = self._web
        self._web.send_signal(signal.SIGKILL)
        self._web.wait()

    def kill_and_restart(self) -> None:
        """Dead at once; back as soon as an operator's supervisor would bring it back."""
        self.kill()
        self._restarting = threading.Thread(target=self.start)
        self._restarting.start()

    def stop(self) -> None:
        """As an operator would: ask, then wait."""
        for process in (self._web, self._worker):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(timeout=20)

    def log(self) -> str:
        """All that the server's processes have said."""
        return self._log.read_text()

    def close(self) -> None:
        """The end of the journey."""
        self.network.close()
        if self._restarting is not None:
            self._restarting.join()
        for process in (self._web, self._worker):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()

    def _begin(self, command: str) -> subprocess.Popen[bytes]:
        words = [sys.executable, "-m", "backend.commands", command]
        with self._log.open("ab") as log:
            return subprocess.Popen(
                words, cwd=ROOT, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.inside}/ready", timeout=5).ok
        except requests.RequestException:
            return False


WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
PORTS = cycle(range(18_000 + 500 * (WORKER % 20), 18_500 + 500 * (WORKER % 20)))
"""Each process of pytest-xdist has its own, below those that the system gives to whoever calls."""


def free_port() -> int:
    """A port that nobody takes before the server does, nor while it is down between two lives."""
    return next(port for port in PORTS if is_free(port))


def is_free(port: int) -> bool:
    """Whether one may listen there now."""
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True
