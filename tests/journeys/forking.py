"""Processes of the server that begin at once: forked from one that has read all its modules."""

import multiprocessing
import os
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

from backend.commands import main

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["backend.worker", "backend.demo", __name__])


def begin(words: Sequence[str], environment: Mapping[str, str], log: Path) -> BaseProcess:
    """`doorstep` with these words, as a process of its own that can be killed."""
    process = FORKS.Process(target=live, args=(list(words), dict(environment), log), daemon=True)
    process.start()
    return process


def live(words: list[str], environment: dict[str, str], log: Path) -> None:
    """In the new process, whose words go to the log."""
    os.environ.clear()
    os.environ.update(environment)
    with log.open("ab") as file:
        for stream in (1, 2):
            os.dup2(file.fileno(), stream)
    sys.stdout, sys.stderr = (os.fdopen(stream, "w", 1, closefd=False) for stream in (1, 2))
    main(words, prog_name="doorstep")
