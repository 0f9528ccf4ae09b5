"""How much may be posted without a session: by device, and by address only for strangers.

A school is one address, so an address is counted only when no device of the request is known. A
known device is counted when it has proved something; what claims to be it and proves nothing is
counted apart, and by address, so that a stranger cannot use up what is the device's own.

All web processes share one count. What has proved something is counted in the transaction that
settles it; what has not, in one of its own.
"""

import math

from backend.errors import TooMany
from backend.people.limits import Rule

STRANGER = Rule("stranger", size=60, seconds=1)
DEVICE = Rule("device", size=300, seconds=0.5)
URGENT = Rule("urgent", size=60, seconds=1)
GUESS = Rule("guess", size=30, seconds=2)


def check(wait: float) -> None:
    """Raises when there is something to wait for."""
    if wait > 0:
        raise TooMany(
            "Too much was sent at once. Nothing is lost: it will be sent again.",
            retry_after=math.ceil(wait),
        )
