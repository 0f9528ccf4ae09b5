"""A second step that was not right is noted, whatever it was tried for."""

from collections.abc import Iterator
from contextlib import contextmanager

from backend.errors import NotAllowed
from backend.people.security_events import What, note_apart


@contextmanager
def failures_noted(person_id: str, device_id: str) -> Iterator[None]:
    """Outside the transaction that is given up for it."""
    try:
        yield
    except NotAllowed:
        note_apart(What.SECOND_STEP_FAILED, person_id, device_id)
        raise
