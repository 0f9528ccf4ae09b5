"""One request's changes, from the queue to their outcomes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from backend.people.author import Author
from backend.sync_api.lanes import write_queue
from backend.sync_api.registry import product_of
from backend.sync_api.sql_store import SqlStore
from sync.errors import Contended
from sync.messages import Change, Outcome, Unreadable
from sync.push import push, server_trouble

log = structlog.get_logger()
Offered = Sequence[Change | Unreadable]
Also = Callable[[Connection], None]

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
    """The changes of one request, by whom, and when they came."""

    author: Author
    read: Callable[[], Offered]
    """Reads the changes from their JSON; run in the queue, where one thread works at a time."""
    received_at: datetime
    also: Also
    """Written with them: what the device said of itself."""

    def settle(self, *, urgent: bool) -> list[Outcome]:
        """An outcome for each change, in order, once they are on disk (PROTOCOL 9)."""
        queue = write_queue()
        try:
            return queue.run(self._together, urgent=urgent)
        except MISTAKES as error:
            log.error("a batch could not be settled together", why=type(error).__name__)
            return queue.run(self._one_by_one, urgent=urgent)

    def _together(self, connection: Connection) -> list[Outcome]:
        outcomes = self._push(connection, self.read())
        self.also(connection)
        return outcomes

    def _push(self, connection: Connection, offered: Offered) -> list[Outcome]:
        product = product_of(current_app)
        authority = product.authority_of(connection, self.author)
        return push(SqlStore(connection), product.kinds, offered, authority, self.received_at)

    def _one_by_one(self, connection: Connection) -> list[Outcome]:
        return [self._alone(connection, one) for one in self.read()]

    def _alone(self, connection: Connection, one: Change | Unreadable) -> Outcome:
        """One bad change never blocks another: it is held, and the others go through."""
        try:
            with connection.begin_nested():
                return self._push(connection, [one])[0]
        except Contended:
            raise
        except MISTAKES as error:
            log.error("a change could not be settled", change=one.id, why=type(error).__name__)
            assert isinstance(one, Change)
            return server_trouble(one)
