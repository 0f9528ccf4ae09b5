"""Whose change it is (PROTOCOL 11).

Today the open session says so. Once changes are signed and sealed on the phone, another class takes
SessionAuthority's place and reads the author from the change itself; nothing else of sync changes.
"""

from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from backend.people.author import Author, Role
from backend.people.models import Device, Person
from sync.errors import Refused
from sync.messages import Change

SERVER_ID = "00000000-0000-7000-8000-000000000001"
"""The person that is no person, and its device: it never signs in."""

SERVER = Author(SERVER_ID, Role.SERVER, area="", team_id=None, device_id=SERVER_ID)


@dataclass(slots=True)
class SessionAuthority:
    """Every change of a request is by the session's person, on a device of theirs."""

    connection: Connection
    author: Author
    _owners: dict[str, str | None] = field(default_factory=dict)

    def author_of(self, change: Change) -> Author:
        """The session's person; their earlier devices may still be emptying their outbox."""
        if change.device_id == self.author.device_id:
            return self.author
        if self._owner(change.device_id) != self.author.person_id:
            raise Refused("not-your-device", "This was made on a device of somebody else.")
        return replace(self.author, device_id=change.device_id)

    def author_again(self, change: Change, person_id: str) -> Author:
        """Who a held change came from, with the role that they have by now."""
        return author_again(self.connection, self.author, change, person_id)

    def _owner(self, device_id: str) -> str | None:
        if device_id not in self._owners:
            query = select(Device.person_id).where(Device.id == device_id)
            self._owners[device_id] = self.connection.scalar(query)
        return self._owners[device_id]


@dataclass(frozen=True, slots=True)
class GivenAuthority:
    """Every change is by one author who is known already: the server, or a person of the demo."""

    connection: Connection
    author: Author

    def author_of(self, change: Change) -> Author:
        """Whatever device the change names."""
        return replace(self.author, device_id=change.device_id)

    def author_again(self, change: Change, person_id: str) -> Author:
        """A held change that these release is still its own author's."""
        return author_again(self.connection, self.author, change, person_id)


def author_again(connection: Connection, author: Author, change: Change, person_id: str) -> Author:
    """The author of a change that was held: mostly who posts now, else as the people table says."""
    known = author if person_id == author.person_id else read_author(connection, person_id)
    return replace(known, device_id=change.device_id)


def read_author(connection: Connection, person_id: str) -> Author:
    """A person as they stand now. Whose access has ended still did the work that they did."""
    if person_id == SERVER_ID:
        return SERVER
    query = select(Person.role, Person.area, Person.team_id).where(Person.id == person_id)
    row = connection.execute(query).first()
    if row is None:
        raise Refused("nobody-known", "The person who made this is not known.")
    return Author(person_id, Role(row.role), row.area, row.team_id, device_id="")
