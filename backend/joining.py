"""Somebody joins: an account, a team, and colleagues' phones hear of them at once."""

import uuid
from dataclasses import replace
from functools import partial

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from backend import clock
from backend.areas.profiles import profiles
from backend.config import current_config
from backend.database import insert_unless_there, session_on
from backend.errors import Invalid
from backend.people.accounts import NAME, NewPerson, read_said, save_person
from backend.people.author import Role
from backend.people.models import Area, Team
from backend.publishing import is_published, publish_areas, publish_staff
from backend.sync_api.lanes import write_queue

OF_A_TEAM = frozenset({Role.SOCIAL_WORKER, Role.ASWP, Role.TEAM_MANAGER})
"""Whose families, or whose authority, follow from a team."""


def join(new: NewPerson, team: str | None, password_hash: str) -> None:
    """With a team of that name, made when it is missing; Invalid when the role needs one.

    Their area is made with its first person, when there is a profile for it. What is published may
    meet the worker's own publication: the write queue then does it again.
    """
    if team is None and new.role in OF_A_TEAM:
        raise Invalid("Say which team: this role works in one.", fields={"team": "Needed."})
    write_queue().run(partial(_join, new, team, password_hash))


def _join(new: NewPerson, team: str | None, password_hash: str, connection: Connection) -> None:
    if profile := profiles().get(new.area):
        insert_unless_there(connection, Area, key=new.area, name=profile.name)
    with session_on(connection) as session:
        person = save_person(session, replace(new, team_id=None), password_hash)
        person.team_id = _team(session, new.area, team) if team is not None else None
    if is_published(connection, new.area):
        publish_staff(connection, clock.now())
    else:
        publish_areas(connection, clock.now(), demo=current_config().demo)


def _team(session: Session, area: str, name: str) -> str:
    """The team of this area; two of one name are one."""
    name = read_said(NAME, "team", name)
    found = session.scalar(select(Team.id).where(Team.area == area, Team.name == name))
    if found is not None:
        return found
    team = Team(id=str(uuid.uuid4()), area=area, name=name)
    session.add(team)
    session.flush()
    return team.id
