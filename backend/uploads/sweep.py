"""What the worker does each hour: finish what was left whole, throw away what was left half."""

import logging
from datetime import timedelta

from sqlalchemy import select

from backend import clock
from backend.attachments.changes import ATTACHMENTS
from backend.database import reading
from backend.errors import AppError
from backend.uploads import files
from backend.uploads.finishing import finish, is_whole
from backend.uploads.receiving import Expected, forget_pieces

UNCLAIMED = timedelta(days=1)
"""A file that no row names: its writer was killed between the disk and the database."""

log = logging.getLogger(__name__)


def sweep() -> None:
    """Again and again does no harm."""
    now = clock.now()
    for row in _unsettled():
        if is_whole(row):
            _finish(row)
        elif row.expires_at is not None and row.expires_at <= now:
            forget_pieces(row)
    _drop_unclaimed((now - UNCLAIMED).timestamp())


def _unsettled() -> list[Expected]:
    begun = (ATTACHMENTS.c.file.is_not(None), ATTACHMENTS.c.here_at.is_(None))
    with reading() as connection:
        return list(connection.execute(select(ATTACHMENTS).where(*begun)))


def _finish(row: Expected) -> None:
    try:
        finish(row)
    except AppError as error:
        log.warning("a picture could not be finished: %s", error.code)


def _drop_unclaimed(before: float) -> None:
    old = list(files.names_before(before))
    with reading() as connection:
        claimed = set(connection.scalars(select(ATTACHMENTS.c.file)))
    for name in old:
        if name.partition(".")[0] not in claimed:
            files.drop(name)
