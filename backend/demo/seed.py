"""Fills an empty database with the demo, through the engine, as those people and at those times."""

import itertools
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime

from flask import Flask
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from backend import clock
from backend.areas.profile import Profile
from backend.areas.profiles import profiles
from backend.database import writing
from backend.demo.day import day_of
from backend.demo.families import FAMILIES
from backend.demo.history import Event, File, history_of, request_events
from backend.demo.people import Staff, save_staff, staff_of
from backend.people.models import Area
from backend.publishing import publish_areas
from backend.sync_api.server_changes import write_as
from backend.sync_api.sql_store import SqlStore
from sync.errors import SyncError
from sync.messages import Outcome


class DemoRefused(SyncError):
    """The demo's own history broke a rule: a fault of the demo."""


def seed(app: Flask, only: Collection[str] = ()) -> bool:
    """Whether anything was done: a database that has an area already is left alone.

    `only` names the areas to make, for tests that need one; by default all.
    """
    with app.app_context(), writing() as connection:
        if connection.scalar(select(Area.key).limit(1)) is not None:
            return False
        now = clock.now()
        areas = [area for area in profiles(demo=True).values() if not only or area.key in only]
        teams = [_save_staff(connection, profile, place) for place, profile in enumerate(areas)]
        publish_areas(connection, now, demo=True)
        for profile, staff in zip(areas, teams, strict=True):
            post(connection, events_of(profile, staff, now))
    return True


def add_day(app: Flask) -> None:
    """A day's requests for every desk of the demo, on top of its families."""
    with app.app_context(), writing() as connection:
        now = clock.now()
        for profile in profiles(demo=True).values():
            told = day_of(profile, staff_of(profile.key), now)
            post(connection, told, FIRST_OF_DAY, saw=versions_in(connection))


FIRST_OF_DAY = 10_000
"""Its changes are numbered from here: those of the families stand before them."""


def events_of(profile: Profile, staff: Staff, now: datetime) -> list[Event]:
    """Everything that has happened in one area."""
    events: list[Event] = []
    for number, family in enumerate(FAMILIES):
        file = File(staff, family, number, now)
        events += history_of(file)
        if family.story == "request":
            events += request_events(file, profile.urgent_categories[0].code)
    return events


Saw = Callable[[Collection[str]], Mapping[str, int]]
"""The versions of these records that somebody had seen when they wrote."""


def nothing(record_ids: Collection[str]) -> Mapping[str, int]:
    """For who writes what nobody else has written."""
    return {}


def versions_in(connection: Connection) -> Saw:
    """For who decides on what they have in front of them."""

    def saw(record_ids: Collection[str]) -> Mapping[str, int]:
        found = SqlStore(connection).records(record_ids)
        return {record_id: record.version for record_id, record in found.items()}

    return saw


def post(
    connection: Connection, events: Iterable[Event], first: int = 0, saw: Saw = nothing
) -> None:
    """In order of time, each as its own person, numbered from `first`."""
    numbers: Counter[str] = Counter()
    ordered = sorted(events, key=lambda event: event.at)
    for (at, author), group in itertools.groupby(ordered, key=lambda one: (one.at, one.author)):
        changes, together = [], list(group)
        versions = saw({event.record_id for event in together})
        for event in together:
            numbers[author.device_id] += 1
            number = first + numbers[author.device_id]
            changes.append(event.change(number, versions.get(event.record_id, 0)))
        check_taken(write_as(connection, author, changes, at))


def check_taken(outcomes: Iterable[Outcome]) -> None:
    """Every change of the demo is accepted, or the demo is wrong."""
    for outcome in outcomes:
        if outcome.status not in ("accepted", "merged"):
            raise DemoRefused(f"the demo's own change was {outcome.status}: {outcome.reason}")


def _save_staff(connection: Connection, profile: Profile, place: int) -> Staff:
    with Session(connection, expire_on_commit=False) as session:
        staff = save_staff(session, profile, place)
        session.flush()
    return staff
