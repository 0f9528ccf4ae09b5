"""What is said of an alert and of a browser's subscription."""

import base64
import binascii
from typing import Any

from backend.alerts.push_hosts import LONGEST, NotAPushService, check_endpoint
from backend.schemas import Choice, SafeText, Secret, StrictSchema, Uuid

P256DH_BYTES, AUTH_BYTES = 65, 16


class Endpoint(Secret, SafeText):
    """The address of a push service that we know."""

    default_error_messages = {"host": "Is not the address of a push service known here."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        text = super()._deserialize(value, attr, data, **rest)
        try:
            check_endpoint(text)
        except NotAPushService:
            raise self.make_error("host") from None
        return text


class KeyText(Secret, SafeText):
    """A key as base64url, of so many bytes."""

    default_error_messages = {"key": "Is not a key of a browser."}

    def __init__(self, length: int, **rest: Any) -> None:
        super().__init__(**rest)
        self.length = length

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        text = super()._deserialize(value, attr, data, **rest)
        try:
            key = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise self.make_error("key") from None
        if len(key) != self.length:
            raise self.make_error("key")
        return text


class SubscriptionSchema(StrictSchema):
    """`save_subscription`."""

    endpoint = Endpoint(longest=LONGEST, required=True)
    p256dh = KeyText(P256DH_BYTES, required=True)
    auth = KeyText(AUTH_BYTES, required=True)


class RaiseAlertSchema(StrictSchema):
    """`raise_alert`: what administrators hear of, and those further up of a request."""

    kind = Choice(
        "number_reported_wrong",
        "arrangements_to_approve",
        "arrangements_decided",
        "manager_unreachable",
        "not_confirmed_in_time",
        required=True,
    )
    subject_id = Uuid()
    request_id = Uuid()
    ref = SafeText(longest=40)


class NothingSchema(StrictSchema):
    """Says all by its name: `mark_alert_shown`, `mark_alert_opened`, `ask_for_test_alert`."""
