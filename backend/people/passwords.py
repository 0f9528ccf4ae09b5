"""Passwords: Argon2id, at the cost that the configuration asks for."""

import threading
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.config import HashCost, current_config

AT_ONCE = 2
"""Each check takes tens of megabytes: more than two at a time would only wait for the processor."""

SHORTEST = 12
LONGEST = 200
LOOKED_AT = 72
"""More characters than anybody's list goes on for; looking costs their square."""
TOO_EASY = 3
"""zxcvbn's score from which a guesser needs more than a hundred million tries."""
OURS = ("doorstep", "social", "worker", "council", "children", "wirral", "sefton", "police")
"""What a guesser would try here first."""

_turns = threading.BoundedSemaphore(AT_ONCE)


class Passwords:
    """Makes and checks hashes; an unknown person costs as much as a known one."""

    def __init__(self, cost: HashCost) -> None:
        self._hasher = PasswordHasher(cost.time, cost.memory_kib, cost.lanes)
        self._of_nobody = self.make_hash("nobody has this password")

    def make_hash(self, password: str) -> str:
        """The hash to keep."""
        with _turns:
            return self._hasher.hash(password)

    def is_right(self, password_hash: str | None, password: str) -> bool:
        """Takes the same time for a person who is not there (`None`)."""
        with _turns:
            try:
                self._hasher.verify(password_hash or self._of_nobody, password)
            except (VerificationError, InvalidHashError):
                return False
        return password_hash is not None

    def is_too_cheap(self, password_hash: str) -> bool:
        """The cost has risen since this hash was made."""
        return self._hasher.check_needs_rehash(password_hash)


def is_known(password: str, *about: str) -> bool:
    """Among those that are used most, or made of such, of a row of keys, or of these words.

    By zxcvbn, from the lists of leaked passwords and common words that it brings: nothing is asked
    of anybody, and no kind of character is demanded.
    """
    from zxcvbn import zxcvbn  # noqa: PLC0415  its lists are for whoever chooses a password

    found = zxcvbn(password[:LOOKED_AT], user_inputs=[*OURS, *about])
    return int(found["score"]) < TOO_EASY


@cache
def passwords_at(cost: HashCost) -> Passwords:
    """One for each cost: making it costs a hash."""
    return Passwords(cost)


def passwords() -> Passwords:
    """Those of this application."""
    return passwords_at(current_config().hash_cost)
