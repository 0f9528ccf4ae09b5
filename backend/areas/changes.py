"""What the server publishes to everybody of an area: arrangements, call windows, colleagues."""

from collections.abc import Callable
from uuid import NAMESPACE_DNS, uuid5

from marshmallow import Schema

from backend.areas.schemas import AreaProfileSchema, CallLineSchema, PersonSchema
from backend.people.author import Role
from backend.schemas import reader
from sync.errors import Refused
from sync.kinds import Desk, Effect, Kind
from sync.messages import Change, Record

Check = Callable[[Change, Record | None, Desk], None]

NAMESPACE = uuid5(NAMESPACE_DNS, "doorstep.example")


def profile_id(area: str) -> str:
    """The record id of an area's profile."""
    return str(uuid5(NAMESPACE, area))


def call_line_id(area: str, purpose: str) -> str:
    """The record id of an area's call line."""
    return str(uuid5(NAMESPACE, f"{area}:{purpose}"))


def area_feed(area: str) -> str:
    """The feed that everybody of the area reads."""
    return f"area:{area}"


def check_is_server(change: Change, current: Record | None, desk: Desk) -> None:
    """Only the server itself publishes."""
    if getattr(desk.author, "role", None) is not Role.SERVER:
        raise Refused("not-allowed", "Only the server publishes this.")
    if not change.feed.startswith("area:"):
        raise Refused("wrong-feed", "This belongs to an area.")


def check_is_well_named(named: Callable[[Change], str]) -> Check:
    """The record id follows from what is published, so it is always in one place."""

    def check(change: Change, current: Record | None, desk: Desk) -> None:
        check_is_server(change, current, desk)
        if change.record_id != named(change):
            raise Refused("wrong-id", "This is published under another id.")

    return check


def _profile_named(change: Change) -> str:
    return profile_id(change.feed.removeprefix("area:"))


def _line_named(change: Change) -> str:
    return call_line_id(change.feed.removeprefix("area:"), change.fields["purpose"])


def _kinds(what: str, schema: Schema, check: Check) -> tuple[Kind, Kind]:
    """Published once, then brought up to date in the same place."""

    def kind(name: str, effect: Effect) -> Kind:
        return Kind(name, what, effect, read_fields=reader(schema), check=check)

    return kind(f"publish_{what}", "create"), kind(f"update_{what}", "edit")


KINDS = (
    *_kinds("area_profile", AreaProfileSchema(), check_is_well_named(_profile_named)),
    *_kinds("call_line", CallLineSchema(), check_is_well_named(_line_named)),
    *_kinds("person", PersonSchema(), check_is_server),
)
