"""Where things are in the repository, and how a tool tells the person running it what it does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PWA = ROOT / "pwa"
PAGES_BUILT = PWA / "dist"


def say(line: str) -> None:
    """One line for the person at the keyboard, at once."""
    sys.stderr.write(f"doorstep: {line}\n")
    sys.stderr.flush()


def give_up(line: str) -> None:
    """Say what is missing and how to get it, and end."""
    say(line)
    raise SystemExit(1)


def run(
    command: Sequence[str | Path], cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> None:
    """Run a command to its end; its failure is ours."""
    done = subprocess.run([str(word) for word in command], cwd=cwd, env=env, check=False)
    if done.returncode != 0:
        give_up(f"this failed: {' '.join(str(word) for word in command)}")
