"""The epoch of this database: it seals every cursor, and is new after a restore from backup."""

import secrets

from sqlalchemy import Connection, select

from backend.sync_api.models import setting
from backend.sync_api.sql_write import add_unless_there, insert_into

NOT_YET = ""
EPOCH = select(setting.c.value).where(setting.c.name == "epoch")


def read_epoch(connection: Connection) -> str:
    """NOT_YET in a database that was never written to."""
    found: str | None = connection.scalar(EPOCH)
    return NOT_YET if found is None else found


def make_first_epoch(connection: Connection) -> None:
    """Give a new database its epoch; one that has one keeps it."""
    line = {"name": "epoch", "value": secrets.token_hex(16)}
    connection.execute(add_unless_there(connection.dialect.name, setting), line)


def begin_new_epoch(connection: Connection) -> None:
    """After a restore: phones pull afresh and offer what they sent lately again."""
    query = insert_into(connection.dialect.name, setting)
    query = query.on_conflict_do_update(
        index_elements=[setting.c.name], set_={"value": query.excluded.value}
    )
    connection.execute(query, {"name": "epoch", "value": secrets.token_hex(16)})
