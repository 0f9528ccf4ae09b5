"""How much may be posted without a session: by device, and by address only for strangers.

A school is one address, so an address is counted only when no device of the request is known. A
known device is counted when it has proved something; what claims to be it and proves nothing is
counted apart, and by address, so that a stranger cannot use up what is the device's own.

Each process counts for itself, in memory: this keeps one of them from being kept busy, no more.
"""

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from backend.errors import TooMany

MOST_REMEMBERED = 20_000
EXTENSION = "doorstep_letterbox_limits"


@dataclass(frozen=True, slots=True)
class Rule:
    """So many requests at once; then one for each `seconds`."""

    name: str
    size: int
    seconds: float


STRANGER = Rule("stranger", size=60, seconds=1)
DEVICE = Rule("device", size=300, seconds=0.5)
URGENT = Rule("urgent", size=60, seconds=1)
GUESS = Rule("guess", size=30, seconds=2)


class Limits:
    """What was posted lately, as levels that drain with time."""

    def __init__(self) -> None:
        self._levels: OrderedDict[tuple[str, ...], tuple[float, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, rule: Rule, *of: str, now: datetime) -> float:
        """Seconds until one more is allowed; 0 when it is."""
        with self._lock:
            level = self._level(rule, of, now)
        return max(0.0, (level + 1 - rule.size) * rule.seconds)

    def count(self, rule: Rule, *of: str, now: datetime) -> None:
        """One more."""
        with self._lock:
            self._levels[rule.name, *of] = (self._level(rule, of, now) + 1, now)
            self._levels.move_to_end((rule.name, *of))
            while len(self._levels) > MOST_REMEMBERED:
                self._levels.popitem(last=False)

    def _level(self, rule: Rule, of: tuple[str, ...], now: datetime) -> float:
        level, at = self._levels.get((rule.name, *of), (0.0, now))
        passed = max(0.0, (now - at).total_seconds())
        return max(0.0, level - passed / rule.seconds)


def check(wait: float) -> None:
    """Raises when there is something to wait for."""
    if wait > 0:
        raise TooMany(
            "Too much was sent at once. Nothing is lost: it will be sent again.",
            retry_after=math.ceil(wait),
        )


def letterbox_limits() -> Limits:
    """This application's."""
    limits: Limits = current_app.extensions.setdefault(EXTENSION, Limits())
    return limits
