"""Promise 5: London time, bank holidays known, and a wrong phone clock put right."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest

from tests.journeys import visiting
from tests.journeys.calling import police_number_at
from tests.journeys.desk import Person, find_person
from tests.journeys.phone import Phone
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]
LONDON = ZoneInfo("Europe/London")
SERGEANT, OUT_OF_HOURS = "tel:+447700900100", "tel:+441632960101"


@pytest.fixture
def worker(town: Town) -> Person:
    return find_person(town.inside, "social_worker")


def next_weekday_at(hour: int, minute: int) -> datetime:
    """A working day of the next two weeks."""
    today = datetime.now(LONDON).replace(hour=hour, minute=minute, second=0, microsecond=0)
    days = [today + timedelta(days=number) for number in range(1, 15)]
    return next(day for day in days if day.weekday() < 5 and day.date() not in bank_holidays())


def bank_holidays() -> set[date]:
    """Of England and Wales, this year and next."""
    year = datetime.now(LONDON).year
    return set(holidays.country_holidays("GB", subdiv="ENG", years=[year, year + 1]))


def test_the_police_line_changes_at_five_while_the_app_stays_open(
    town: Town, buy_phone: BuyPhone, worker: Person
) -> None:
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)
    before = next_weekday_at(16, 59)
    phone.lose_signal()

    phone.page.clock.install(time=before)
    phone.open()
    assert phone.dial_police() == police_number_at(town, worker, before.astimezone(UTC))
    assert phone.dial_police() == SERGEANT
    phone.page.clock.run_for(2 * 60_000)

    assert phone.dial_police() == OUT_OF_HOURS


def test_a_bank_holiday_begins_while_the_app_stays_open(
    town: Town, buy_phone: BuyPhone, worker: Person
) -> None:
    """Where the published 60 days hold one; a working day after a night stands in elsewhere."""
    morning = next_bank_holiday() or next_weekday_at(10, 0)
    is_holiday = morning.date() in bank_holidays()
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)
    phone.lose_signal()

    phone.page.clock.install(time=morning - timedelta(hours=12))
    phone.open()
    assert phone.dial_police() == OUT_OF_HOURS
    phone.page.clock.fast_forward("12:01:00")

    assert phone.dial_police() == (OUT_OF_HOURS if is_holiday else SERGEANT)


def next_bank_holiday() -> datetime | None:
    """At ten in the morning of the first one on a weekday that the windows reach."""
    now = datetime.now(LONDON)
    days = [now.replace(hour=10, minute=0) + timedelta(days=number) for number in range(1, 58)]
    return next((day for day in days if day.weekday() < 5 and day.date() in bank_holidays()), None)


def test_a_phone_three_hours_fast_says_so_and_its_times_are_put_right(
    town: Town, buy_phone: BuyPhone, worker: Person
) -> None:
    phone = buy_phone(town)
    phone.page.clock.install(time=datetime.now(UTC) + timedelta(hours=3))
    visiting.sign_in(phone, worker)
    phone.sees("This phone's clock is 3 hours fast")
    phone.lose_signal()
    visiting.write_note(phone, visiting.a_family_of(town, worker), "By a fast clock")

    phone.find_signal()
    phone.waits_until_all_is_sent()

    [note] = [
        note
        for note in town.desk(worker).records("note")
        if note["fields"]["text"] == "By a fast clock"
    ]
    made_at = datetime.fromisoformat(note["made_at"])
    assert abs(made_at - datetime.now(UTC)) < timedelta(minutes=3)
