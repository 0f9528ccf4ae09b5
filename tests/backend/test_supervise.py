"""One command keeps the processes running, and takes them with it when it goes."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

BACKEND = Path(__file__).resolve().parent.parent.parent / "backend"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(BACKEND)}
"""The one file is loaded, not the whole application: each test starts seven processes."""

SUPERVISOR = """
import os, sys
from pathlib import Path
from supervise import Supervisor
child = [sys.executable, "-c", sys.argv[2], "child"]
Supervisor([child, child], os.environ, Path(sys.argv[1]), print).run(lambda: None)
"""
LASTING = """
import time
from supervise import end_with_supervisor
end_with_supervisor()
print("up", flush=True)
time.sleep(60)
"""
FALLING = "print('up', flush=True)"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """What the children say."""
    return tmp_path / "children.log"


@pytest.fixture
def start(log: Path) -> Iterator[Callable[[str], psutil.Process]]:
    """Begin a supervisor of two such children."""
    started: list[subprocess.Popen[bytes]] = []

    def begin(child: str) -> psutil.Process:
        words = [sys.executable, "-c", SUPERVISOR, str(log), child]
        process = subprocess.Popen(words, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
        started.append(process)
        return psutil.Process(process.pid)

    yield begin
    for process in started:
        if process.poll() is None:
            process.terminate()
        process.wait(30)


def wait_until(true: Callable[[], bool]) -> None:
    """Or fail after a while."""
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(0.05)


def times_up(log: Path) -> int:
    """How many children have started so far."""
    return log.read_text().count("up") if log.exists() else 0


def test_a_child_that_is_killed_is_started_again(
    start: Callable[[str], psutil.Process], log: Path
) -> None:
    supervisor = start(LASTING)
    wait_until(lambda: times_up(log) == 2)
    os.kill(supervisor.children()[0].pid, signal.SIGKILL)

    wait_until(lambda: times_up(log) == 3)
    wait_until(lambda: len(supervisor.children()) == 2)


def test_a_child_that_keeps_falling_is_given_time(
    start: Callable[[str], psutil.Process], log: Path
) -> None:
    start(FALLING)
    wait_until(lambda: times_up(log) >= 4)
    time.sleep(2)

    assert times_up(log) < 10


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGINT])
def test_stopping_it_stops_all(
    start: Callable[[str], psutil.Process], log: Path, by: signal.Signals
) -> None:
    supervisor = start(LASTING)
    wait_until(lambda: times_up(log) == 2)
    children = supervisor.children()

    supervisor.send_signal(by)

    wait_until(lambda: not any(child.is_running() for child in children))


def test_children_do_not_outlive_a_supervisor_that_was_killed(
    start: Callable[[str], psutil.Process], log: Path
) -> None:
    supervisor = start(LASTING)
    wait_until(lambda: times_up(log) == 2)
    children = supervisor.children()

    supervisor.kill()

    wait_until(lambda: not any(child.is_running() for child in children))
