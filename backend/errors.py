"""What a request is told when it cannot be done: one tree, one shape on the wire.

AppError > NotSignedIn 401 · NotAllowed 403 · NotFound 404 · NotNow 409 · Gone 410
         · OtherVersion 412 · TooLarge 413 · WrongType 415 · Invalid 422 · TooMany 429
         · Unavailable 503

The shape: `{"code": "stable-words", "message": "Plain English.", "fields": {"name": "what"}}`.
"""

from collections.abc import Mapping
from typing import ClassVar


class AppError(Exception):
    """Any answer that is not a success; `code` is stable, the message is for people."""

    status: ClassVar[int] = 500
    code: str = "server-trouble"

    def __init__(
        self, message: str, code: str | None = None, fields: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code
        self.fields = dict(fields or {})


class NotSignedIn(AppError):
    """No open session, or one that has ended."""

    status = 401
    code = "not-signed-in"


class NotAllowed(AppError):
    """Signed in, and not for this."""

    status = 403
    code = "not-allowed"


class NotFound(AppError):
    """Nothing here, or nothing that this person may know of."""

    status = 404
    code = "not-found"


class NotNow(AppError):
    """Against the present state of things."""

    status = 409
    code = "not-now"


class Gone(AppError):
    """It was here and will not be again."""

    status = 410
    code = "gone"


class OtherVersion(AppError):
    """Spoken in a version of a protocol that is not understood."""

    status = 412
    code = "other-version"


class TooLarge(AppError):
    """More than one request may carry."""

    status = 413
    code = "too-large"


class WrongType(AppError):
    """Not of the type that is read here."""

    status = 415
    code = "wrong-type"


class Invalid(AppError):
    """Not of the shape asked for; `fields` says where."""

    status = 422
    code = "invalid"


class TooMany(AppError):
    """Tried too often; wait."""

    status = 429
    code = "too-many-tries"

    def __init__(self, message: str, *, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Unavailable(AppError):
    """Not now; the same request may go through later."""

    status = 503
    code = "try-again-later"
