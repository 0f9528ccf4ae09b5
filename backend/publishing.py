"""Publishes each area to its phones: arrangements, call windows, colleagues; and their devices."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from backend.areas.names import arrangements_id, contact_id, version_id
from backend.areas.profile import Profile
from backend.areas.profiles import profiles
from backend.areas.publish import Publisher, changes_of, first_arrangements, publication
from backend.areas.versions import Find
from backend.people.devices import device_fields, devices_feed
from backend.people.models import Area, Device
from backend.people.staff_records import Published, staff_of
from backend.people.trouble import trouble_of
from backend.sync_api.authority import SERVER_ID
from backend.sync_api.server_changes import write_as_server
from backend.sync_api.sql_store import SqlStore
from sync.messages import Outcome

QUIET = timedelta(seconds=2)
"""A phone that sends a day's work says something new with each request: the last one counts."""
AT_ONCE = 200


def publish_areas(connection: Connection, now: datetime, *, demo: bool) -> list[Outcome]:
    """In the caller's transaction. What is published already and has not changed is left alone."""
    here = set(connection.scalars(select(Area.key)))
    known = [profile for key, profile in profiles(demo=demo).items() if key in here]
    publisher = Publisher(SERVER_ID, {}, now)
    first = [one for profile in known for one in first_arrangements(profile, demo=demo)]
    there = SqlStore(connection).records({one.record_id for one in first})
    outcomes = _publish(connection, [it for it in first if it.record_id not in there], publisher)
    find = _reader(connection, known)
    news = [one for it in known for one in publication(it.key, find, now, demo=demo)]
    return outcomes + _publish(connection, [*news, *staff_of(connection, now)], publisher)


def publish_staff(connection: Connection, now: datetime) -> list[Outcome]:
    """People and teams alone: nobody's phone hears of call windows that say the same as before."""
    return _publish(connection, [*staff_of(connection, now)], Publisher(SERVER_ID, {}, now))


def is_published(connection: Connection, area: str) -> bool:
    """Whether this area's phones have its arrangements."""
    record_id = arrangements_id(area)
    return record_id in SqlStore(connection).records({record_id})


def _publish(connection: Connection, news: list[Published], publisher: Publisher) -> list[Outcome]:
    """As changes of the server's, numbered on from those before."""
    publisher.published = SqlStore(connection).records({one.record_id for one in news})
    changes = changes_of(news, publisher)
    return write_as_server(connection, changes) if changes else []


def _reader(connection: Connection, known: list[Profile]) -> Find:
    """Records as they stand; those of every area's arrangements are read in one go."""
    store, areas = SqlStore(connection), [profile.key for profile in known]
    ids = {arrangements_id(area) for area in areas}
    ids |= {contact_id(profile.key, key) for profile in known for key in profile.contacts}
    records = dict(store.records(ids))
    lines = [
        (area, line["version"])
        for area in areas
        for line in records[arrangements_id(area)].fields["versions"]
    ]
    return {**records, **store.records({version_id(*line) for line in lines})}.get


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
