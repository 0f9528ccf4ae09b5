"""Two requests that may be about the same child: found across workers, and neither is held back.

Analysis 3.5: the same child, or the same surname and date of birth, in any open request; the same
family within a day. What was raised is remembered by child and family in records that nobody reads,
so two workers who raise the same child at one moment are settled one after the other.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from uuid import uuid5

from backend.areas.names import NAMESPACE
from backend.people.author import author_at
from backend.schemas import read_moment
from backend.strategy.following import follow
from backend.strategy.states import is_open
from sync.kinds import Desk
from sync.messages import Change, Fields, Record

INDEX = "request_index"
WITHIN = timedelta(hours=24)
MOST_KNOWN = 50
"""Of one child or family: the latest."""


def then_look_for_alike(change: Change, request: Record, desk: Desk) -> None:
    """Both requests name each other; `alike_found_in` is the change that found it."""
    keys = list(_keys(request, desk))
    known = request.fields.get("duplicates") or []
    others = {one.id: one for one in _raised(keys, request, desk) if _is_alike(request, one, desk)}
    for key in keys:
        _remember(key, request, desk)
    new = [other for other in others.values() if other.id not in known]
    for other in new:
        both = sorted({*(other.fields.get("duplicates") or []), request.id})
        follow(other, desk, duplicates=both)
    if new:
        follow(request, desk, duplicates=sorted({*known, *others}), alike_found_in=change.id)


def index_id(area: str, key: str) -> str:
    """The record that remembers what was raised of one child or family."""
    return str(uuid5(NAMESPACE, f"{area}:alike:{key}"))


def raised_of_child(area: str, child_id: str, desk: Desk) -> Iterator[Record]:
    """Every request that was raised of this child, as it stands."""
    index = desk.record(index_id(area, f"child:{child_id}"))
    for request_id in index.fields["requests"] if index else ():
        if (request := desk.record(request_id)) is not None:
            yield request


def _keys(request: Record, desk: Desk) -> Iterator[str]:
    yield f"case:{request.fields['case_id']}"
    for child_id in request.fields["child_ids"]:
        yield f"child:{child_id}"
    yield from _look_alikes(request.fields, desk)


def _look_alikes(request: Fields, desk: Desk) -> Iterator[str]:
    """Surname and date of birth; a day and a month that changed places are the same."""
    for child_id in request["child_ids"]:
        child = desk.record(child_id)
        if child is not None:
            year, month, day = str(child.fields["date_of_birth"]).split("-")
            surname = str(child.fields["family_name"]).casefold().strip()
            yield f"who:{surname}:{year}:{'-'.join(sorted((month, day)))}"


def _raised(keys: Iterable[str], request: Record, desk: Desk) -> Iterator[Record]:
    area = request.fields["area"]
    indexes = (desk.record(index_id(area, key)) for key in keys)
    ids = {one for index in indexes if index for one in index.fields["requests"]} - {request.id}
    for request_id in sorted(ids):
        other = desk.record(request_id)
        if other is not None and is_open(other.fields["status"]):
            yield other


def _is_alike(one: Record, other: Record, desk: Desk) -> bool:
    if other.id in (one.fields.get("no_duplicates") or ()):
        return False
    if set(one.fields["child_ids"]) & set(other.fields["child_ids"]):
        return True
    if one.fields["case_id"] != other.fields["case_id"]:
        return bool(set(_look_alikes(one.fields, desk)) & set(_look_alikes(other.fields, desk)))
    times = [read_moment(request.fields["raised_at"]) for request in (one, other)]
    return max(times) - min(times) <= WITHIN


def _remember(key: str, request: Record, desk: Desk) -> None:
    known = desk.record(index_id(request.fields["area"], key))
    if known is None:
        desk.write(_first(key, request, desk))
    elif request.id not in known.fields["requests"]:
        ids = [*known.fields["requests"], request.id][-MOST_KNOWN:]
        desk.write(known.next(fields={"requests": ids}))


def _first(key: str, request: Record, desk: Desk) -> Record:
    return Record(
        id=index_id(request.fields["area"], key),
        type=INDEX,
        feed=f"office:{request.fields['area']}",
        version=1,
        fields={"requests": [request.id]},
        made_by=author_at(desk).person_id,
        made_at=desk.received_at,
        received_at=desk.received_at,
    )
