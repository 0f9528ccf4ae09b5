"""Remember what was made from what, so that a second start takes seconds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from tools.places import ROOT

NOT_SOURCES = {"node_modules", "dist", "__pycache__", ".types"}


def digest_of(paths: Iterable[Path]) -> str:
    """One SHA-256 over the names and contents of files, and of all files in folders."""
    whole = hashlib.sha256()
    for path in sorted(files_in(paths)):
        name = str(path.relative_to(ROOT)).encode()
        whole.update(name + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Every source file named, or found below a folder named."""
    for path in paths:
        if path.is_dir():
            yield from files_in(inner for inner in path.iterdir() if is_source(inner))
        elif path.is_file():
            yield path


def is_source(path: Path) -> bool:
    """Whether a path is written by people, not made from something else."""
    return path.name not in NOT_SOURCES and path.suffix != ".tsbuildinfo"


def is_made_from(stamp: Path, digest: str) -> bool:
    """Whether what `stamp` stands beside was made from exactly this."""
    return stamp.is_file() and stamp.read_text() == digest


def write_stamp(stamp: Path, digest: str) -> None:
    """Say what it was made from. Written last: a broken start is begun again."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)
