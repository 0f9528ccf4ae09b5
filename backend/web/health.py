"""Is this process alive, and can it do its work."""

from typing import Any

from flask import Blueprint, Response, jsonify
from sqlalchemy import Connection, Table, func, select
from sqlalchemy.exc import DBAPIError

from backend import clock
from backend.database import Base, is_migrated, reading
from backend.web.doors import open_to_all

blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
@open_to_all
def health() -> Response:
    """This process answers."""
    return jsonify(status="ok")


@blueprint.get("/ready")
@open_to_all
def ready() -> tuple[Response, int]:
    """The database answers, its tables are of this release, and how long the oldest job waits."""
    try:
        with reading() as connection:
            found = _look(connection)
    except DBAPIError:
        found = {"database": False}
    is_ready = bool(found["database"] and found["migrated"]) if "migrated" in found else False
    return jsonify(ready=is_ready, **found), 200 if is_ready else 503


def _look(connection: Connection) -> dict[str, Any]:
    return {
        "database": True,
        "migrated": is_migrated(connection),
        "oldest_due_job_seconds": _oldest_due_job(connection),
    }


def _oldest_due_job(connection: Connection) -> float | None:
    """None when nothing is due. The table belongs to alerts, so it is found by its name."""
    job: Table | None = Base.metadata.tables.get("job")
    if job is None:
        return None
    now = clock.now()
    oldest = select(func.min(job.c.run_at)).where(job.c.run_at <= now, job.c.done_at.is_(None))
    due = connection.scalar(oldest)
    return None if due is None else max(0.0, round((now - due).total_seconds(), 1))
