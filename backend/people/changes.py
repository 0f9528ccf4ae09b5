"""What may be changed about people, teams and their phones, and by whom."""

from collections.abc import Callable

from marshmallow import Schema

from backend.people.author import Role, author_at
from backend.people.change_schemas import (
    AccountSchema,
    AddPersonSchema,
    ChangePersonSchema,
    DeviceRecordSchema,
    EndAccessSchema,
    InvitePersonSchema,
    NothingSchema,
    PublishedTeamSchema,
    TeamSchema,
)
from backend.people.devices import (
    AndThen,
    Becomes,
    as_found,
    as_to_be_wiped,
    check_looks_after,
    check_may_be_found,
    device_reads,
    keep_found,
    keep_lost,
    keep_revoked,
    keep_wipe,
    marked,
)
from backend.people.staff import (
    as_account,
    as_ended,
    as_invited,
    as_restored,
    check_add_person,
    check_administers,
    check_change_person,
    check_ends_access,
    check_team_change,
    keep_ended,
    keep_invitation,
    keep_new_person,
    keep_person,
    keep_restored,
    keep_team,
    staff_reads,
)
from backend.schemas import reader
from sync.errors import Refused
from sync.kinds import Desk, Effect, Kind, as_sent
from sync.messages import Change, Record

Check = Callable[[Change, Record | None, Desk], None]
_NOTHING = reader(NothingSchema())


FEED_OF = {"device": "devices:", "account": "people:", "team": "area:"}


def check_is_server(change: Change, current: Record | None, desk: Desk) -> None:
    """What the tables say is written by the server alone."""
    if author_at(desk).role is not Role.SERVER:
        raise Refused("not-allowed", "Only the server publishes this.")
    if not change.feed.startswith(FEED_OF[change.kind.partition("_")[2]]):
        raise Refused("wrong-feed", "This belongs into another feed.")


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


def _published(what: str, schema: Schema) -> tuple[Kind, Kind]:
    read, names = reader(schema), (f"publish_{what}", f"update_{what}")
    effects: tuple[Effect, Effect] = ("create", "edit")
    kinds = [
        Kind(name, what, effect, read, check_is_server)
        for name, effect in zip(names, effects, strict=True)
    ]
    return kinds[0], kinds[1]


def _on_person(name: str, schema: Schema, check: Check, becomes: Becomes, keep: AndThen) -> Kind:
    effect: Effect = "create" if name == "add_person" else "decide"
    read = reader(schema)
    return Kind(name, "account", effect, read, check, becomes, reads=staff_reads, and_then=keep)


def _on_team(name: str, effect: Effect) -> Kind:
    read = reader(TeamSchema())
    return Kind(name, "team", effect, read, check_team_change, and_then=keep_team)


KINDS = (
    _on_device("report_device_lost", marked("lost"), keep_lost),
    _on_device("report_device_found", as_found, keep_found),
    _on_device("wipe_device", as_to_be_wiped, keep_wipe),
    _on_device("revoke_device", marked("revoked"), keep_revoked),
    _on_person("add_person", AddPersonSchema(), check_add_person, as_account, keep_new_person),
    _on_person("change_person", ChangePersonSchema(), check_change_person, as_sent, keep_person),
    _on_person(
        "invite_person", InvitePersonSchema(), check_administers, as_invited, keep_invitation
    ),
    _on_person("end_person_access", EndAccessSchema(), check_ends_access, as_ended, keep_ended),
    _on_person("restore_access", NothingSchema(), check_administers, as_restored, keep_restored),
    _on_team("add_team", "create"),
    _on_team("rename_team", "edit"),
    *_published("device", DeviceRecordSchema()),
    *_published("account", AccountSchema()),
    *_published("team", PublishedTeamSchema()),
)
