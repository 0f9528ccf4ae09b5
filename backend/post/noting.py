"""Says to everybody what became of a mail: a change of the server's own, through the one door."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import Connection

from backend import clock
from backend.database import writing
from backend.sync_api.server_changes import write_as_server
from backend.sync_api.sql_store import SqlStore
from sync.errors import Contended
from sync.messages import Change, Clock, Fields, Outcome, Record, time_text

TRIES = 5
Also = Callable[[Connection], None]


class NotNoted(ValueError):
    """The one door refused what the server said, and why in words."""

    def __init__(self, kind: str, code: str, words: str) -> None:
        super().__init__(f"{kind}: {code}")
        self.words = words


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a mail. `mark` makes it one change however often it is said."""

    dispatch: Record
    state: str
    mark: str
    code: str | None = None
    words: str | None = None
    documents: tuple[str, ...] = ()


def note(noted: Noted, *also: Also) -> None:
    """In one transaction with `also`; tried again where a phone changed the request meanwhile."""
    for left in reversed(range(TRIES)):
        try:
            with writing() as connection:
                write_note(connection, noted)
                for effect in also:
                    effect(connection)
        except Contended:
            if not left:
                raise
        else:
            return


def write_note(connection: Connection, noted: Noted) -> None:
    """In the caller's transaction."""
    now, request_id = clock.now(), noted.dispatch.fields["request_id"]
    request = SqlStore(connection).records({request_id})[request_id]
    fields: Fields = {
        "dispatch_id": noted.dispatch.id, "state": noted.state, "at": time_text(now),
        "code": noted.code, "words": noted.words, "documents": list(noted.documents),
    }  # fmt: skip
    change_id = str(uuid5(UUID(noted.dispatch.id), noted.mark))
    write_server_change(connection, "note_dispatch", change_id, request, fields, now)


def write_server_change(
    connection: Connection, kind: str, change_id: str, record: Record, fields: Fields,
    now: datetime,
) -> Outcome:  # fmt: skip
    """By the server's hand, on the record as it stands."""
    change = Change(
        id=change_id, device_id=change_id, number=1, kind=kind, schema=1, feed=record.feed,
        record_id=record.id, base_version=record.version, depends_on=(), fields=fields,
        occurred_at=now, clock=Clock(now, 0, trusted=True),
    )  # fmt: skip
    (outcome,) = write_as_server(connection, [change])
    if outcome.status == "refused" and outcome.reason is not None:
        raise NotNoted(kind, outcome.reason.code, outcome.reason.message)
    return outcome
