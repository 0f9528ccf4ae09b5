"""The phones of the bench, in a process of their own, so that their CPU is not the server's."""

import asyncio
import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

SLOW_PIECE = 500
"""Bytes that a slow phone gets through at a time."""


@dataclass(frozen=True)
class Shot:
    """One request, whole, and when to send it (seconds after the start)."""

    raw: bytes
    after: float = 0.0
    slow: float = 0.0
    """Over how many seconds its bytes trickle in."""


@dataclass
class Hits:
    """What came back: seconds and status of each shot, whole bodies where they are wanted."""

    seconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    took: float = 0.0
    client_cpu: float = 0.0
    apart: "Hits | None" = None
    """Of the last phone, when it is to be seen apart."""

    @property
    def errors(self) -> int:
        return sum(status != 200 for status in self.statuses)


def fire(
    port: int, phones: Sequence[Sequence[Shot]], keep: bool = False, last_apart: bool = False
) -> Hits:
    """All phones at once, each its shots one after another on a connection of its own."""
    return asyncio.run(_fire(port, phones, keep, last_apart))


async def _fire(port: int, phones: Sequence[Sequence[Shot]], keep: bool, last_apart: bool) -> Hits:
    hits = Hits(apart=Hits() if last_apart else None)
    into = [hits] * (len(phones) - 1) + [hits.apart or hits]
    links = [await asyncio.open_connection("127.0.0.1", port, limit=2**24) for _ in phones]
    before, started = _cpu(), time.perf_counter()
    tasks = [
        _one_phone(link, shots, where, started, keep)
        for link, shots, where in zip(links, phones, into, strict=True)
    ]
    await asyncio.gather(*tasks)
    hits.took, hits.client_cpu = time.perf_counter() - started, _cpu() - before
    return hits


async def _one_phone(
    link: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    shots: Sequence[Shot],
    hits: Hits,
    started: float,
    keep: bool,
) -> None:
    reader, writer = link
    for shot in shots:
        await asyncio.sleep(max(0.0, started + shot.after - time.perf_counter()))
        before = time.perf_counter()
        await _send(writer, shot)
        status, body = await _answer(reader)
        hits.seconds.append(time.perf_counter() - before)
        hits.statuses.append(status)
        if keep:
            hits.bodies.append(body)
    writer.close()


async def _send(writer: asyncio.StreamWriter, shot: Shot) -> None:
    if not shot.slow:
        writer.write(shot.raw)
        return
    pieces = range(0, len(shot.raw), SLOW_PIECE)
    for start in pieces:
        writer.write(shot.raw[start : start + SLOW_PIECE])
        await asyncio.sleep(shot.slow / len(pieces))


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    length = next(line for line in lines if line.startswith("content-length:"))
    return int(lines[0].split()[1]), await reader.readexactly(int(length.split(":")[1]))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
