"""Publishes each area to its phones: arrangements, call windows, colleagues; and their devices."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from backend.areas.changes import call_line_id, profile_id
from backend.areas.profile import Profile
from backend.areas.profiles import profiles
from backend.areas.publish import Publisher, profile_changes
from backend.people.devices import device_fields, devices_feed
from backend.people.models import Area, Device
from backend.people.staff_records import staff_of
from backend.people.trouble import trouble_of
from backend.sync_api.authority import SERVER_ID
from backend.sync_api.server_changes import write_as_server
from backend.sync_api.sql_store import SqlStore
from sync.messages import Change, Outcome, Record

QUIET = timedelta(seconds=2)
"""A phone that sends a day's work says something new with each request: the last one counts."""
AT_ONCE = 200


def publish_areas(connection: Connection, now: datetime, *, demo: bool) -> list[Outcome]:
    """In the caller's transaction. What is published already and has not changed is left alone."""
    here = set(connection.scalars(select(Area.key)))
    staff = list(staff_of(connection, now))
    known = [profile for key, profile in profiles(demo=demo).items() if key in here]
    published = _published(connection, known, [one.record_id for one in staff])
    publisher = Publisher(SERVER_ID, published, now)
    changes = [change for profile in known for change in profile_changes(profile, publisher)]
    changes += [publisher.change(one.what, one.record_id, one.feed, one.fields) for one in staff]
    return write_as_server(connection, [one for one in changes if _is_news(one, published)])


def publish_devices(connection: Connection, now: datetime, minimum: str) -> int:
    """Those that have said something new, once they have been quiet for a moment; how many."""
    news = select(Device).where(Device.news_at <= now - QUIET).order_by(Device.news_at)
    rows = connection.execute(news.limit(AT_ONCE).with_for_update(skip_locked=True)).all()
    published = SqlStore(connection).records({row.id for row in rows})
    publisher = Publisher(SERVER_ID, published, now)
    changes = []
    for row in rows:
        trouble = trouble_of(row, published.get(row.id), minimum)
        fields = device_fields(row, trouble)
        changes.append(publisher.change("device", row.id, devices_feed(row.person_id), fields))
    if changes:
        write_as_server(connection, changes)
        shown = update(Device).where(Device.id.in_([row.id for row in rows]))
        connection.execute(shown.values(shown_at=now, news_at=None))
    return len(changes)


def _published(
    connection: Connection, known: list[Profile], staff: list[str]
) -> Mapping[str, Record]:
    ids = {profile_id(profile.key) for profile in known}
    ids |= {call_line_id(profile.key, line.purpose) for profile in known for line in profile.lines}
    return SqlStore(connection).records(ids | set(staff))


def _is_news(change: Change, published: Mapping[str, Record]) -> bool:
    before = published.get(change.record_id)
    return before is None or any(
        before.fields.get(name) != value for name, value in change.fields.items()
    )
