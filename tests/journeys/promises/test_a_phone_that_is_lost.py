"""Promise 4 for a phone in other hands: it gives up nothing, and still sends what waits."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys import disk, visiting
from tests.journeys.day import Day, begin_day
from tests.journeys.desk import find_person
from tests.journeys.phone import UNLOCK, Phone
from tests.journeys.promises.test_who_should_not_see_it_cannot import everything_kept
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]

PLANTED = "The planted words of a child"
OTHER_PIN = "11223399"
SHOWN = 30
"""Of what was sent, the latest that the outbox lists."""


@pytest.fixture
def day(town: Town, buy_phone: BuyPhone) -> Day:
    return begin_day(town, buy_phone(town))


def lock(phone: Phone) -> None:
    """By the button on the page about oneself."""
    phone.page.goto(f"{phone.address}/#/you")
    phone.tap("Lock now")
    phone.heading(UNLOCK)


def found_on_the_disk(phone: Phone, words: list[str]) -> list[str | bytes]:
    """Which of the words lie there, packed or not."""
    return disk.found_on_the_disk(phone.profile, words)


def personal_words(day: Day) -> list[str]:
    """Names, the address and birthdays of the family, and what was written and sent."""
    found = day.town.desk(day.worker).records()
    fields = [r["fields"] for r in found if r["feed"] == f"case:{day.case_id}"]
    names = ("name", "address", "given_name", "date_of_birth")
    words = [str(one[name]) for one in fields for name in names if one.get(name)]
    return [*{word for word in words if len(word) > 4}, PLANTED]


def test_fifty_changes_arrive_once_while_the_app_is_closed_and_locked(day: Day) -> None:
    phone = day.phone
    phone.lose_signal()
    visiting.open_family(phone, day.family)
    for number in range(50):
        phone.tap("Add a note")
        phone.write("Note", f"Note {number} of fifty")
        phone.tap("Save")
        phone.sees(f"Note {number} of fifty")
    lock(phone)
    phone.sees("50 changes wait on this phone")
    phone.waits_until_quiet()
    phone.kill()
    before = len(day.town.network.pushes)

    phone.find_signal()

    def arrived() -> list[str]:
        notes = day.town.desk(day.worker).records("note")
        texts = [str(note["fields"]["text"]) for note in notes]
        return sorted(text for text in texts if "of fifty" in text)

    phone.waits_until(lambda: len(arrived()) >= 50, seconds=90)
    assert arrived() == sorted(f"Note {number} of fifty" for number in range(50))
    by_the_worker_alone(day, before)
    phone.open()
    phone.waits_until_all_is_sent()
    phone.go("Outbox")
    sent = phone.page.get_by_role("main").get_by_text(re.compile("^Sent "))
    expect(sent.nth(SHOWN - 1)).to_be_visible()


def by_the_worker_alone(day: Day, before: int) -> None:
    """Sealed all of them, by whoever has no session: the app was closed, and nobody had the PIN."""
    pushes = day.town.network.pushes[before:]
    assert {"authorization" in push.headers for push in pushes} == {False}
    assert {tuple(change) for push in pushes for change in push.changes} == {("id", "sealed")}


STEAL = """
async () => {
  const tried = [];
  const post = async (change) => {
    const answer = await fetch('/sync', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        protocol: 1, device_id: change.device_id, changes: [change], pull: null, repaired: [],
      }),
    });
    tried.push([answer.status, await answer.json()]);
  };
  const rows = async (name) => {
    const db = await new Promise((done) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => done(opening.result);
    });
    const all = await new Promise((done) => {
      const asked = db.transaction('outbox').objectStore('outbox').getAll();
      asked.onsuccess = () => done(asked.result);
    });
    db.close();
    return all;
  };
  for (const { name } of await indexedDB.databases()) {
    if (name === 'doorstep-device') continue;
    for (const row of await rows(name)) {
      const { sealed, ...clear } = row;
      const id = row.id.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
      await post({ id, sealed });
      await post({ id: row.id, sealed: { ...sealed, person_id: sealed.device_id } });
      const { device_id } = sealed;
      await post({ ...clear, device_id, kind: 'add_note', fields: { text: 'F' } });
    }
  }
  return tried;
}
"""


def test_a_thief_with_the_whole_page_while_it_is_locked_reads_and_forges_nothing(day: Day) -> None:
    phone = day.phone
    phone.lose_signal()
    visiting.write_note(phone, day.family, PLANTED)
    lock(phone)
    visible = phone.page.content() + everything_kept(phone)
    assert [word for word in personal_words(day) if word in visible] == []
    before = len(day.town.desk(day.worker).records("note"))
    phone.page.route("**/sync", lambda route: route.continue_())

    phone.find_signal()
    tried = phone.page.evaluate(STEAL)

    said = [
        body["outcomes"][0]["reason"]["code"] if status == 200 else status for status, body in tried
    ]
    assert {*said} <= {"cannot-be-opened", "not-proven", 401, 422}, json.dumps(tried)
    phone.waits_until(lambda: arrived_once(day, before))


def arrived_once(day: Day, before: int) -> bool:
    """The owner's own words, and nothing beside them."""
    notes = day.town.desk(day.worker).records("note")
    planted = [note for note in notes if note["fields"]["text"] == PLANTED]
    return len(planted) == 1 and len(notes) == before + 1


def test_ten_wrong_pins_lose_nothing_that_waited(day: Day) -> None:
    phone = day.phone
    phone.lose_signal()
    visiting.write_note(phone, day.family, PLANTED)
    lock(phone)
    now = datetime.now(UTC)
    for number in range(10):
        phone.page.clock.set_fixed_time(now + timedelta(minutes=15 * number))
        phone.page.get_by_label("PIN", exact=True).fill(f"9988776{number}")
        phone.page.get_by_role("button", name="Unlock", exact=True).click()
        if number < 9:
            phone.sees(re.compile(rf"That PIN is wrong\. (After )?{9 - number} "))
    phone.heading("Sign in")
    assert PLANTED not in everything_kept(phone)

    phone.find_signal()

    phone.waits_until(lambda: PLANTED in texts(day))
    phone.page.clock.set_fixed_time(datetime.now(UTC))
    visiting.sign_in(phone, day.worker)
    visiting.open_family(phone, day.family)
    phone.sees(PLANTED)


def texts(day: Day) -> list[str]:
    notes = day.town.desk(day.worker).records("note")
    return [str(note["fields"]["text"]) for note in notes]


def test_locking_is_not_signing_out(day: Day) -> None:
    phone = day.phone
    lock(phone)
    phone.lose_signal()
    phone.dial_999()

    phone.give_pin()
    phone.heading("Is this yours?")
    phone.tap("Yes, it is mine")
    phone.sees("There is nothing more to ask.")
    visiting.open_family(phone, day.family)

    phone.kill_and_reopen()
    phone.heading("Today")


def test_two_people_on_one_phone_have_a_vault_each(day: Day) -> None:
    phone, other = day.phone, find_person(day.town.inside, "team_manager")
    visiting.sign_out(phone)
    phone.open_locked()
    visiting.choose_person(phone, other)
    phone.give_pin(OTHER_PIN)
    phone.heading("Today")
    visiting.sign_out(phone)
    visiting.choose_person(phone, day.worker)

    phone.page.get_by_label("PIN", exact=True).fill(OTHER_PIN)
    phone.page.get_by_role("button", name="Unlock", exact=True).click()
    phone.sees(re.compile("That PIN is wrong"))

    phone.give_pin()
    visiting.open_family(phone, day.family)
