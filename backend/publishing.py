"""Publishes each area to its phones: arrangements, sixty days of call windows, colleagues."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import Connection, select

from backend.areas.changes import call_line_id, profile_id
from backend.areas.profile import Profile
from backend.areas.profiles import profiles
from backend.areas.publish import Publisher, profile_changes
from backend.people.models import Area, Person
from backend.sync_api.authority import SERVER_ID
from backend.sync_api.server_changes import write_as_server
from backend.sync_api.sql_store import SqlStore
from sync.messages import Change, Fields, Outcome, Record


def publish_areas(connection: Connection, now: datetime, *, demo: bool) -> list[Outcome]:
    """In the caller's transaction. What is published already and has not changed is left alone."""
    here = set(connection.scalars(select(Area.key)))
    people = list(_people(connection))
    known = [profile for key, profile in profiles(demo=demo).items() if key in here]
    published = _published(connection, known, people)
    publisher = Publisher(SERVER_ID, published, now)
    changes = [change for profile in known for change in profile_changes(profile, publisher)]
    changes += [publisher.change("person", *person) for person in people]
    return write_as_server(connection, [one for one in changes if _is_news(one, published)])


def _published(
    connection: Connection, known: list[Profile], people: list[tuple[str, str, Fields]]
) -> Mapping[str, Record]:
    ids = {profile_id(profile.key) for profile in known}
    ids |= {call_line_id(profile.key, line.purpose) for profile in known for line in profile.lines}
    return SqlStore(connection).records(ids | {person_id for person_id, _, _ in people})


def _is_news(change: Change, published: Mapping[str, Record]) -> bool:
    before = published.get(change.record_id)
    return before is None or any(
        before.fields.get(name) != value for name, value in change.fields.items()
    )


def _people(connection: Connection) -> Iterator[tuple[str, str, Fields]]:
    columns = (Person.id, Person.area, Person.name, Person.role, Person.team_id, Person.phone)
    for row in connection.execute(select(*columns).where(Person.ended_at.is_(None))):
        fields = {
            "name": row.name,
            "role": row.role,
            "team_id": row.team_id,
            "phone": row.phone,
        }
        yield row.id, row.area, fields
