"""Sends one alert to every device of a person that is subscribed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, Connection, delete, exists, or_, select

from backend.alerts.changes import SUBSCRIPTIONS
from backend.alerts.push import Handed, send_push
from backend.alerts.receipts import Step, handed_to, save_receipt
from backend.config import Config
from backend.people.models import Device, Person, SignInSession
from sync.messages import Change, Clock, Record

ENDS = (
    SignInSession.ended_at,
    Person.ended_at,
    Device.revoked_at,
    Device.lost_at,
)
"""When any of these has come, the phone is no longer alerted."""

STEPS: Mapping[str, Step] = {
    "handed": "handed",
    "gone": "gone",
    "later": "failed",
    "refused": "failed",
}


@dataclass(slots=True)
class Sent:
    """What the push services said, by subscription."""

    alert_id: str
    answers: dict[str, Handed] = field(default_factory=dict)

    @property
    def again(self) -> bool:
        """Whether some device must be tried again."""
        return any(answer.result == "later" for answer in self.answers.values())

    def gone(self) -> list[str]:
        """Subscriptions that have ended."""
        return [one for one, answer in self.answers.items() if answer.result == "gone"]

    @property
    def retry_after(self) -> int | None:
        """The longest wait that a push service asked for."""
        asked = [answer.retry_after for answer in self.answers.values() if answer.retry_after]
        return max(asked, default=None)


def read_subscriptions(
    connection: Connection, person_id: str, alert_id: str, now: datetime, only: str | None = None
) -> list[Mapping[str, Any]]:
    """Those of the person, on phones where they are signed in, that have not got this alert yet.

    `only`: this one of them.
    """
    done = handed_to(connection, alert_id)
    found = select(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.person_id == person_id, _is_signed_in(now))
    rows = connection.execute(found).mappings()
    return [dict(row) for row in rows if row["id"] not in done and only in (None, row["id"])]


def _is_signed_in(now: datetime) -> ColumnElement[bool]:
    """Alerts end with access: a person who left, a lost phone, a sign-out (promise 4)."""
    return exists(
        select(SignInSession.id)
        .join(Person, Person.id == SignInSession.person_id)
        .join(Device, Device.id == SignInSession.device_id)
        .where(
            SignInSession.person_id == SUBSCRIPTIONS.c.person_id,
            SignInSession.device_id == SUBSCRIPTIONS.c.device_id,
            *(or_(end.is_(None), end > now) for end in ENDS),
        )
    )


def send_alert(
    config: Config, subscriptions: list[Mapping[str, Any]], alert_id: str, kind: str
) -> Sent:
    """To each of them once, outside any transaction."""
    sent = Sent(alert_id)
    for one in subscriptions:
        sent.answers[one["id"]] = send_push(config, one, alert_id, kind)
    return sent


def save_answers(connection: Connection, sent: Sent, now: datetime) -> None:
    """Receipts, and the end of subscriptions that are gone."""
    if not sent.answers:
        save_receipt(connection, sent.alert_id, "failed", now, detail="no device to alert")
    for subscription_id, answer in sent.answers.items():
        step = STEPS[answer.result]
        save_receipt(connection, sent.alert_id, step, now, subscription_id, answer.detail)
        if answer.result == "gone":
            gone = SUBSCRIPTIONS.c.id == subscription_id
            connection.execute(delete(SUBSCRIPTIONS).where(gone))


def drop_change(record: Record, now: datetime) -> Change:
    """The server says to the person's devices that this subscription has ended."""
    number = int(now.timestamp() * 1000)
    return Change(
        id=str(uuid5(UUID(record.id), f"gone:{record.version}")),
        device_id=record.id,
        number=number,
        kind="drop_subscription",
        schema=1,
        feed=record.feed,
        record_id=record.id,
        base_version=record.version,
        depends_on=(),
        fields={},
        occurred_at=now,
        clock=Clock(now, 0, trusted=True),
    )
