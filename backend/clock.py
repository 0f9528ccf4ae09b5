"""The one place that reads the wall clock; all inside is aware, in UTC (DESIGN 1, promise 5)."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
