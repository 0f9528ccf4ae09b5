"""Who may look at a picture: whoever reads the feed that its record is in, now."""

import logging
from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select

from backend import clock
from backend.attachments.changes import ATTACHMENTS
from backend.attachments.keys import CannotBeOpened, open_box, unwrap
from backend.database import reading
from backend.errors import NotFound
from backend.people.author import Author
from backend.sync_api.registry import product_of
from backend.sync_api.sql_store import SqlStore
from backend.uploads import files

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Picture:
    """As it was taken in."""

    content: bytes
    media_type: str


def read_picture(author: Author, attachment_id: str) -> Picture:
    """The same NotFound for what is not there, not here yet, and not this person's."""
    with reading() as connection:
        record = SqlStore(connection).records({attachment_id}).get(attachment_id)
        if record is None or record.type != "attachment":
            raise _not_found()
        if record.feed not in product_of(current_app).feeds_of(connection, author, clock.now()):
            raise _not_found()
        row = connection.execute(
            select(ATTACHMENTS).where(ATTACHMENTS.c.id == attachment_id)
        ).one_or_none()
    if row is None or row.here_at is None:
        raise _not_found()
    try:
        key = unwrap(row.file_key, attachment_id)
        return Picture(open_box(key, files.read(row.file), attachment_id), row.media_type)
    except (CannotBeOpened, FileNotFoundError) as error:
        log.error("a picture that should be here cannot be opened: %s", type(error).__name__)
        raise NotFound("The picture cannot be opened on the server.", "cannot-be-opened") from error


def _not_found() -> NotFound:
    return NotFound("There is no such picture.")
