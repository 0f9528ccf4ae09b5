"""Hands an alert to a browser's push service. The only file that imports pywebpush.

The payload is an opaque id and a word for its kind, always of one length: nothing about anybody.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import requests
from pywebpush import WebPushException, webpush

from backend.alerts.push_hosts import NotAPushService, check_endpoint
from backend.config import Config

LENGTH = 256
"""Every payload has this many bytes."""
TTL = 24 * 3600
TIMEOUT = 10.0
GONE = frozenset({404, 410})
TAKEN = frozenset({200, 201, 202})
TOO_MANY, TROUBLE = 429, 500
LONGEST_WAIT = 3600


@dataclass(frozen=True, slots=True)
class Handed:
    """What the push service said."""

    result: Literal["handed", "gone", "later", "refused"]
    detail: str
    retry_after: int | None = None


class _NoRedirects(requests.Session):
    """Goes where it is sent and no further, through no proxy of the environment."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False

    def post(self, url: Any, *args: Any, **rest: Any) -> requests.Response:
        """As it says, without following."""
        return super().post(url, *args, **{**rest, "allow_redirects": False})


def send_push(config: Config, subscription: Mapping[str, str], alert_id: str, kind: str) -> Handed:
    """Try once. Whatever happens is in the answer."""
    try:
        check_endpoint(subscription["endpoint"])
    except NotAPushService as why:
        return Handed("gone", str(why))
    try:
        answer = _post(config, subscription, alert_id, kind)
    except WebPushException as error:
        return _verdict(error.response) if error.response is not None else _unusable(error)
    except requests.RequestException as error:
        return Handed("later", type(error).__name__)
    except ValueError as error:
        return _unusable(error)
    return _verdict(answer)


def payload(alert_id: str, kind: str) -> str:
    """`{"id", "kind", "pad"}`, padded to a constant length."""
    bare = json.dumps({"id": alert_id, "kind": kind, "pad": ""}, separators=(",", ":"))
    return bare[:-2] + "." * (LENGTH - len(bare)) + bare[-2:]


def _post(
    config: Config, subscription: Mapping[str, str], alert_id: str, kind: str
) -> requests.Response:
    keys = {"p256dh": subscription["p256dh"], "auth": subscription["auth"]}
    with _NoRedirects() as session:
        answer = webpush(
            {"endpoint": subscription["endpoint"], "keys": keys},
            data=payload(alert_id, kind),
            vapid_private_key=config.push_private_key,
            vapid_claims={"sub": config.push_contact},  # fresh each time: pywebpush writes into it
            ttl=TTL,
            timeout=TIMEOUT,
            headers={"Urgency": "high", "Topic": alert_id.replace("-", "")},
            requests_session=session,
        )
    assert isinstance(answer, requests.Response)
    return answer


def _verdict(answer: requests.Response) -> Handed:
    status = answer.status_code
    detail = f"answered {status}"
    if status in TAKEN:
        return Handed("handed", detail)
    if status in GONE:
        return Handed("gone", detail)
    if status == TOO_MANY or status >= TROUBLE:
        return Handed("later", detail, _retry_after(answer))
    return Handed("refused", detail)


def _unusable(error: Exception) -> Handed:
    return Handed("refused", f"cannot be encrypted: {type(error).__name__}")


def _retry_after(answer: requests.Response) -> int | None:
    text = answer.headers.get("Retry-After", "")
    return min(int(text), LONGEST_WAIT) if text.isascii() and text.isdigit() else None
