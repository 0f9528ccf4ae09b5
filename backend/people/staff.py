"""People and teams of an area, as its administrators change them.

An account's record is in the feed `people:<area>`, which only administrators read: it has the
e-mail. What colleagues see of somebody is their record of type `person`, in the feed of the area.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Connection, insert, update

from backend.people.accounts import EMAIL, tidy_email
from backend.people.author import Author, Role, author_at
from backend.people.endings import end_person
from backend.people.models import Person, Team
from backend.people.security_events import What, note
from backend.schemas import read_moment
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

INVITED_FOR = timedelta(days=7)
OF_A_TEAM = frozenset({Role.SOCIAL_WORKER, Role.ASWP, Role.TEAM_MANAGER})
"""Whose families, or whose authority, follow from a team."""
SHOWN = ("name", "role", "team_id", "phone", "ended_at")
"""What colleagues see of somebody."""


def people_feed(area: str) -> str:
    """The accounts of an area."""
    return f"people:{area}"


def account_id(email: str) -> str:
    """The record id of the account with this e-mail, whoever makes it."""
    return str(uuid5(NAMESPACE_URL, f"mailto:{tidy_email(email)}"))


def staff_reads(change: Change) -> Collection[str]:
    """The team that is named."""
    team_id = change.fields.get("team_id")
    return (team_id,) if isinstance(team_id, str) else ()


def administers(desk: Desk, area: str | None = None) -> Author:
    """The author, who must be an administrator (of this area)."""
    author = author_at(desk)
    if author.role is not Role.ADMINISTRATOR or area not in (None, author.area):
        raise Refused("not-allowed", "Only an administrator of the area does this.")
    return author


def check_add_person(change: Change, current: Record | None, desk: Desk) -> None:
    """Somebody new in the administrator's own area; an e-mail is used once."""
    author = administers(desk)
    fields = change.fields
    if change.feed != people_feed(author.area):
        raise Refused("wrong-feed", "Accounts are in the feed of their area.")
    if not EMAIL.fullmatch(tidy_email(fields["email"])):
        raise Refused("invalid-fields", "Enter an e-mail address.", {"email": "Not an e-mail."})
    if change.record_id != account_id(fields["email"]):
        raise Refused("wrong-id", "This account belongs to another e-mail.")
    if current is not None:
        raise Refused("email-taken", "Somebody has this e-mail already.", {"email": "Taken."})
    check_team(fields.get("role"), fields.get("team_id"), author.area, desk)


def check_change_person(change: Change, current: Record | None, desk: Desk) -> None:
    """An administrator of their area; nobody raises or lowers themself."""
    author = administers(desk, area_of(current))
    check_not_oneself(author, current)
    whole = {**(current.fields if current else {}), **change.fields}
    check_team(whole["role"], whole["team_id"], author.area, desk)


def check_ends_access(change: Change, current: Record | None, desk: Desk) -> None:
    """An administrator of their area, and not their own: an area is never left without one."""
    check_not_oneself(administers(desk, area_of(current)), current)


def check_administers(change: Change, current: Record | None, desk: Desk) -> None:
    """An administrator of the person's area."""
    administers(desk, area_of(current))


def check_team_change(change: Change, current: Record | None, desk: Desk) -> None:
    """An administrator of the team's area."""
    author = administers(desk, area_of(current) if current else None)
    if change.feed != f"area:{author.area}":
        raise Refused("wrong-feed", "A team is in the feed of its area.")


def check_not_oneself(author: Author, current: Record | None) -> None:
    """What would shut an administrator out is done by another one."""
    if current is not None and current.fields["person_id"] == author.person_id:
        raise Refused("not-yourself", "Another administrator must do this for you.")


def check_team(role: str | None, team_id: str | None, area: str, desk: Desk) -> None:
    """A role that works in a team has one, of this area."""
    if team_id is None:
        if role in OF_A_TEAM:
            raise Refused("team-needed", "This role works in a team.", {"team_id": "Choose one."})
        return
    team = desk.record(team_id)
    if team is None or team.type != "team" or team.feed != f"area:{area}":
        raise Refused("no-such-team", "There is no such team.", {"team_id": "Choose one."})


def area_of(current: Record | None) -> str:
    """Of an account or a team, by its feed."""
    return current.feed.partition(":")[2] if current else ""


def as_account(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """With an invitation that lasts a week; the code's hash is not shown to anybody."""
    shown = {name: fields.get(name) for name in ("name", "role", "team_id", "phone")}
    return {
        **shown,
        "email": tidy_email(fields["email"]),
        "person_id": str(uuid5(UUID(change.record_id), "person")),
        "invited_until": time_text(desk.received_at + INVITED_FOR),
        "ended_at": None,
    }


def as_invited(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """A new code; the one before is worth nothing."""
    return {"invited_until": time_text(desk.received_at + INVITED_FOR)}


def as_ended(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """At that moment, and not before it is known: nobody's past work is undone by it."""
    moment = max(read_moment(fields["at"]), desk.received_at)
    return {"ended_at": time_text(moment), "invited_until": None}


def as_restored(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """They have access again."""
    return {"ended_at": None}


def keep_new_person(change: Change, record: Record, desk: Desk) -> None:
    """The person themself, and what colleagues see of them."""
    fields = record.fields
    row = {name: fields[name] for name in ("email", "name", "role", "team_id", "phone")}
    row |= {"id": fields["person_id"], "area": area_of(record), "demo": False}
    row |= {"invitation": change.fields["invitation"], "invited_until": _until(record)}
    desk.also(_inserted(Person, row))
    desk.also(_noted(What.PERSON_ADDED, record, desk))
    show_person(record, desk)


def keep_person(change: Change, record: Record, desk: Desk) -> None:
    """Role and team count from the next request of theirs."""
    fields = record.fields
    row = {name: fields[name] for name in ("name", "role", "team_id", "phone")}
    desk.also(_updated(Person, fields["person_id"], row))
    if change.fields.keys() & {"role", "team_id"}:
        desk.also(_noted(What.ROLE_CHANGED, record, desk, fields["role"]))
    show_person(record, desk)


def keep_invitation(change: Change, record: Record, desk: Desk) -> None:
    """The code that is good now."""
    row = {"invitation": change.fields["invitation"], "invited_until": _until(record)}
    desk.also(_updated(Person, record.fields["person_id"], row))
    desk.also(_noted(What.PERSON_INVITED, record, desk))


def keep_ended(change: Change, record: Record, desk: Desk) -> None:
    """Sign-ins end with it; what they wrote stays."""
    person_id, now = record.fields["person_id"], desk.received_at
    moment = read_moment(record.fields["ended_at"])

    def effect(connection: Connection) -> None:
        end_person(connection, person_id, moment, now)

    desk.also(effect)
    desk.also(_noted(What.ACCESS_ENDED, record, desk))
    show_person(record, desk)


def keep_restored(change: Change, record: Record, desk: Desk) -> None:
    """They sign in again with what they had."""
    desk.also(_updated(Person, record.fields["person_id"], {"ended_at": None}))
    desk.also(_noted(What.ACCESS_RESTORED, record, desk))
    show_person(record, desk)


def keep_team(change: Change, record: Record, desk: Desk) -> None:
    """The row that decides who reads which families."""
    row = {"name": record.fields["name"]}
    if record.version > 1:
        desk.also(_updated(Team, record.id, row))
    else:
        desk.also(_inserted(Team, {**row, "id": record.id, "area": area_of(record)}))


def show_person(account: Record, desk: Desk) -> None:
    """The record in the area's feed, and who manages which team."""
    shown = {name: account.fields.get(name) for name in SHOWN}
    known = desk.record(account.fields["person_id"])
    for team_id in {known.fields.get("team_id") if known else None, shown["team_id"]}:
        if team_id is not None:
            show_team(team_id, account, desk)
    if known is not None:
        desk.write(known.next(fields={**known.fields, **shown}))
        return
    desk.write(
        Record(
            id=account.fields["person_id"],
            type="person",
            feed=f"area:{area_of(account)}",
            version=1,
            fields=shown,
            made_by=desk.author.person_id,
            made_at=desk.happened_at,
            received_at=desk.received_at,
        )
    )


def show_team(team_id: str, account: Record, desk: Desk) -> None:
    """Whether this person is one of the team's managers now."""
    team, fields = desk.record(team_id), account.fields
    if team is None:
        return
    left = fields["ended_at"] and read_moment(fields["ended_at"]) <= desk.received_at
    manages = fields["role"] == Role.TEAM_MANAGER and fields["team_id"] == team_id and not left
    before, own = team.fields.get("managers", []), {fields["person_id"]}
    managers = sorted({*before} | own if manages else {*before} - own)
    if managers != before:
        desk.write(team.next(fields={**team.fields, "managers": managers}))


def _until(record: Record) -> datetime:
    return read_moment(record.fields["invited_until"])


def _noted(
    what: What, account: Record, desk: Desk, detail: str | None = None
) -> Callable[[Connection], None]:
    whose, by = account.fields["person_id"], author_at(desk).person_id
    return lambda connection: note(connection, what, whose, by_id=by, detail=detail)


def _inserted(model: Any, row: Fields) -> Callable[[Connection], None]:
    def effect(connection: Connection) -> None:
        connection.execute(insert(model).values(**row))

    return effect


def _updated(model: Any, row_id: str, row: Fields) -> Callable[[Connection], None]:
    def effect(connection: Connection) -> None:
        connection.execute(update(model).where(model.id == row_id).values(**row))

    return effect
