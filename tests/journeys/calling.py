"""Which number a phone is to dial, worked out beside the app from what the server published."""

from datetime import UTC, datetime
from typing import Any

from tests.journeys.desk import Person
from tests.journeys.town import Town

NINE = "tel:+441632960999"


def police_number_now(town: Town, person: Person) -> str:
    """The first number of this person's list that the police answer, at this moment."""
    return police_number_at(town, person, datetime.now(UTC))


def police_number_at(town: Town, person: Person, moment: datetime) -> str:
    """The same at any moment that the windows cover."""
    lines = town.desk(person).records("call_line")
    line = next(line for line in lines if line["fields"]["purpose"] == "urgent_police")
    entries = entries_at(line["fields"]["windows"], moment)
    dialable = [e for e in entries if e["number"] and e["called"] in {"police", "101"}]
    own = [entry for entry in dialable if person.role in entry["first_for"]]
    return f"tel:{(own + dialable)[0]['number']}"


def entries_at(windows: list[dict[str, Any]], moment: datetime) -> list[dict[str, Any]]:
    """The entries of the one window that holds this moment."""
    text = moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    [window] = [window for window in windows if window["from"] <= text < window["until"]]
    entries: list[dict[str, Any]] = window["entries"]
    return entries
