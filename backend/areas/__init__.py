"""The areas: their arrangements as data, the working calendar, and who to call when."""

from flask import Flask

from backend.areas.profiles import profiles


def init_app(app: Flask) -> None:
    """Reads the areas' files now: a mistake is told at start, and no request waits for it."""
    profiles()
