"""What a person's devices say of alerts: shown, opened, subscribed, no longer subscribed."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import Connection, Table, delete, insert, or_

from backend.alerts.choose import queued
from backend.alerts.models import Subscription
from backend.alerts.push_hosts import check_endpoint
from backend.alerts.receipts import save_receipt
from backend.alerts.schemas import NothingSchema, RaiseAlertSchema, SubscriptionSchema
from backend.alerts.trying import ASK_FOR_TEST_ALERT
from backend.people.author import Role, author_at
from backend.schemas import reader
from sync.errors import Refused
from sync.kinds import Desk, Kind
from sync.messages import Change, Fields, Record, time_text

SUBSCRIPTIONS = cast(Table, Subscription.__table__)
SeenStep = Literal["shown", "opened"]


def check_own_feed(change: Change, current: Record | None, desk: Desk) -> None:
    """One's own, and nobody else's; the server's hand reaches everywhere."""
    if author_at(desk).role is Role.SERVER:
        return
    own = f"person:{author_at(desk).person_id}"
    if (current.feed if current is not None else change.feed) != own or change.feed != own:
        raise Refused("not-yours", "This belongs to somebody else.")


def check_server_alerts(change: Change, current: Record | None, desk: Desk) -> None:
    """Only the server says that something has happened."""
    if author_at(desk).role is not Role.SERVER or not change.feed.startswith("person:"):
        raise Refused("not-allowed", "Only the server alerts anybody.")


def as_alert(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """Not shown to anybody yet."""
    told = {"request_id": None, "ref": None, "starts_at": None, "shown_at": None, "opened_at": None}
    return {**told, **fields, "created_at": time_text(desk.received_at)}


def then_send(change: Change, record: Record, desk: Desk) -> None:
    """To each device of the person that is subscribed."""
    person_id = record.feed.removeprefix("person:")
    desk.also(queued(record.id, person_id, record.fields["kind"], desk.received_at))


def as_subscription(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The keys are not in the record: they are kept apart."""
    host = check_endpoint(fields["endpoint"])
    return {"device_id": author_at(desk).device_id, "host": host, "active": True}


def as_dropped(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """No longer active."""
    return {"active": False}


def keep_subscription(change: Change, record: Record, desk: Desk) -> None:
    """The endpoint is this person's on this device now, and nobody else's."""
    author = author_at(desk)
    keys = {name: change.fields[name].strip() for name in ("endpoint", "p256dh", "auth")}
    row = {
        **keys,
        "id": record.id,
        "person_id": author.person_id,
        "device_id": author.device_id,
        "host": check_endpoint(keys["endpoint"]),
        "created_at": desk.received_at,
    }

    def effect(connection: Connection) -> None:
        columns = SUBSCRIPTIONS.c
        same = or_(
            columns.id == row["id"],
            columns.endpoint == row["endpoint"],
            columns.device_id == row["device_id"],
        )
        connection.execute(delete(SUBSCRIPTIONS).where(same))
        connection.execute(insert(SUBSCRIPTIONS).values(**row))

    desk.also(effect)


def forget_subscription(change: Change, record: Record, desk: Desk) -> None:
    """Its keys are deleted."""

    def effect(connection: Connection) -> None:
        connection.execute(delete(SUBSCRIPTIONS).where(SUBSCRIPTIONS.c.id == record.id))

    desk.also(effect)


def _seen(name: str, *steps: SeenStep) -> Kind:
    """Each step has its time once; who opened an alert has been shown it."""

    def becomes(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
        before = current.fields if current is not None else {}
        now = time_text(desk.happened_at)
        return {f"{step}_at": before.get(f"{step}_at") or now for step in steps}

    def and_then(change: Change, record: Record, desk: Desk) -> None:
        for step in steps:
            desk.also(_receipt(record.id, step, desk.happened_at))

    return Kind(
        name,
        "alert",
        "edit",
        reader(NothingSchema()),
        check_own_feed,
        becomes=becomes,
        and_then=and_then,
    )


def _receipt(alert_id: str, step: SeenStep, at: datetime) -> Callable[[Connection], None]:
    def effect(connection: Connection) -> None:
        save_receipt(connection, alert_id, step, at)

    return effect


KINDS = (
    Kind(
        "raise_alert",
        "alert",
        "create",
        reader(RaiseAlertSchema()),
        check_server_alerts,
        becomes=as_alert,
        and_then=then_send,
    ),
    _seen("mark_alert_shown", "shown"),
    _seen("mark_alert_opened", "shown", "opened"),
    Kind(
        "save_subscription",
        "subscription",
        "create",
        reader(SubscriptionSchema()),
        check_own_feed,
        becomes=as_subscription,
        and_then=keep_subscription,
    ),
    Kind(
        "drop_subscription",
        "subscription",
        "edit",
        reader(NothingSchema()),
        check_own_feed,
        becomes=as_dropped,
        and_then=forget_subscription,
    ),
    ASK_FOR_TEST_ALERT,
)
