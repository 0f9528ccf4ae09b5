"""Whose change it is (PROTOCOL 11).

Today the open session says so. Once changes are signed and sealed on the phone, another class takes
this one's place and reads the author from the change itself; nothing else of sync changes.
"""

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from backend.people.author import Author, Role
from backend.people.models import Device, Person
from sync.errors import Refused
from sync.messages import Change

device = Device.__table__
person = Person.__table__


@dataclass(slots=True)
class SessionAuthority:
    """Every change of a request is by the person whose session it came with, on a device of theirs."""

    connection: Connection
    author: Author
    _owners: dict[str, str] = field(default_factory=dict)
    _again: dict[str, Author] = field(default_factory=dict)

    def author_of(self, change: Change) -> Author:
        """The session's person; their earlier devices may still be emptying their outbox."""
        if change.device_id == self.author.device_id:
            return self.author
        if self._owner(change.device_id) != self.author.person_id:
            raise Refused("not-your-device", "This was made on a device of somebody else.")
        return replace(self.author, device_id=change.device_id)

    def author_again(self, change: Change, person_id: str) -> Author:
        """Who a held change came from, with the role that they have by now."""
        if person_id == self.author.person_id:
            return replace(self.author, device_id=change.device_id)
        if person_id not in self._again:
            self._again[person_id] = read_author(self.connection, person_id)
        return replace(self._again[person_id], device_id=change.device_id)

    def _owner(self, device_id: str) -> str:
        if device_id not in self._owners:
            query = select(device.c.person_id).where(device.c.id == device_id)
            self._owners[device_id] = self.connection.scalar(query) or ""
        return self._owners[device_id]


def read_author(connection: Connection, person_id: str) -> Author:
    """A person as they stand now; refused when they are nobody, or their access has ended."""
    query = select(person.c.role, person.c.area, person.c.team_id)
    row = connection.execute(
        query.where(person.c.id == person_id, person.c.ended_at.is_(None))
    ).first()
    if row is None:
        raise Refused("not-here-any-more", "The person who made this no longer has access.")
    return Author(person_id, Role(row.role), row.area, row.team_id, device_id="")
