"""The reference of a request, such as WIR-0007: an area and a number, and nothing of anybody."""

from uuid import uuid5

from backend.areas.names import NAMESPACE
from backend.areas.profiles import profile_of
from backend.people.author import author_at
from sync.kinds import Desk
from sync.messages import Record

COUNTER = "request_number"


def counter_id(area: str) -> str:
    """The record that counts the requests of an area."""
    return str(uuid5(NAMESPACE, f"{area}:{COUNTER}"))


def next_ref(area: str, desk: Desk) -> str:
    """The next reference of the area.

    The count is a record in a feed that nobody reads, so two pushes at once cannot take the same
    number: the second one is settled again (PROTOCOL 9).
    """
    counter = desk.record(counter_id(area)) or _no_requests_yet(area, desk)
    counted = counter.next(fields={"last": counter.fields["last"] + 1})
    desk.write(counted)
    return f"{profile_of(area).ref_prefix}-{counted.fields['last']:04d}"


def _no_requests_yet(area: str, desk: Desk) -> Record:
    return Record(
        id=counter_id(area),
        type=COUNTER,
        feed=f"office:{area}",
        version=0,
        fields={"last": 0},
        made_by=author_at(desk).person_id,
        made_at=desk.received_at,
        received_at=desk.received_at,
    )
