"""How Alembic runs here: on the application's own engine, in one transaction.

SQLite's transactions are ours (`BEGIN IMMEDIATE`), so a migration that fails leaves nothing behind.
On PostgreSQL a lock lets one process migrate while others wait for it.
"""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, text

from backend.database import Base, UtcDateTime, UuidText, db

LOCK = 1_685_024_869


def plainly(kind: str, item: Any, _autogen: Any) -> str | Literal[False]:
    """A migration names what the database has, not our classes: those may change under it."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, UuidText):
        return "sa.String(length=36)"
    return False


def run(connection: Connection) -> None:
    """To the head, or as far as the command says."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        compare_server_default=True,
        render_item=plainly,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


with db.engine.connect() as connection, connection.begin():
    run(connection)
