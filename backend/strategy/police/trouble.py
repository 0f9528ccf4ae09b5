"""What went wrong, kept beside the request: readable by everybody who reads it, never edited."""

from backend.people.author import author_at
from sync.kinds import Desk
from sync.messages import Record, time_text

EVENT = "escalation_event"


def note_event(
    event_id: str, request: Record, desk: Desk, event: str, words: str, contact: str | None = None
) -> None:
    """One line; the same id twice is one line."""
    if desk.record(event_id) is not None:
        return
    by, at = author_at(desk).person_id, time_text(desk.received_at)
    fields = {
        "request_id": request.id, "event": event, "words": words, "contact": contact, "by": by,
        "at": at,
    }  # fmt: skip
    desk.write(
        Record(
            event_id,
            EVENT,
            request.feed,
            1,
            fields,
            made_by=by,
            made_at=desk.received_at,
            received_at=desk.received_at,
        )  # fmt: skip
    )
