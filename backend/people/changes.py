"""What may be changed about people's phones, and by whom."""

from backend.people.author import Role, author_at
from backend.people.change_schemas import DeviceChangeSchema, DeviceRecordSchema
from backend.people.devices import (
    AndThen,
    Becomes,
    as_found,
    as_to_be_wiped,
    check_looks_after,
    check_may_be_found,
    device_reads,
    devices_feed,
    keep_found,
    keep_lost,
    keep_revoked,
    keep_wipe,
    marked,
)
from backend.schemas import reader
from sync.errors import Refused
from sync.kinds import Desk, Effect, Kind
from sync.messages import Change, Record

_NOTHING = reader(DeviceChangeSchema())


def check_is_server(change: Change, current: Record | None, desk: Desk) -> None:
    """What a device says of itself is written by the server alone."""
    if author_at(desk).role is not Role.SERVER:
        raise Refused("not-allowed", "Only the server publishes this.")
    if change.feed != devices_feed(change.fields["person_id"]):
        raise Refused("wrong-feed", "A device is in the feed of its person.")


def _on_device(name: str, becomes: Becomes, and_then: AndThen) -> Kind:
    return Kind(
        name,
        "device",
        "decide",
        _NOTHING,
        check_may_be_found if becomes is as_found else check_looks_after,
        becomes=becomes,
        reads=device_reads,
        and_then=and_then,
    )


def _published(name: str, effect: Effect) -> Kind:
    return Kind(name, "device", effect, reader(DeviceRecordSchema()), check_is_server)


KINDS = (
    _on_device("report_device_lost", marked("lost"), keep_lost),
    _on_device("report_device_found", as_found, keep_found),
    _on_device("wipe_device", as_to_be_wiped, keep_wipe),
    _on_device("revoke_device", marked("revoked"), keep_revoked),
    _published("publish_device", "create"),
    _published("update_device", "edit"),
)
