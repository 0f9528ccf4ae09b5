"""Promise 4 for the whole browser profile: after a day's work nothing of a family is in clear.

The disk is read as a workshop would: every file, unpacked. That the search finds what is there is
shown first, with words that the browser has packed.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import second_step, visiting
from tests.journeys.day import HAPPENING, SAID, Day, begin_day
from tests.journeys.desk import Desk, Record
from tests.journeys.disk import everything_on, found_on_the_disk, ways
from tests.journeys.phone import PIN, Phone
from tests.journeys.promises.test_a_phone_that_is_lost import lock
from tests.journeys.promises.test_who_should_not_see_it_cannot import everything_kept
from tests.journeys.test_photo_of_a_page import a_photo, look_at_it, reads, take_photo
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]

NOTE = "Planted: mother rang on 07700 900456"
REACH = "07700 900789"
HALF = "Planted and half written"
ANY_TOKEN = "eyJhbGciOi"
"""How every token of a session begins."""
PERSONAL = {
    *("name", "address", "given_name", "family_name", "date_of_birth", "school"),
    *("lives_elsewhere", "local_family_ref", "local_child_id", "text", "child_words"),
    *("worker_view", "where_absent", "what_is_happening", "reachable_number"),
}
CANARY = "canary in the coal mine "
KEEP_A_CANARY = """
async (word) => {
  const db = await new Promise((done) => {
    const opening = indexedDB.open('canary', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
    opening.onsuccess = () => done(opening.result);
  });
  const writing = db.transaction('kept', 'readwrite', { durability: 'strict' });
  writing.objectStore('kept').put({ text: word.repeat(9000) }, 1);
  await new Promise((done) => { writing.oncomplete = done; });
  db.close();
}
"""


@pytest.fixture
def day(town: Town, buy_phone: BuyPhone) -> Day:
    return begin_day(town, buy_phone(town))


def personal(records: list[Record]) -> list[str]:
    """What is known of families, children and what was written; ids and choices are no words."""
    found = {str(record["fields"].get(name) or "") for record in records for name in PERSONAL}
    return sorted(word for word in found if len(word) > 4)


def a_photo_that_was_sent(day: Day, folder: Path) -> list[bytes]:
    """On the visit, looked at there; some of the very bytes that the server has of it."""
    day.phone.lose_signal()
    take_photo(day.phone, a_photo(folder))
    look_at_it(day.phone)
    day.phone.find_signal()
    desk = Desk(day.town.inside, day.worker)
    day.phone.waits_until(lambda: [one["fields"]["state"] for one in sent(desk)] == ["here"])
    _, content = reads(day.town, day.worker, sent(desk)[0]["id"])
    assert len(content) > 100_000
    return [content[at : at + 32] for at in range(20_000, 100_000, 20_000)]


def sent(desk: Desk) -> list[Record]:
    """The photos of the family's file."""
    return desk.records("attachment")


def a_code_app(day: Day) -> list[str]:
    """Set up on this phone: its key in both ways of writing it, and the codes on paper."""
    phone = day.phone
    phone.open("/#/you/second-step")
    phone.tap("Set up a code app")
    app = second_step.install_app(phone)
    key = phone.page.locator(".ds-codes code").inner_text()
    second_step.enter(phone, "Then enter the code", app.code())
    codes = second_step.written_down(phone)
    phone.sees("10 recovery codes left")
    return [key, key.replace(" ", ""), *codes]


def a_day_s_work(day: Day, folder: Path) -> list[str | bytes]:
    """A visit to four children, a photo, notes, an urgent request; and the words of all of it."""
    day.log_the_visit()
    picture = a_photo_that_was_sent(day, folder)
    child = day.children[0]
    visiting.raise_urgent_request(day.phone, day.family, child, HAPPENING, REACH)
    day.phone.waits_until_all_is_sent()
    visiting.write_note(day.phone, day.family, NOTE)
    day.phone.waits_until_all_is_sent()
    of_families = [
        record
        for record in Desk(day.town.inside, day.worker).records()
        if record["feed"].startswith(("case:", "discussion:"))
    ]
    codes = a_code_app(day)
    day.phone.lose_signal()
    visiting.write_note(day.phone, day.family, f"{NOTE}, waiting")
    visiting.begin_note(day.phone, day.family, HALF)
    day.phone.waits_until_quiet()
    words = personal(of_families)
    assert {NOTE, SAID, HAPPENING, REACH, day.family, *day.children[:1]} <= set(words)
    return [*words, HALF, PIN, ANY_TOKEN, *codes, *picture]


def test_after_a_day_s_work_nothing_lies_on_the_disk_in_clear(day: Day, tmp_path: Path) -> None:
    phone = day.phone
    words = a_day_s_work(day, tmp_path)
    the_search_finds(phone)
    assert found_on_the_disk(phone.profile, words) == []
    kept = everything_kept(phone)
    assert [word for word in words if f'"{word!s}"' in kept] == []

    lock(phone)
    phone.does_not_see(day.family)
    assert found_on_the_disk(phone.profile, words) == []

    phone.lose_power()
    assert found_on_the_disk(phone.profile, words) == []
    phone.switch_on()
    nor_in_logs_and_addresses(day, words)


def the_search_finds(phone: Phone) -> None:
    """What is there: the worker's own address in clear, and words that were packed."""
    phone.page.evaluate(KEEP_A_CANARY, CANARY)
    as_they_lie = [path.read_bytes() for path in phone.profile.rglob("IndexedDB/**/*.log")]
    assert not [data for data in as_they_lie if any(way in data for way in ways(CANARY * 20))]
    assert found_on_the_disk(phone.profile, [CANARY * 20]) == [CANARY * 20]
    assert len(list(everything_on(phone.profile))) > 10


def nor_in_logs_and_addresses(day: Day, words: list[str | bytes]) -> None:
    """Of the server's processes, and of every request that the phone has made."""
    asked = [*day.phone.asked, *(request.path for request in day.town.network.seen)]
    said = "\n".join([day.town.log(), *(url for url in asked if not url.startswith("tel:"))])
    assert len(said) > 1000
    asked_for = [word for word in [*words, day.worker.email] if isinstance(word, str)]
    assert [word for word in asked_for if word in said] == []
