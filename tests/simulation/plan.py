"""How large a simulated world is, and how badly its network behaves."""

import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 3, 2, 8, tzinfo=UTC)
SEED = "DOORSTEP_SEED"
"""Set it to the seed that a failed run names, and the same run happens again."""


@dataclass(frozen=True)
class Plan:
    """One run. The same plan with the same seed gives the same run."""

    seed: int
    changes: int = 2500
    phones: int = 24
    people: int = 16
    shelves: int = 7
    lasts: timedelta = timedelta(days=3)
    page: int = 9
    batch: int = 8
    sends: int = 30
    """How often each phone tries by itself, beside what its person's acts set off."""
    loss: float = 0.15
    repeats: float = 0.1
    garbage: float = 0.03
    crashes: float = 0.03
    restores: bool = True


def make_seed() -> int:
    """The one in the environment, or a new one."""
    given = os.environ.get(SEED)
    return int(given) if given else secrets.randbits(32)
