"""Does an alert reach this phone? Its person asks for one, before the first that matters.

It goes to that one browser, by the way of every other alert, and leaves the same receipts.
"""

from uuid import UUID, uuid5

from backend.alerts.choose import queued
from backend.alerts.schemas import NothingSchema
from backend.people.author import author_at
from backend.schemas import reader
from sync.errors import Refused
from sync.kinds import Desk, Kind
from sync.messages import Change, Fields, Record, time_text

TEST_ALERT = "test_alert"


def check_this_phone(change: Change, current: Record | None, desk: Desk) -> None:
    """One's own, on the phone in hand, and subscribed."""
    assert current is not None, "a decision is about what is there"
    author = author_at(desk)
    if current.feed != f"person:{author.person_id}" or change.feed != current.feed:
        raise Refused("not-yours", "This belongs to somebody else.")
    if current.fields["device_id"] != author.device_id:
        raise Refused("another-phone", "A test alert is asked for on the phone that is to get it.")
    if not current.fields["active"]:
        raise Refused("not-subscribed", "Alerts are off on this phone. Turn them on first.")


def as_tried(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """When it was last tried."""
    return {"tried_at": time_text(desk.received_at)}


def then_alert(change: Change, record: Record, desk: Desk) -> None:
    """A record in the person's feed, under an id that the phone can tell beforehand."""
    now, alert_id = desk.received_at, str(uuid5(UUID(change.id), TEST_ALERT))
    nothing = {"request_id": None, "ref": None, "starts_at": None}
    unseen = {"shown_at": None, "opened_at": None}
    fields = {"kind": TEST_ALERT, "created_at": time_text(now), **nothing, **unseen}
    person_id = desk.author.person_id
    desk.write(Record(alert_id, "alert", record.feed, 1, fields, person_id, now, now))
    desk.also(queued(alert_id, person_id, TEST_ALERT, now, only=record.id))


ASK_FOR_TEST_ALERT = Kind(
    "ask_for_test_alert",
    "subscription",
    "decide",
    reader(NothingSchema()),
    check_this_phone,
    becomes=as_tried,
    and_then=then_alert,
)
