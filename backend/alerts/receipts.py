"""What became of each alert, step by step."""

from datetime import datetime
from typing import Literal, cast
from uuid import UUID, uuid5

from sqlalchemy import Connection, Table, select

from backend.alerts.models import AlertReceipt
from backend.database import insert_unless_there

RECEIPTS = cast(Table, AlertReceipt.__table__)
Step = Literal["queued", "handed", "failed", "gone", "shown", "opened"]


def save_receipt(
    connection: Connection,
    alert_id: str,
    step: Step,
    at: datetime,
    subscription_id: str | None = None,
    detail: str | None = None,
) -> None:
    """One step, once for each subscription."""
    insert_unless_there(
        connection,
        AlertReceipt,
        id=str(uuid5(UUID(alert_id), f"{step}:{subscription_id}")),
        alert_id=alert_id,
        subscription_id=subscription_id,
        step=step,
        at=at,
        detail=detail,
    )


def handed_to(connection: Connection, alert_id: str) -> set[str]:
    """The subscriptions whose push service has this alert already."""
    handed = select(RECEIPTS.c.subscription_id).where(
        RECEIPTS.c.alert_id == alert_id, RECEIPTS.c.step == "handed"
    )
    return set(connection.scalars(handed))
