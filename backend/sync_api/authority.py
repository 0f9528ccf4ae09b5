"""Whose change it is (PROTOCOL 11): as the open session says, or as the change itself proves."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, select

from backend.people.author import Author, Role, author_at
from backend.people.models import Device, Person
from sync.errors import Refused
from sync.kinds import Author as SomeAuthor
from sync.kinds import Authority, Desk, Kind
from sync.messages import Change, Record

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
class LetterAuthority:
    """A sealed change is by whoever has signed it; others by the session that they came with."""

    connection: Connection
    signed: Mapping[int, Author]
    """By `id()` of the change: two people's phones may have chosen one id."""
    received_at: datetime
    session: Authority | None

    def author_of(self, change: Change) -> SomeAuthor:
        """Who has signed it; what they did after their access had ended is refused."""
        author = self.signed.get(id(change))
        if author is None:
            assert self.session is not None
            return self.session.author_of(change)
        if author.ended_at is not None and change.happened_at(self.received_at) >= author.ended_at:
            raise Refused("access-ended", "Your access had ended when this was done.")
        return author

    def author_again(self, change: Change, person_id: str) -> SomeAuthor:
        """A held change, whoever it is by."""
        if self.session is not None:
            return self.session.author_again(change, person_id)
        return replace(read_author(self.connection, person_id), device_id=change.device_id)


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
    columns = (Person.role, Person.area, Person.team_id, Person.ended_at)
    row = connection.execute(select(*columns).where(Person.id == person_id)).first()
    if row is None:
        raise Refused("nobody-known", "The person who made this is not known.")
    role = Role(row.role)
    return Author(person_id, role, row.area, row.team_id, device_id="", ended_at=row.ended_at)


def late_when_ended(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """The same kinds; by somebody whose access has ended, whatever is taken is late (10.1)."""
    return tuple(replace(kind, check=_marking(kind)) for kind in kinds)


def _marking(kind: Kind) -> Callable[[Change, Record | None, Desk], None]:
    def check(change: Change, current: Record | None, desk: Desk) -> None:
        kind.check(change, current, desk)
        ended_at = author_at(desk).ended_at
        if ended_at is not None and ended_at <= desk.received_at:
            desk.mark_late()

    return check
