"""What administrators hear of: a number reported wrong, a change to approve, what became of theirs.

Who the administrators of an area are is asked when they are told, so that nobody new is left out
and nobody who has left hears of anything.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import Connection

from backend.alerts.people_to_tell import Payload, Records, people_to_tell
from backend.areas.checking import contact_of, is_in_use
from backend.areas.names import area_of_feed
from backend.jobs.queue import URGENT, USUAL, NewJob, queued
from backend.schemas import read_moment
from sync.kinds import Desk, Kind
from sync.messages import Change, Clock, Record

AndThen = Callable[[Change, Record, Desk], None]
ALERT_FIELDS = ("kind", "subject_id", "request_id", "ref")


def also_for_administrators(kind: Kind) -> Kind:
    """The same kind, of which administrators hear where it concerns them."""
    if kind.name in ("log_call", "record_call_outcome"):
        return replace(kind, and_then=_telling_of_wrong_number(kind))
    more = THEN.get(kind.name)
    return replace(kind, and_then=_both(kind.and_then, more)) if more else kind


def alert_changes(
    connection: Connection, told: Payload, now: datetime, records: Records
) -> list[Change]:
    """An alert for each who is to be told, as changes of the server's."""
    one = told.get("person_id")
    people = [one] if one else people_to_tell(connection, told, now, records)
    return [_alert(told, person_id, number, now) for number, person_id in enumerate(people)]


def _telling_of_wrong_number(kind: Kind) -> AndThen:
    def and_then(change: Change, record: Record, desk: Desk) -> None:
        before = contact_of(record, desk)
        kind.and_then(change, record, desk)
        after = contact_of(record, desk)
        if before is None or after is None:
            return
        is_new = record.id in after.fields.get("wrong", {})
        if is_new and record.id not in before.fields.get("wrong", {}):
            _tell_if_in_use(change, record, after, desk)

    return and_then


def _tell_if_in_use(change: Change, call: Record, contact: Record, desk: Desk) -> None:
    if is_in_use(call.fields["number"], contact, desk):
        told = {"area": area_of_feed(contact.feed), "kind": "number_reported_wrong"}
        _queue(change, {**told, "subject_id": contact.id}, desk)


def _tell_of_draft(change: Change, record: Record, desk: Desk) -> None:
    told = {"area": area_of_feed(record.feed), "kind": "arrangements_to_approve"}
    but_not = desk.author.person_id
    _queue(change, {**told, "subject_id": record.id, "but_not": but_not}, desk)


def _tell_who_proposed(change: Change, record: Record, desk: Desk) -> None:
    if record.fields["proposed_by"] != desk.author.person_id:
        told = {"person_id": record.fields["proposed_by"], "kind": "arrangements_decided"}
        _queue(change, {**told, "subject_id": record.id}, desk)


def _publish_when_it_begins(change: Change, record: Record, desk: Desk) -> None:
    """A version agreed for later: its words and lists reach phones when it begins to count."""
    asked = record.fields.get("effective_from")
    if asked and read_moment(asked) > desk.received_at:
        job = NewJob("publish", f"publish:{record.id}", {}, read_moment(asked), USUAL)
        desk.also(queued(job))


def _queue(change: Change, told: Payload, desk: Desk) -> None:
    key = f"tell:{change.id}:{told['kind']}"
    job = NewJob("tell", key, {**told, "change_id": change.id}, desk.received_at, URGENT)
    desk.also(queued(job))


def _both(first: AndThen, second: AndThen) -> AndThen:
    def and_then(change: Change, record: Record, desk: Desk) -> None:
        first(change, record, desk)
        second(change, record, desk)

    return and_then


def _alert(told: Payload, person_id: str, number: int, now: datetime) -> Change:
    alert_id = str(uuid5(UUID(told["change_id"]), f"{told['kind']}:{person_id}"))
    return Change(
        id=str(uuid5(UUID(alert_id), "told")),
        device_id=alert_id,
        number=number + 1,
        kind="raise_alert",
        schema=1,
        feed=f"person:{person_id}",
        record_id=alert_id,
        base_version=0,
        depends_on=(),
        fields={name: told[name] for name in ALERT_FIELDS if name in told},
        occurred_at=now,
        clock=Clock(now, 0, trusted=True),
    )


def _decided(change: Change, record: Record, desk: Desk) -> None:
    _tell_who_proposed(change, record, desk)
    _publish_when_it_begins(change, record, desk)


THEN: Mapping[str, AndThen] = {
    "propose_arrangements": _tell_of_draft,
    "approve_arrangements": _decided,
    "decline_arrangements": _tell_who_proposed,
}
