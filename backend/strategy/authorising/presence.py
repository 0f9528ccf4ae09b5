"""Whether a manager is there: available, logged in, and on which number (S-13).

A manager says it from any of their devices, the last word counts. Everybody of the area reads it.
"""

from datetime import datetime
from uuid import UUID, uuid5

from backend.areas.names import area_feed
from backend.areas.versions import profile_now
from backend.people.author import author_at
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

PRESENCE, SAID = "manager_presence", "presence_said"


def presence_id(person_id: str) -> str:
    """The record of this manager's presence."""
    return str(uuid5(UUID(person_id), "presence"))


def check_presence(change: Change, current: Record | None, desk: Desk) -> None:
    """Of oneself, by whoever may authorise in this area."""
    author = author_at(desk)
    if change.feed != f"person:{author.person_id}" or (current and current.feed != change.feed):
        raise Refused("not-yours", "This belongs to somebody else.")
    if not profile_now(author.area, desk).may("authorise", author.role):
        raise Refused("not-allowed", "This is for those who authorise requests.")


def as_said(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """With the time at which it was said."""
    return {"until": None, "phone": None, **fields, "at": time_text(desk.happened_at)}


def then_show(change: Change, record: Record, desk: Desk) -> None:
    """The area reads the last word; one that comes late changes nothing."""
    author = author_at(desk)
    fields = {**record.fields, "person_id": author.person_id}
    known = desk.record(presence_id(author.person_id))
    if known is None:
        desk.write(_first(fields, desk))
    elif known.fields["at"] <= fields["at"]:
        desk.write(known.next(fields={**known.fields, **fields}))


def is_there(person_id: str, desk: Desk) -> bool:
    """Whether this manager says that they are there."""
    known = desk.record(presence_id(person_id))
    return known is not None and says_so(known, desk.received_at)


def says_so(presence: Record, now: datetime) -> bool:
    """Available and logged in, and not only until a time that is over."""
    said = presence.fields
    still = said["until"] is None or said["until"] > time_text(now)
    return bool(said["available"] and said["logged_in"] and still)


def _first(fields: Fields, desk: Desk) -> Record:
    author = author_at(desk)
    return Record(
        id=presence_id(author.person_id),
        type=PRESENCE,
        feed=area_feed(author.area),
        version=1,
        fields=fields,
        made_by=author.person_id,
        made_at=desk.happened_at,
        received_at=desk.received_at,
    )
