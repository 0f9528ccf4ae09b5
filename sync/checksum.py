"""The self-check of a feed: a count, and an order-free sum over `id|version` (PROTOCOL 16)."""

from dataclasses import dataclass
from functools import lru_cache

_PRIME = 0x01000193
_BASES = (0x811C9DC5, 0x01000193 ^ 0x9E3779B9)
_MASK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Tally:
    """A count and two sums; adding and taking away cost the same however long the feed is."""

    count: int = 0
    first: int = 0
    second: int = 0

    def with_line(self, record_id: str, version: int) -> "Tally":
        """One live record more."""
        return self + line_tally(record_id, version)

    def without_line(self, record_id: str, version: int) -> "Tally":
        """One live record fewer."""
        return self - line_tally(record_id, version)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.count + other.count,
            (self.first + other.first) & _MASK,
            (self.second + other.second) & _MASK,
        )

    def __sub__(self, other: "Tally") -> "Tally":
        return Tally(
            self.count - other.count,
            (self.first - other.first) & _MASK,
            (self.second - other.second) & _MASK,
        )

    @property
    def checksum(self) -> str:
        """Sixteen hexadecimal digits."""
        return f"{self.first:08x}{self.second:08x}"


@lru_cache(maxsize=8192)
def line_tally(record_id: str, version: int) -> Tally:
    """What one live record adds; kept a while, for the next write takes it away again."""
    text = f"{record_id}|{version}".encode()
    return Tally(1, _fnv1a(text, _BASES[0]), _fnv1a(text, _BASES[1]))


def _fnv1a(text: bytes, basis: int) -> int:
    sum_ = basis
    for byte in text:
        sum_ = ((sum_ ^ byte) * _PRIME) & _MASK
    return sum_
