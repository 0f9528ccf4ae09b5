"""`doorstep explain`: what an area's arrangements say of a moment, and where that comes from."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection, create_engine, inspect, make_url
from sqlalchemy.exc import DBAPIError

from backend.areas.explain import BadQuestion, explain, question_from
from backend.areas.names import arrangements_id
from backend.areas.profile import Profile
from backend.areas.profiles import BadProfile, profiles, read_profile
from backend.areas.versions import timeline_of
from backend.clock import now
from backend.config import read_database_url
from backend.database import driver_url, engine_options
from backend.sync_api.sql_store import SqlStore
from sync.messages import Record


@click.command("explain", help="Say what would happen in an area at a moment, and why.")
@click.argument("area")
@click.option("--at", help='A time such as "2026-11-06T16:00:01", in England. Now, if not given.')
@click.option("--category", help="The code of an urgent category of the area.")
@click.option("--role", default="social_worker", show_default=True, help="Who asks.")
@click.option("--urgent/--not-urgent", default=None, help="Else the category says so.")
@click.option("--crime", is_flag=True, help="The request is crime-related.")
@click.option("--page-failed", is_flag=True, help="Paging the manager has failed.")
@click.option("--fact", "facts", multiple=True, metavar="NAME=VALUE", help="Such as action_at=...")
@click.option("--file", "file", type=click.Path(exists=True, path_type=Path), help="Try this file.")
@click.option("--json", "as_json", is_flag=True, help="For software.")
def explain_command(
    area: str, facts: tuple[str, ...], file: Path | None, as_json: bool, **asked: Any
) -> None:
    """By what is published of the area; by its file where nothing is, or by the file named."""
    asked["at"] = asked["at"] or now().isoformat()
    try:
        profile = read_profile(file) if file else _counting(area, asked["at"])
        question = question_from(profile, {**asked, "facts": dict(map(_fact, facts))})
    except (BadProfile, BadQuestion) as error:
        raise click.ClickException(str(error)) from error
    explained = explain(profile, question)
    click.echo(json.dumps(explained.as_json(), indent=2) if as_json else explained.in_words())


def _counting(area: str, at: str) -> Profile:
    """The version that counts at that moment, else the file of this release; said which."""
    known = profiles(demo=os.environ.get("DOORSTEP_DEMO") == "1")
    if area not in known:
        raise click.ClickException(f"There is no area called {area}: {', '.join(sorted(known))}.")
    moment = question_from(known[area], {"at": at}).at
    if published := _published(area, moment):
        click.echo("By what is published.", err=True)
        return published
    click.echo("Nothing is published here: by the area's file of this release.", err=True)
    return known[area]


def _published(area: str, moment: datetime) -> Profile | None:
    """From the database, when there is one: SQLite would make an empty file where there is none."""
    url = read_database_url()
    file = make_url(url)
    if file.get_backend_name() == "sqlite" and not Path(file.database or "").exists():
        return None
    engine = create_engine(driver_url(url), **engine_options(url))
    try:
        with engine.connect().execution_options(doorstep_begins="BEGIN") as connection:
            return _version_at(connection, area, moment)
    except DBAPIError as error:
        raise click.ClickException("The database does not answer.") from error
    finally:
        engine.dispose()


def _version_at(connection: Connection, area: str, moment: datetime) -> Profile | None:
    if not inspect(connection).has_table("record"):
        return None
    store = SqlStore(connection)

    def find(record_id: str) -> Record | None:
        return store.records({record_id}).get(record_id)

    if find(arrangements_id(area)) is None:
        return None
    timeline = timeline_of(area, find)
    return timeline.profile(timeline.at(moment))


def _fact(said: str) -> tuple[str, Any]:
    name, equals, value = said.partition("=")
    if not (name and equals):
        raise click.ClickException(f"Say {said} as NAME=VALUE.")
    plain: dict[str, Any] = {"yes": True, "no": False, "true": True, "false": False}
    return name, int(value) if value.isdigit() else plain.get(value.casefold(), value)
