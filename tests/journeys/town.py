"""A council's server for one journey: processes that can be killed, a network that can fail."""

import os
import threading
import time
import uuid
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

import requests
import sqlalchemy

from tests.faults.proxy import Proxy
from tests.journeys import forking, ports
from tests.journeys.desk import Desk, Person

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_START = 60.0


class Settled(NamedTuple):
    """A change, as the server settled it."""

    kind: str
    number: int


class Town:
    """One database, one web process, at most one worker; phones reach it at `address`."""

    def __init__(self, folder: Path, database_url: str, seed: int = 1, **settings: str) -> None:
        self._port = ports.free_port()
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
        self._web: BaseProcess | None = None
        self._killed: BaseProcess | None = None
        self._worker: BaseProcess | None = None
        self._restarting: threading.Thread | None = None
        self._desks: dict[str, Desk] = {}
        self.network = Proxy(self._port, seed, ports.front())
        self.address = f"http://localhost:{self.network.port}"
        """Where phones find it: through the network."""
        self.environment.setdefault("DOORSTEP_ORIGIN", self.address)
        self.inside = f"http://127.0.0.1:{self._port}"
        """Where a desk finds it: past the network."""
        self.enrolled: dict[str, Path] = {}
        """By e-mail: what a phone holds that its owner has signed in on here, long ago."""

    def prepare(self) -> None:
        """Tables and demo families."""
        self.command("demo", "--only-prepare")

    def command(self, *words: str) -> None:
        """As an operator types it."""
        process = self._begin(*words)
        process.join(timeout=120)
        assert process.exitcode == 0, self.log()

    def desk(self, person: Person) -> Desk:
        """Where this person works besides; signed in once."""
        if person.email not in self._desks:
            self._desks[person.email] = Desk(self.inside, person)
        return self._desks[person.email]

    def start(self) -> None:
        """Bring the web process up, at the same port as before."""
        web = self._web = self._begin("serve")
        until = time.monotonic() + LONGEST_START
        while not self._answers():
            if web is self._killed:
                return  # on purpose, before anyone saw that it answered
            assert web.is_alive(), self.log()
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
        end(self._web)

    def kill_and_restart(self) -> None:
        """Dead at once; back as soon as an operator's supervisor would bring it back."""
        self.kill()
        self._restarting = threading.Thread(target=self.start)
        self._restarting.start()

    def stop(self) -> None:
        """As an operator would: ask, then wait."""
        for process in (self._web, self._worker):
            if process is not None and process.is_alive():
                process.terminate()
                process.join(timeout=60)
                assert process.exitcode is not None, self.log()

    def log(self) -> str:
        """All that the server's processes have said."""
        return self._log.read_text()

    def close(self) -> None:
        """The end of the journey."""
        self.network.close()
        if self._restarting is not None:
            self._restarting.join()
        for process in (self._web, self._worker):
            if process is not None and process.is_alive():
                end(process)

    def _begin(self, *words: str) -> BaseProcess:
        return forking.begin(words, self.environment, self._log)

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.inside}/ready", timeout=5).ok
        except requests.RequestException:
            return False


def end(process: BaseProcess) -> None:
    """`kill -9`."""
    process.kill()
    process.join()
