"""Something went wrong with a request that somebody further up must hear of: kept, and told."""

from uuid import UUID, uuid5

from backend.jobs.queue import URGENT, NewJob, queued
from backend.people.author import author_at
from backend.strategy.may import by_and_at
from sync.kinds import Desk
from sync.messages import Change, Record

ESCALATION = "escalation_event"


def escalate(
    change: Change, request: Record, desk: Desk, event: str, words: str, contact: str | None = None
) -> None:
    """A record of fact in the discussion: what happened, in whose words, and who was to be reached.

    Once for one change.
    """
    event_id = str(uuid5(UUID(change.id), event))
    if desk.record(event_id) is not None:
        return
    said = {"request_id": request.id, "event": event, "words": words, "contact": contact}
    record = Record(
        id=event_id,
        type=ESCALATION,
        feed=request.feed,
        version=1,
        fields={**said, **by_and_at(desk)},
        made_by=author_at(desk).person_id,
        made_at=desk.happened_at,
        received_at=desk.received_at,
    )
    desk.write(record)


def tell_roles(change: Change, request: Record, desk: Desk, kind: str, *roles: str) -> None:
    """An alert of this kind for everybody of the area in these roles, as they are when it is sent.

    `cover_manager`: the managers of the area who say that they are there now.
    """
    told = {
        "area": request.fields["area"],
        "roles": list(roles),
        "kind": kind,
        "request_id": request.id,
        "ref": request.fields["ref"],
        "change_id": change.id,
        "but_not": author_at(desk).person_id,
    }
    job = NewJob("tell", f"tell:{change.id}:{kind}", told, desk.received_at, URGENT)
    desk.also(queued(job))


def tell_further_up(change: Change, request: Record, desk: Desk) -> None:
    """The manager cannot be reached: the head of service and whoever covers hear of it (S-14)."""
    tell_roles(change, request, desk, "manager_unreachable", "head_of_service", "cover_manager")
