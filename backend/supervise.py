"""Keeps the processes of an installation running, as children of one command."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

LOOK_EVERY = 0.2
SOON, LATEST = 0.5, 30.0
WELL_AFTER = 20.0
"""A child that ran this long is started again soon, however often it fell before."""
LONGEST_GOODBYE = 20.0
ORPHANED = "DOORSTEP_SUPERVISOR"


@dataclass(slots=True)
class Child:
    """One process, and when it may be started again."""

    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    wait: float = SOON
    again_at: float = 0.0


@dataclass(slots=True)
class Supervisor:
    """Starts each command, starts it again when it falls, and stops all of them together."""

    commands: list[list[str]]
    environment: Mapping[str, str]
    log: Path
    """Where the children's own lines go."""
    tell: Callable[[str], None]
    children: list[Child] = field(default_factory=list)
    stopping: bool = False

    def run(self, when_started: Callable[[], None]) -> None:
        """Until SIGTERM or Ctrl-C."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self.children = [Child(command) for command in self.commands]
        try:
            for child in self.children:
                self._start(child)
            threading.Thread(target=when_started, daemon=True).start()
            while not self.stopping:
                time.sleep(LOOK_EVERY)
                self._look_after_all()
        finally:
            self._end_all()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _look_after_all(self) -> None:
        for child in self.children:
            if child.process is not None and child.process.poll() is not None:
                self._note_fall(child)
            if child.process is None and time.monotonic() >= child.again_at:
                self._start(child)

    def _note_fall(self, child: Child) -> None:
        assert child.process is not None
        ran = time.monotonic() - child.started
        child.wait = SOON if ran > WELL_AFTER else min(child.wait * 2, LATEST)
        child.again_at = time.monotonic() + child.wait
        code = child.process.returncode
        self.tell(f"{child.command[-1]} ended ({code}); starting it again in {child.wait:g} s")
        child.process = None

    def _start(self, child: Child) -> None:
        child.started = time.monotonic()
        with self.log.open("ab") as log:
            child.process = subprocess.Popen(
                child.command,
                env={**self.environment, ORPHANED: str(os.getpid())},
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches this process, which then asks them
            )

    def _end_all(self) -> None:
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + LONGEST_GOODBYE
        for process in running:
            try:
                process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def children_of(*names: str) -> list[list[str]]:
    """The `doorstep` command of each name, in this Python."""
    return [[sys.executable, "-m", "backend.commands", name] for name in names]


def end_with_supervisor() -> None:
    """In a child: when the supervisor is gone without a goodbye, go as well."""
    supervisor = os.environ.get(ORPHANED)
    if supervisor is None:
        return

    def watch() -> None:
        while os.getppid() == int(supervisor):
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="supervisor-watch", daemon=True).start()
