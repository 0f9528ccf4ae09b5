"""Changes that the server makes itself: seeding, published profiles. They go the same way."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app
from sqlalchemy import Connection

from backend import clock
from backend.people.author import Author
from backend.sync_api.authority import SERVER, GivenAuthority
from backend.sync_api.registry import product_of
from backend.sync_api.sql_store import SqlStore
from sync.messages import Change, Outcome
from sync.push import push


def write_as_server(connection: Connection, changes: Sequence[Change]) -> list[Outcome]:
    """In the caller's transaction, through the engine, by no person."""
    return write_as(connection, SERVER, changes, clock.now())


def write_as(
    connection: Connection, author: Author, changes: Sequence[Change], received_at: datetime
) -> list[Outcome]:
    """The same for a given author and time of receipt (the demo's history)."""
    kinds = product_of(current_app).kinds
    authority = GivenAuthority(connection, author)
    return push(SqlStore(connection), kinds, changes, authority, received_at)
