"""Promise 2 for a phone in trouble: no room, cleared, damaged, server restored, clock a day out.

Each fault is said in words, loses nothing that was written, and the server hears of it.
"""

import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import sqlalchemy
from playwright.sync_api import expect

from tests.journeys import visiting
from tests.journeys.calling import NINE, police_number_now
from tests.journeys.day import Day, begin_day
from tests.journeys.desk import Desk
from tests.journeys.phone import Phone
from tests.journeys.town import ROOT, Town

BuyPhone = Callable[..., Phone]
ROOM = 2_000_000
"""Bytes beyond what is kept already: the app opens, and what becomes of a change is saved."""
BIG = "".join(Random(1).choices("abcdefgh ", k=2_500_000))
A_LOAD = 320
"""Notes of nearly ten thousand characters: more than there is room for."""

WITHOUT_THE_APP = "/icon.svg"
"""A page of the same site that is on the phone, with none of the app's own work going on."""
WORKSHOP = """
async ([what, table]) => {
  const named = (one) => one.name.startsWith('doorstep-') && one.name !== 'doorstep-device';
  const [{ name }] = (await indexedDB.databases()).filter(named);
  const done = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  if (what === 'delete') return done(indexedDB.deleteDatabase(name));
  const db = await done(indexedDB.open(name));
  const writing = db.transaction(table, 'readwrite');
  const written = new Promise((resolve) => { writing.oncomplete = resolve; });
  const rows = writing.objectStore(table);
  for (const row of await done(rows.getAll())) {
    row.content.sealed[0] ^= 1;
    rows.put(row);
  }
  await written;
  db.close();
}
"""


@pytest.fixture
def day(town: Town, buy_phone: BuyPhone) -> Day:
    return begin_day(town, buy_phone(town))


def has_heard(town: Town, code: str) -> bool:
    """Whether a phone has said, of itself, that this is wrong with it."""
    engine = sqlalchemy.create_engine(town.environment["DOORSTEP_DATABASE_URL"])
    with engine.connect() as connection:
        said = list(connection.scalars(sqlalchemy.text("SELECT health FROM device")))
    engine.dispose()
    return any(code in (codes or "") for codes in said)


def notes(day: Day) -> list[str]:
    """At the server."""
    return [str(one["fields"]["text"]) for one in Desk(day.town.inside, day.worker).records("note")]


def test_a_full_phone_says_so_keeps_what_is_typed_and_goes_on_sending(day: Day) -> None:
    phone = day.phone
    limit = run_out_of_room(phone)
    visiting.open_family(phone, day.family)
    phone.tap("Add a note")
    typed = phone.page.get_by_label("Note").first
    typed.fill(BIG)
    phone.sees("This phone could not save")
    expect(typed).to_have_value(BIG)
    assert phone.dial_999() == NINE
    phone.waits_until(lambda: has_heard(day.town, "storage-full"))

    typed.fill("Short enough")
    write_at_a_desk(day)
    phone.tap("Save")
    phone.waits_until(lambda: "Short enough" in notes(day))
    phone.sees("no room for what is new")
    limit(None)
    phone.go("Outbox")
    phone.waits_until_all_is_sent()
    assert notes(day).count("Short enough") == 1


def test_a_phone_with_no_byte_of_room_opens_with_its_pin_and_counts_wrong_ones(day: Day) -> None:
    phone = day.phone
    visiting.write_note(phone, day.family, "Written with room")
    phone.waits_until_all_is_sent()
    run_out_of_room(phone, 0)
    for left in (9, 8):
        phone.page.reload()
        phone.write("PIN", "99887766")
        phone.tap("Unlock")
        phone.sees(f"That PIN is wrong. {left} tries are left.")

    phone.give_pin()

    phone.sees("no room for what is new")
    visiting.open_family(phone, day.family)
    phone.sees("Written with room")
    assert phone.dial_999() == NINE
    phone.waits_until(lambda: has_heard(day.town, "storage-full"))


def run_out_of_room(phone: Phone, room: int = ROOM) -> Callable[[int | None], None]:
    """The browser itself says that there is none. It asks how much there is when it starts."""
    phone.context.close()
    phone.switch_on()
    phone.page.goto(phone.address + WITHOUT_THE_APP)
    devtools = phone.context.new_cdp_session(phone.page)
    site = {"origin": phone.address}

    def limit(room: int | None) -> None:
        used = devtools.send("Storage.getUsageAndQuota", site)["usage"]
        more = {} if room is None else {"quotaSize": max(1, used + room)}  # 0 would be no limit
        devtools.send("Storage.overrideQuotaForOrigin", {**site, **more})

    limit(room)
    phone.open()
    return limit


def write_at_a_desk(day: Day) -> None:
    """In the same family, by the same person, elsewhere: it comes with the next pull."""
    desk, random = Desk(day.town.inside, day.worker), Random(2)
    texts = ("".join(random.choices("abcdefgh ", k=9_900)) for _ in range(A_LOAD))
    written = [
        {
            "kind": "add_note",
            "feed": f"case:{day.case_id}",
            "record_id": str(uuid.uuid4()),
            "fields": {"case_id": day.case_id, "text": f"A load: {text}"},
        }
        for text in texts
    ]
    for begin in range(0, A_LOAD, 40):
        outcomes = desk.push(written[begin : begin + 40])
        assert {outcome["status"] for outcome in outcomes} == {"accepted"}, outcomes[0]


def test_what_was_cleared_or_damaged_is_said_and_fetched_again(day: Day) -> None:
    phone = day.phone
    visiting.write_note(phone, day.family, "At the server")
    phone.waits_until_all_is_sent()

    phone.lose_signal()
    in_the_workshop(phone, "damage", "records")
    phone.sees("Some of what is on this phone cannot be read")
    phone.find_signal()
    phone.waits_until(lambda: has_heard(day.town, "rows-unreadable"))
    phone.does_not_see("cannot be read")
    visiting.open_family(phone, day.family)
    phone.sees("At the server")

    in_the_workshop(phone, "delete")
    phone.sees("Some of what was on this phone is gone")
    phone.waits_until_all_is_sent()
    phone.waits_until(lambda: has_heard(day.town, "storage-vanished"))
    phone.tap("I have read this")
    phone.does_not_see("on this phone is gone")
    visiting.write_note(phone, day.family, "After it")
    phone.waits_until_all_is_sent()

    clear_the_browser(phone)
    phone.sees("The browser has cleared what Doorstep kept on this phone")
    visiting.sign_in(phone, day.worker)
    visiting.open_family(phone, day.family)
    phone.sees("After it")


def in_the_workshop(phone: Phone, what: str, table: str = "") -> None:
    """Something happens to what the browser keeps, while the app is not running."""
    phone.page.goto(phone.address + WITHOUT_THE_APP)
    phone.page.evaluate(WORKSHOP, [what, table])
    phone.open()


def clear_the_browser(phone: Phone) -> None:
    """For room: the databases and the app's own files; not the cookies."""
    phone.page.goto(phone.address + WITHOUT_THE_APP)
    devtools = phone.context.new_cdp_session(phone.page)
    site = {"origin": phone.address, "storageTypes": "indexeddb,cache_storage,service_workers"}
    devtools.send("Storage.clearDataForOrigin", site)
    phone.has_pin = False
    phone.open_locked()


def test_a_server_restored_from_a_backup_gets_again_what_it_lost(day: Day) -> None:
    phone, town = day.phone, day.town
    database = Path(town.environment["DOORSTEP_FOLDER"]) / "doorstep.sqlite"
    with sqlite3.connect(database) as now, sqlite3.connect(f"{database}.backup") as backup:
        now.backup(backup)
    visiting.write_note(phone, day.family, "Since the backup")
    phone.waits_until_all_is_sent()

    town.stop()
    for more in ("-wal", "-shm"):
        Path(f"{database}{more}").unlink(missing_ok=True)
    shutil.copy(f"{database}.backup", database)
    restored = [sys.executable, "-m", "backend.commands", "restored"]
    subprocess.run(restored, cwd=ROOT, env=town.environment, check=True, timeout=60)
    town.start()
    assert "Since the backup" not in notes(day)
    phone.go("Outbox")
    phone.kill_and_reopen()

    phone.sees("The server was brought back from a backup")
    phone.waits_until(lambda: notes(day).count("Since the backup") == 1)
    phone.waits_until_all_is_sent()


def test_a_clock_a_day_out_either_way_is_said_and_hides_no_number(
    town: Town, buy_phone: BuyPhone
) -> None:
    phone = buy_phone(town)
    phone.page.clock.install(time=datetime.now(UTC) + timedelta(days=1))
    day = begin_day(town, phone)
    phone.sees("This phone's clock is 1 day fast")
    written_by_a_wrong_clock(day, "A day fast")

    phone.page.clock.set_system_time(datetime.now(UTC) - timedelta(days=1))
    phone.kill_and_reopen()
    phone.waits_until_all_is_sent()
    phone.sees("This phone's clock is 1 day slow")
    written_by_a_wrong_clock(day, "A day slow")
    phone.waits_until(lambda: has_heard(town, "clock-out=86"))


def written_by_a_wrong_clock(day: Day, text: str) -> None:
    """It arrives once, at its true time; and the police line is that of the true hour."""
    phone = day.phone
    assert phone.dial_police() == police_number_now(day.town, day.worker)
    phone.lose_signal()
    visiting.write_note(phone, day.family, text)
    phone.find_signal()
    phone.waits_until_all_is_sent()
    found = Desk(day.town.inside, day.worker).records("note")
    [note] = [note for note in found if note["fields"]["text"] == text]
    made_at = datetime.fromisoformat(note["made_at"])
    assert abs(made_at - datetime.now(UTC)) < timedelta(minutes=5)
