"""What may become of a request on its way, and rules that choose."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.faults.http import Request


@dataclass(frozen=True)
class Fate:
    """What the network does to one request. Nothing said: it goes through.

    `cut_request_after`, `cut_reply_after`: so many bytes pass, then the line is cut.
    `lose_reply`: the server answers (so it has committed), the phone never hears it.
    `swallow`: the phone waits for ever. `answer`: somebody else answers, the server hears nothing.
    `then`: called when the server has the whole request.
    """

    delay: float = 0.0
    cut_request_after: int | None = None
    cut_reply_after: int | None = None
    lose_reply: bool = False
    swallow: bool = False
    answer: bytes | None = None
    then: Callable[[], None] | None = None


Rule = Callable[[Request, Random], Fate]

GOES_THROUGH = Fate()


def clear(request: Request, random: Random) -> Fate:
    """A good network."""
    return GOES_THROUGH


def unreachable(request: Request, random: Random) -> Fate:
    """The line is dead: each connection is cut before a byte passes."""
    return Fate(cut_request_after=0)


def blackhole(request: Request, random: Random) -> Fate:
    """Connections open, nothing ever comes back."""
    return Fate(swallow=True)


def answers(status: int, body: bytes, kind: str = "application/json") -> Rule:
    """Whatever is posted for sync, this is what comes back: a broken server, a captive portal."""
    head = f"HTTP/1.1 {status} So\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    reply = head.encode() + b"Connection: close\r\n\r\n" + body

    def rule(request: Request, random: Random) -> Fate:
        return Fate(answer=reply) if request.path == "/sync" else GOES_THROUGH

    return rule


class LoseFirstReplyToEachPush:
    """Each change is heard by the server, and the first answer about it never arrives."""

    def __init__(self) -> None:
        self.lost: set[str] = set()

    def __call__(self, request: Request, random: Random) -> Fate:
        new = {change["id"] for change in request.changes} - self.lost
        self.lost |= new
        return Fate(lose_reply=bool(new))


def poor(request: Request, random: Random) -> Fate:
    """Slow, and one request in three meets with an accident."""
    accidents = (
        Fate(lose_reply=True),
        Fate(cut_request_after=random.randrange(1, 600)),
        Fate(cut_reply_after=random.randrange(0, 200)),
    )
    accident = random.random() < 1 / 3 and request.path == "/sync"
    return random.choice(accidents) if accident else Fate(delay=random.uniform(0, 0.2))
