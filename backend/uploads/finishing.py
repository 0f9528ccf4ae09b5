"""All of it is here: opened, compared with what was said, looked at, and closed again for good."""

import hashlib
import logging
import os
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, update

from backend import clock
from backend.attachments.changes import ATTACHMENTS
from backend.attachments.keys import CannotBeOpened, close, open_box, unwrap, wrap
from backend.attachments.pictures import NotTaken, check_picture
from backend.attachments.schemas import KEY_BYTES
from backend.errors import Invalid, Unavailable
from backend.sync_api.lanes import write_queue
from backend.sync_api.server_changes import write_as_server
from backend.sync_api.sql_store import SqlStore
from backend.uploads import files
from backend.uploads.receiving import Expected, forget_pieces, length_of
from sync.messages import Change, Clock, Fields

log = logging.getLogger(__name__)


def is_whole(row: Expected) -> bool:
    """Every byte is here, and nothing has been done with them."""
    return row.here_at is None and row.received == length_of(row)


def finish(row: Expected) -> None:
    """Here for good; or Invalid: damaged (the phone begins again), or no picture (nobody does)."""
    try:
        content = _opened(row)
        check_picture(content, row.media_type)
    except (CannotBeOpened, FileNotFoundError) as error:
        log.warning("a picture came damaged")
        forget_pieces(row)
        raise Invalid("The picture came damaged. It is sent again.", "damaged") from error
    except NotTaken as error:
        log.warning("what came is not a picture that is taken: %s", error.code)
        _settle(row, {"refused": error.code, "sent_key": None, "file": None}, error.code)
        raise Invalid("This is not a picture that can be taken.", error.code) from error
    _keep(row, content)


def _opened(row: Expected) -> bytes:
    box = files.read_pieces(row.file, length_of(row))
    content = open_box(unwrap(row.sent_key, row.id), box, row.id)
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise CannotBeOpened("not what was said")
    return content


def _keep(row: Expected, content: bytes) -> None:
    """Under a new key and a new name: what was sent, and its key, are of no more use."""
    key, name = os.urandom(KEY_BYTES), files.new_name()
    laid_down = files.lay_down(close(key, content, row.id))
    files.put(laid_down, name)
    here = {
        "file": name,
        "file_key": wrap(key, row.id),
        "sent_key": None,
        "here_at": clock.now(),
        "expires_at": None,
    }
    if not _settle(row, here, None):
        files.drop(name)


def _settle(row: Expected, values: dict[str, Any], problem: str | None) -> bool:
    """With the word to all phones, in one transaction; False when another process was first."""
    settled = write_queue().run(partial(_write, row, values, problem))
    if settled:
        files.drop(row.file)
    return settled


def _write(
    row: Expected, values: dict[str, Any], problem: str | None, connection: Connection
) -> bool:
    unsettled = (
        ATTACHMENTS.c.id == row.id,
        ATTACHMENTS.c.file == row.file,
        ATTACHMENTS.c.here_at.is_(None),
    )
    if connection.execute(update(ATTACHMENTS).where(*unsettled).values(values)).rowcount != 1:
        return False
    record = SqlStore(connection).records({row.id})[row.id]
    fields: Fields = {"state": "refused" if problem else "here", "problem": problem}
    change = _change(row.id, record.feed, record.version, fields, clock.now())
    (outcome,) = write_as_server(connection, [change])
    if outcome.status not in ("accepted", "merged"):
        raise Unavailable("The picture cannot be filed now.")
    return True


def _change(record_id: str, feed: str, version: int, fields: Fields, now: datetime) -> Change:
    return Change(
        id=str(uuid5(UUID(record_id), f"settled:{version}")),
        device_id=record_id,
        number=int(now.timestamp() * 1000),
        kind="settle_attachment",
        schema=1,
        feed=feed,
        record_id=record_id,
        base_version=version,
        depends_on=(),
        fields=fields,
        occurred_at=now,
        clock=Clock(now, 0, trusted=True),
    )
