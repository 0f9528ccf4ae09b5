"""What may be said of an attachment."""

import re
from typing import Any

from backend.letterbox.schemas import read_base64url
from backend.schemas import Choice, SafeText, Secret, StrictInt, StrictSchema, Uuid

WHAT = ("three_houses_sheet", "signed_page", "other")
MEDIA_TYPES = ("image/jpeg", "image/png")
LARGEST = 10_000_000
KEY_BYTES = 32
_SHA256 = re.compile("[0-9a-f]{64}")


class KeyText(Secret, SafeText):
    """32 bytes, base64url."""

    default_error_messages = {"key": "Is not a key."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        text = super()._deserialize(value, attr, data, **rest)
        try:
            key = read_base64url(text)
        except ValueError:
            raise self.make_error("key") from None
        if len(key) != KEY_BYTES:
            raise self.make_error("key")
        return text


class Sha256Text(SafeText):
    """A SHA-256, 64 hex digits."""

    default_error_messages = {"sha256": "Is not a SHA-256."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        text = super()._deserialize(value, attr, data, **rest)
        if not _SHA256.fullmatch(text):
            raise self.make_error("sha256")
        return text


class AddAttachmentSchema(StrictSchema):
    """`add_attachment`: what it belongs to, and what will come."""

    case_id = Uuid(required=True)
    subject_id = Uuid(required=True)
    """A visit, a child-seen check or a note."""
    child_id = Uuid(allow_none=True)
    what = Choice(*WHAT, required=True)
    sha256 = Sha256Text(required=True)
    size = StrictInt(least=1, most=LARGEST, required=True)
    media_type = Choice(*MEDIA_TYPES, required=True)
    content_key = KeyText(required=True)
    """What the phone sealed the content with. It is kept from the record."""


class AttachmentStateSchema(StrictSchema):
    """`settle_attachment`, the server's own word: the content is here, or is no good."""

    state = Choice("here", "refused", required=True)
    problem = SafeText(allow_none=True)
