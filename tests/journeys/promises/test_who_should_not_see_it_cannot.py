"""Promise 4: what a person may no longer see leaves the phone; a name is never where it shows."""

import re
from collections.abc import Callable, Iterator

import pytest

from tests.journeys import visiting
from tests.journeys.day import Day, begin_day
from tests.journeys.desk import Record
from tests.journeys.phone import Phone
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]

EVERYTHING_KEPT = """
async () => {
  const kept = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((done) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
    });
    for (const store of db.objectStoreNames) {
      kept.push(await new Promise((done) => {
        const all = db.transaction(store).objectStore(store).getAll();
        all.onsuccess = () => done(JSON.stringify(all.result));
      }));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) kept.push(request.url);
  }
  return kept.join('\\n') + JSON.stringify({ ...localStorage, ...sessionStorage });
}
"""


@pytest.fixture
def day(town: Town, buy_phone: BuyPhone) -> Day:
    return begin_day(town, buy_phone(town))


def everything_kept(phone: Phone) -> str:
    """All that a person with the phone in a workshop could read."""
    kept: str = phone.page.evaluate(EVERYTHING_KEPT)
    return kept


def end_allocation(day: Day) -> None:
    """The manager takes the family off the worker's list."""
    manager = day.town.desk(day.manager)
    [family] = [r for r in manager.records("family") if r["id"] == day.case_id]
    worker = day.town.desk(day.worker).person["id"]
    outcome = manager.change("end_allocation", family, {"person_id": worker})
    assert outcome["status"] == "accepted"


def test_a_family_taken_off_the_list_leaves_the_phone_after_what_waits_is_sent(day: Day) -> None:
    phone = day.phone
    assert day.case_id in everything_kept(phone)
    phone.lose_signal()
    visiting.write_note(phone, day.family, "Written while it was mine")
    end_allocation(day)

    phone.find_signal()
    phone.waits_until(lambda: day.case_id not in everything_kept(phone))

    phone.go("Families")
    phone.does_not_see(day.family)
    phone.go("Outbox")
    phone.sees("Recorded as a late contribution")
    kept = everything_kept(phone)
    assert [word for word in (day.family, *day.children) if f'"{word}"' in kept] == []
    assert has_note(day.town.desk(day.manager).records("note"), late=True)


def has_note(notes: list[Record], *, late: bool) -> bool:
    written = [n for n in notes if n["fields"]["text"] == "Written while it was mine"]
    return [note["late"] for note in written] == [late]


def test_no_name_in_an_address_or_a_window_title(day: Day) -> None:
    phone = day.phone
    personal = re.compile("|".join([day.family, *day.children]), re.IGNORECASE)
    seen = [shown for shown in addresses_and_titles(day)]

    assert [shown for shown in seen if personal.search(shown)] == []
    assert [url for url in phone.asked if personal.search(url)] == []
    assert [r.path for r in day.town.network.seen if personal.search(r.path)] == []


def addresses_and_titles(day: Day) -> Iterator[str]:
    """Of every page that a visit and a request lead through."""
    phone = day.phone
    visiting.start_visit(phone, day.family)
    yield phone.page.url + phone.page.title()
    visiting.open_check(phone, day.children[0])
    yield phone.page.url + phone.page.title()
    day.raise_the_urgent_request()
    yield phone.page.url + phone.page.title()
    for place in ("Today", "Families", "Urgent", "Alerts", "Outbox"):
        phone.go(place)
        yield phone.page.url + phone.page.title()


def test_the_server_s_log_holds_no_name_and_no_word_of_theirs(day: Day) -> None:
    visiting.write_note(day.phone, day.family, "Not for the log")
    day.phone.waits_until_all_is_sent()

    log = day.town.log()

    assert "Not for the log" not in log
    assert [word for word in (day.family, *day.children, day.worker.email) if word in log] == []


def test_signing_out_takes_what_was_pulled_off_the_phone(day: Day) -> None:
    visiting.sign_out(day.phone)

    kept = everything_kept(day.phone)

    assert day.family not in kept
