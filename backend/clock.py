"""The one place that reads the wall clock. Everything inside is aware and in UTC."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
