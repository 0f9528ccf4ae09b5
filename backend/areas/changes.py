"""What is published of an area, and what its administrators may change of it."""

from collections.abc import Callable

from marshmallow import Schema

from backend.areas.change_schemas import (
    ArrangementsSchema,
    ContactRecordSchema,
    DeclineSchema,
    NothingSchema,
    ProposeSchema,
    VerifySchema,
    VersionSchema,
)
from backend.areas.checking import arrangements_read, as_verified, check_verify, then_republish
from backend.areas.drafts import (
    as_approved,
    as_declined,
    as_proposed,
    check_approve,
    check_decline,
    check_propose,
    draft_reads,
    then_add_version,
)
from backend.areas.going_live import as_live, check_opens_area
from backend.areas.names import area_of_feed, arrangements_id, call_line_id, contact_id, profile_id
from backend.areas.names import version_id as id_of_version
from backend.areas.schemas import AreaProfileSchema, CallLineSchema, PersonSchema
from backend.people.author import Role
from backend.schemas import reader
from sync.errors import Refused
from sync.kinds import Desk, Effect, Kind
from sync.messages import Change, Record

Check = Callable[[Change, Record | None, Desk], None]
FOR_ADMINISTRATORS = frozenset({"arrangements", "profile_version", "contact"})


def check_is_server(change: Change, current: Record | None, desk: Desk) -> None:
    """Only the server itself publishes."""
    if getattr(desk.author, "role", None) is not Role.SERVER:
        raise Refused("not-allowed", "Only the server publishes this.")
    what = change.kind.partition("_")[2]
    feed = "arrangements:" if what in FOR_ADMINISTRATORS else "area:"
    if not change.feed.startswith(feed):
        raise Refused("wrong-feed", "This belongs to an area.")


def check_is_well_named(named: Callable[[Change], str]) -> Check:
    """The record id follows from what is published, so it is always in one place."""

    def check(change: Change, current: Record | None, desk: Desk) -> None:
        check_is_server(change, current, desk)
        if change.record_id != named(change):
            raise Refused("wrong-id", "This is published under another id.")

    return check


def _profile_named(change: Change) -> str:
    return profile_id(area_of_feed(change.feed))


def _line_named(change: Change) -> str:
    return call_line_id(area_of_feed(change.feed), change.fields["purpose"])


def _arrangements_named(change: Change) -> str:
    return arrangements_id(area_of_feed(change.feed))


def _version_named(change: Change) -> str:
    return id_of_version(area_of_feed(change.feed), change.fields["version"])


def _contact_named(change: Change) -> str:
    return contact_id(area_of_feed(change.feed), change.fields["key"])


def _kinds(what: str, schema: Schema, check: Check) -> tuple[Kind, Kind]:
    """Published once, then brought up to date in the same place."""

    def kind(name: str, effect: Effect) -> Kind:
        return Kind(name, what, effect, read_fields=reader(schema), check=check)

    return kind(f"publish_{what}", "create"), kind(f"update_{what}", "edit")


KINDS = (
    *_kinds("area_profile", AreaProfileSchema(), check_is_well_named(_profile_named)),
    *_kinds("call_line", CallLineSchema(), check_is_well_named(_line_named)),
    *_kinds("person", PersonSchema(), check_is_server),
    *_kinds("arrangements", ArrangementsSchema(), check_is_well_named(_arrangements_named)),
    *_kinds("contact", ContactRecordSchema(), check_is_well_named(_contact_named)),
    Kind(
        "publish_profile_version",
        "profile_version",
        "create",
        reader(VersionSchema()),
        check_is_well_named(_version_named),
    ),
    Kind(
        "propose_arrangements",
        "arrangement_draft",
        "create",
        reader(ProposeSchema()),
        check_propose,
        becomes=as_proposed,
        reads=draft_reads,
    ),
    Kind(
        "approve_arrangements",
        "arrangement_draft",
        "decide",
        reader(NothingSchema()),
        check_approve,
        becomes=as_approved,
        reads=draft_reads,
        and_then=then_add_version,
    ),
    Kind(
        "decline_arrangements",
        "arrangement_draft",
        "decide",
        reader(DeclineSchema()),
        check_decline,
        becomes=as_declined,
    ),
    Kind(
        "verify_contact",
        "contact",
        "decide",
        reader(VerifySchema()),
        check_verify,
        becomes=as_verified,
        reads=arrangements_read,
        and_then=then_republish,
    ),
    Kind(
        "open_area",
        "arrangements",
        "decide",
        reader(NothingSchema()),
        check_opens_area,
        becomes=as_live,
        and_then=then_republish,
    ),
)
