"""Requests' changes, from the queue to their outcomes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from backend.letterbox.opening import Opened
from backend.letterbox.signers import NO_PROOF
from backend.people.author import Author
from backend.people.limits import Counted, count
from backend.sync_api.authority import SERVER, GivenAuthority
from backend.sync_api.device import Seen, write_seen
from backend.sync_api.lanes import write_queue
from backend.sync_api.quarantine import Came, find_undecided, set_aside
from backend.sync_api.registry import Product, product_of
from backend.sync_api.sql_store import SqlStore
from sync.errors import Contended
from sync.kinds import Author as SomeAuthor
from sync.kinds import Authority
from sync.messages import Change, Outcome, Unreadable
from sync.push import push, server_trouble
from sync.wire import read_offered

log = structlog.get_logger()
Offered = Sequence[Change | Unreadable]

MISTAKES = (
    SQLAlchemyError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a mistake of ours in a rule, or a value that the database refuses, can raise."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """The changes of one request, by whom, and when they came. Calling it settles them."""

    author: Author | None
    """Whose session it came with; None where every change was sealed and proves itself."""
    parts: Sequence[Any]
    """Each change as JSON, or as it was opened."""
    received_at: datetime
    seen: Seen
    """Written with them: what the device said of itself."""
    used: Sequence[Counted] = ()
    """Written with them: what counts against its devices."""

    @property
    def size(self) -> int:
        """How many changes."""
        return len(self.parts)

    @property
    def letters(self) -> list[Opened]:
        """Those that were sealed."""
        return [part for part in self.parts if isinstance(part, Opened)]

    def read(self) -> Offered:
        """From their JSON; run in the queue, where one thread works at a time."""
        return [
            part.item if isinstance(part, Opened) else read_offered(part) for part in self.parts
        ]

    def settle(self, *, urgent: bool) -> list[Outcome]:
        """An outcome for each change, in order, once they are on disk (PROTOCOL 9)."""
        queue = write_queue()
        try:
            return queue.run_with_others(self, settle_all, size=self.size, urgent=urgent)
        except MISTAKES as error:
            log.error("a batch could not be settled together", why=type(error).__name__)
            return queue.run(self._one_by_one, urgent=urgent)

    def __call__(self, connection: Connection) -> list[Outcome]:
        """Without other requests'."""
        return settle_all(connection, [self])[0]

    def _one_by_one(self, connection: Connection) -> list[Outcome]:
        return [self._alone(connection, one) for one in self.read()]

    def _alone(self, connection: Connection, one: Change | Unreadable) -> Outcome:
        """One bad change never blocks another: it is held, and the others go through."""
        try:
            with connection.begin_nested():
                return push_each(connection, [(self, [one])])[0]
        except Contended:
            raise
        except MISTAKES as error:
            log.error("a change could not be settled", change=one.id, why=type(error).__name__)
            assert isinstance(one, Change)
            return server_trouble(one)


def settle_all(connection: Connection, deliveries: Sequence[Delivery]) -> list[list[Outcome]]:
    """Several requests' changes as one push: read, settled and written in one go."""
    read = [(delivery, delivery.read()) for delivery in deliveries]
    outcomes = iter(push_each(connection, read))
    write_seen(connection, [delivery.seen for delivery in deliveries])
    used = [one for delivery in deliveries for one in delivery.used]
    count(connection, used, max(delivery.received_at for delivery in deliveries))
    return [list(islice(outcomes, len(offered))) for _, offered in read]


def push_each(connection: Connection, read: Sequence[tuple[Delivery, Offered]]) -> list[Outcome]:
    """Each change by the author of its own request, or by whoever has signed it."""
    product = product_of(current_app)
    whose: dict[int, Authority] = {}
    people: dict[str, Authority] = {}
    for delivery, mine in read:
        authority = _authority_of(connection, product, delivery)
        if delivery.author is not None:
            people[delivery.author.person_id] = authority
        whose |= dict.fromkeys(map(id, mine), authority)
    waiting = find_undecided(connection, {one.device_id for one in _plain(read)})
    came = [one for each in read for one in _from_lost_devices(*each, waiting)]
    aside = set_aside(connection, came)
    whose |= dict.fromkeys(map(id, aside.reports), GivenAuthority(connection, SERVER))
    offered = [one for _, mine in read for one in mine if id(one) not in aside.outcomes]
    proofs = {id(one.item): one.proof for delivery, _ in read for one in delivery.letters}
    authorities = EachTheirOwn(whose, people, product.authority_of(connection, SERVER))
    outcomes = iter(
        push(
            SqlStore(connection, proofs),
            product.kinds,
            [*offered, *aside.reports],
            authorities,
            max(delivery.received_at for delivery, _ in read),
            authorities.request_of,
        )
    )
    return [aside.outcomes.get(id(one)) or next(outcomes) for _, mine in read for one in mine]


def _authority_of(connection: Connection, product: Product, delivery: Delivery) -> Authority:
    author = delivery.author
    session = product.authority_of(connection, author) if author is not None else None
    signed = {id(one.item): one.author for one in delivery.letters}
    if session is not None and not signed:
        return session
    return product.letters_of(connection, signed, delivery.received_at, session)


def _plain(read: Sequence[tuple[Delivery, Offered]]) -> Iterator[Change]:
    """What came with a session, not sealed: a letter says itself whether something waits."""
    for delivery, mine in read:
        if delivery.author is not None:
            yield from (one for one in mine if isinstance(one, Change))


def _from_lost_devices(delivery: Delivery, mine: Offered, waiting: Collection[str]) -> list[Came]:
    """PROTOCOL 21.8: what may have to wait for a manager; mostly none of it. `waiting`: devices,
    perhaps found again, of which something waits already."""
    letters = {id(one.item): one for one in delivery.letters}
    author = delivery.author
    devices = {one.device_id for one in mine if isinstance(one, Change)} if waiting else set()
    lost = author is not None and (author.device_lost or not devices.isdisjoint(waiting))
    if not lost and not any(one.undecided or one.author.device_lost for one in delivery.letters):
        return []
    found = []
    for one in mine:
        letter = letters.get(id(one))
        author = letter.author if letter else delivery.author
        proof = letter.proof if letter else NO_PROOF
        if isinstance(one, Change) and author is not None:
            found.append(Came(one, author, proof, delivery.received_at))
    return found


@dataclass(frozen=True, slots=True)
class EachTheirOwn:
    """The authority of each change's own request."""

    whose: Mapping[int, Authority]
    people: Mapping[str, Authority]
    anybody: Authority
    """Looks up a person who does not post in this batch."""

    def request_of(self, one: Change | Unreadable) -> object:
        """Which request it came with: each has an authority of its own."""
        return id(self.whose[id(one)])

    def author_of(self, change: Change) -> SomeAuthor:
        """As its own request's authority says."""
        return self.whose[id(change)].author_of(change)

    def author_again(self, change: Change, person_id: str) -> SomeAuthor:
        """Who a held change came from, whether they post now too or not."""
        return self.people.get(person_id, self.anybody).author_again(change, person_id)
