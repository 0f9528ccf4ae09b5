"""Why a change or a message was not taken.

SyncError > Refused (one change, by a rule) · NotAMessage (a whole request) · Contended (try again)
"""

from collections.abc import Mapping


class SyncError(Exception):
    """Any trouble that the engine names."""


class Refused(SyncError):
    """A change is against a rule; its outcome is `refused`, with this reason (PROTOCOL 5)."""

    def __init__(self, code: str, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fields = dict(fields or {})


class NotAMessage(SyncError):
    """Something on the wire is not of the shape that PROTOCOL 1 describes."""

    def __init__(self, code: str, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fields = dict(fields or {})


class Contended(SyncError):
    """Another writer changed what this push had read; nothing is saved, repeat (PROTOCOL 9)."""
