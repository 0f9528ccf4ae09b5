"""What somebody with the disk of a phone finds: every file of the browser's profile, unpacked.

A browser packs what it keeps, and packed text is not found by looking for it. So each LevelDB block
and each IndexedDB value is unpacked (Snappy, google/snappy format_description.txt; LevelDB
doc/table_format.md; Chromium idb_value_wrapping.h), and what was kept of answers too (gzip).
"""

import contextlib
import os
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

TABLE_END = bytes.fromhex("57fb808b247547db")
FOOTER = 48
LOG_BLOCK, LOG_HEAD = 32_768, 7
PACKED_VALUE = b"\xff\x11\x02"
"""How Chromium marks a value of IndexedDB that is packed by itself."""
GZIP = b"\x1f\x8b\x08"
LITERAL, SHORT_COPY, LONG_COPY = 0, 1, 2
BEFORE_COUNTED = 60
"""Literals longer than this have their length in bytes of their own."""


def found_on_the_disk(profile: Path, words: Iterable[str | bytes]) -> list[str | bytes]:
    """Which of the words lie there, in any of the ways that a browser writes text."""
    everything = list(everything_on(profile))
    return [word for word in words if any(way in kept for kept in everything for way in ways(word))]


def ways(word: str | bytes) -> list[bytes]:
    """Text is kept in one or two bytes a letter."""
    return [word] if isinstance(word, bytes) else [word.encode(), word.encode("utf-16-le")]


def everything_on(profile: Path) -> Iterator[bytes]:
    """Each file as it lies, and what comes out of it."""
    for folder, _, names in os.walk(profile):
        for name in names:
            with contextlib.suppress(OSError):  # a browser that lives puts some away meanwhile
                data = Path(folder, name).read_bytes()
                yield data
                yield from unpacked(data)


def unpacked(data: bytes) -> Iterator[bytes]:
    """What a file holds packed, and what that holds."""
    for part in [data, entries_of(data), *blocks_of(data)]:
        if part is not data:
            yield part
        yield from (unsnap(part, at + len(PACKED_VALUE)) for at in every(PACKED_VALUE, part))
    for at in every(GZIP, data):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj(wbits=31).decompress(data[at:])


def entries_of(log: bytes) -> bytes:
    """What a LevelDB log (.log) holds, without the heads that cut it every so often."""
    entries = bytearray()
    for begin in range(0, len(log), LOG_BLOCK):
        at, end = begin, min(begin + LOG_BLOCK, len(log))
        while at + LOG_HEAD <= end:
            size = int.from_bytes(log[at + 4 : at + 6], "little")
            entries += log[at + LOG_HEAD : at + LOG_HEAD + size]
            at += LOG_HEAD + size
    return bytes(entries)


def every(mark: bytes, data: bytes) -> Iterator[int]:
    """Where it stands."""
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def blocks_of(table: bytes) -> Iterator[bytes]:
    """The blocks of a LevelDB table (.ldb), unpacked; of anything else none."""
    if table[-len(TABLE_END) :] != TABLE_END:
        return
    footer = table[-FOOTER:]
    at = 0
    for _ in range(2):  # the place of what is about the table is not needed
        _, at = varint(footer, at)
    index = block(table, footer, at)
    end = len(index) - 4 - 4 * int.from_bytes(index[-4:], "little")
    at = 0
    while at < end:
        _, at = varint(index, at)
        fresh, at = varint(index, at)
        size, at = varint(index, at)
        yield block(table, index, at + fresh)
        at += fresh + size


def block(table: bytes, handle: bytes, at: int) -> bytes:
    """The block whose place and size stand at this place of `handle`."""
    offset, at = varint(handle, at)
    size, _ = varint(handle, at)
    data = table[offset : offset + size]
    return unsnap(data, 0) if table[offset + size] == 1 else data


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number in groups of seven bits, and where the next thing begins."""
    value = shift = 0
    while data[at] >= 128:
        value |= (data[at] - 128) << shift
        at, shift = at + 1, shift + 7
    return value | data[at] << shift, at + 1


def unsnap(data: bytes, at: int) -> bytes:
    """Snappy from this place on, as far as it is Snappy."""
    out = bytearray()
    with contextlib.suppress(IndexError):
        size, at = varint(data, at)
        while len(out) < size:
            at = step(data, at, out)
    return bytes(out)


def step(data: bytes, at: int, out: bytearray) -> int:
    """One element: some letters, or a copy of earlier ones."""
    tag = data[at]
    kind, length = tag & 3, (tag >> 2) + 1
    if kind == LITERAL:
        return literal(data, at + 1, length, out)
    wide = {SHORT_COPY: 1, LONG_COPY: 2}.get(kind, 4)
    back = int.from_bytes(data[at + 1 : at + 1 + wide], "little")
    if kind == SHORT_COPY:
        length, back = ((tag >> 2) & 7) + 4, back | (tag >> 5) << 8
    if not 0 < back <= len(out):
        raise IndexError(back)
    for _ in range(length):
        out.append(out[-back])
    return at + 1 + wide


def literal(data: bytes, at: int, length: int, out: bytearray) -> int:
    """Letters as they are."""
    if length > BEFORE_COUNTED:
        wide = length - BEFORE_COUNTED
        length, at = int.from_bytes(data[at : at + wide], "little") + 1, at + wide
    if at + length > len(data):
        raise IndexError(at)
    out += data[at : at + length]
    return at + length
