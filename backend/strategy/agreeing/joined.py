"""What other changes mean for a time: sent, a slot is held; become urgent, it is let go."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from backend.areas.versions import profile_of_request
from backend.strategy.agreeing.diary import write_free
from backend.strategy.agreeing.moving import status_without_time, without_time
from backend.strategy.agreeing.offering import hold_when_sent
from backend.strategy.following import follow
from backend.strategy.session import gives_slots
from sync.kinds import Desk, Kind
from sync.messages import Change, Record

AndThen = Callable[[Change, Record, Desk], None]


def with_slots(kind: Kind) -> Kind:
    """The same kind, with what follows from it for the diary."""
    more = FOLLOWS.get(kind.name)
    if more is None:
        return kind

    def and_then(change: Change, record: Record, desk: Desk) -> None:
        kind.and_then(change, record, desk)
        more(change, desk.record(record.id) or record, desk)

    return replace(kind, and_then=and_then)


def _hold(change: Change, request: Record, desk: Desk) -> None:
    """The police have it (N-27): their session is asked for at that moment."""
    if request.fields.get("sent_to_police_at"):
        hold_when_sent(request, desk)


def _free_when_urgent(change: Change, request: Record, desk: Desk) -> None:
    """It cannot wait for a session any more: the slot is for somebody else (N-17)."""
    profile = profile_of_request(request.fields, desk)
    if request.fields["status"] != "slot_offered" or gives_slots(profile, request.fields):
        return
    write_free(profile.key, request.id, desk)
    fields = without_time(request, {"reason": "It became urgent."}, desk)
    follow(request, desk, status=status_without_time(request.fields), **fields)


FOLLOWS: Mapping[str, AndThen] = {
    "note_dispatch": _hold,
    "sent_by_hand": _hold,
    "edit_request": _free_when_urgent,
}
