"""Begin, take a piece, give up: what is being sent, by whom, and how much of it is here.

Only the person and the device whose change announced it may send it. A row is claimed by the bytes
that it has: of two that write at one place, in any two processes, one finds it moved.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, select, update

from backend import clock
from backend.attachments.changes import ATTACHMENTS
from backend.attachments.keys import ADDED
from backend.database import asking, writing
from backend.errors import Gone, Invalid, NotFound, NotNow, TooLarge
from backend.people.author import Author
from backend.uploads import files

KEPT_HALF_SENT = timedelta(days=7)

Expected = Row[Any]
"""A row of `attachment`."""


def length_of(row: Expected) -> int:
    """Of what the phone sends: the content in its box."""
    return int(row.size) + ADDED


def received(row: Expected) -> int:
    """How much of it is here."""
    return length_of(row) if row.here_at is not None else int(row.received)


def find_own(author: Author, attachment_id: str) -> Expected:
    """What this device has announced; anything else is not there."""
    with asking() as connection:
        row = connection.execute(_own(author, attachment_id)).first()
    if row is None:
        raise NotFound("No picture is expected here.", "not-expected")
    if row.refused is not None:
        raise Gone("This picture could not be taken.", row.refused)
    return row


def find_begun(author: Author, attachment_id: str) -> Expected:
    """One of which something may be here."""
    row = find_own(author, attachment_id)
    if row.file is None:
        raise NotFound("Nothing of this picture is here yet.", "not-begun")
    return row


def begin(author: Author, attachment_id: str, length: int) -> Expected:
    """From nothing, or from where it stands: an answer may have been lost."""
    row = find_own(author, attachment_id)
    if row.here_at is not None:
        raise NotNow("This picture is here already.", "already-here")
    if length != length_of(row):
        raise Invalid("That is not as long as was said.", fields={"Upload-Length": "Differs."})
    if row.file is None:
        fresh = {"file": files.new_name(), "received": 0, "expires_at": _expiry()}
        unbegun = update(ATTACHMENTS).where(
            ATTACHMENTS.c.id == row.id, ATTACHMENTS.c.file.is_(None)
        )
        with writing() as connection:
            connection.execute(unbegun.values(fresh))
    return find_begun(author, attachment_id)


def take_piece(author: Author, attachment_id: str, offset: int, data: bytes) -> Expected:
    """On the disk and counted, or not at all."""
    row = find_begun(author, attachment_id)
    if offset != received(row):
        raise moved()
    if offset + len(data) > length_of(row):
        raise TooLarge("That is more than was said.", "longer-than-said")
    if not data:
        return row
    laid_down = files.lay_down(data)
    try:
        with writing() as connection:
            _count(connection, row, len(data))
            files.put(laid_down, files.piece_of(row.file, offset))
    finally:
        laid_down.unlink(missing_ok=True)
    return find_begun(author, attachment_id)


def give_up(author: Author, attachment_id: str) -> None:
    """What is here of it goes; it may begin again."""
    row = find_begun(author, attachment_id)
    if row.here_at is not None:
        raise NotNow("This picture is here already.", "already-here")
    forget_pieces(row)


def forget_pieces(row: Expected) -> None:
    """As if it had never begun."""
    same = (ATTACHMENTS.c.id == row.id, ATTACHMENTS.c.file == row.file)
    unsettled = update(ATTACHMENTS).where(*same, ATTACHMENTS.c.here_at.is_(None))
    with writing() as connection:
        gone = connection.execute(unsettled.values(file=None, received=None, expires_at=None))
    if gone.rowcount == 1:
        files.drop(row.file)


def moved() -> NotNow:
    """What a phone hears that goes on from another place than this."""
    return NotNow("Go on from where this picture stands.", "other-offset")


def _own(author: Author, attachment_id: str) -> Select[Any]:
    return select(ATTACHMENTS).where(
        ATTACHMENTS.c.id == attachment_id,
        ATTACHMENTS.c.person_id == author.person_id,
        ATTACHMENTS.c.device_id == author.device_id,
    )


def _count(connection: Connection, row: Expected, more: int) -> None:
    here = (
        ATTACHMENTS.c.id == row.id,
        ATTACHMENTS.c.file == row.file,
        ATTACHMENTS.c.received == row.received,
        ATTACHMENTS.c.here_at.is_(None),
    )
    values = {"received": row.received + more, "expires_at": _expiry()}
    if connection.execute(update(ATTACHMENTS).where(*here).values(values)).rowcount != 1:
        raise moved()


def _expiry() -> datetime:
    return clock.now() + KEPT_HALF_SENT
