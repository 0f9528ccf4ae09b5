"""Files of attachments: one folder outside the app's own, random names, for the server's user only.

What is in them is closed boxes, whole or in pieces. A piece is one file, `<name>.<offset>`: it is
on the disk before the database counts it, and one that nobody counted is written over.
"""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from backend.config import current_config

NAME_BYTES = 16


def folder() -> Path:
    """Made when it is first needed."""
    folder = current_config().folder / "attachments"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def new_name() -> str:
    """Of nothing and nobody."""
    return secrets.token_hex(NAME_BYTES)


def lay_down(data: bytes) -> Path:
    """On the disk, under a name that nothing knows yet."""
    path = folder() / f"{new_name()}.new"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return path


def put(laid_down: Path, name: str) -> None:
    """Under its name; one that was there before gives way."""
    laid_down.replace(folder() / name)
    directory = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def piece_of(name: str, offset: int) -> str:
    """Where the piece that begins at this byte is."""
    return f"{name}.{offset}"


def read_pieces(name: str, length: int) -> bytes:
    """All of it, in order."""
    whole = bytearray()
    while len(whole) < length:
        piece = (folder() / piece_of(name, len(whole))).read_bytes()
        if not piece:
            break
        whole += piece
    return bytes(whole)


def read(name: str) -> bytes:
    """One whole file."""
    return (folder() / name).read_bytes()


def drop(name: str) -> None:
    """Gone, in one piece or in many; what is gone already is no trouble."""
    (folder() / name).unlink(missing_ok=True)
    for piece in folder().glob(f"{name}.*"):
        piece.unlink(missing_ok=True)


def names_before(moment: float) -> Iterator[str]:
    """The names in the folder that nothing has touched since."""
    for path in folder().iterdir():
        try:
            if path.stat().st_mtime < moment:
                yield path.name
        except FileNotFoundError:  # gone while we looked
            continue
