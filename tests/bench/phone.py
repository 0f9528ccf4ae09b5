"""What the phone costs: the first load over the wire, and a cold start with no signal."""

import statistics
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.journeys import visiting
from tests.journeys.desk import Desk, find_person
from tests.journeys.phone import PIN, Phone
from tests.journeys.town import Town
from tools.first_load import first_files
from tools.places import PAGES_BUILT

RECORDS, IN_A_FAMILY, A_REQUEST = 5_000, 10, 100
SLOWER = 4
BEFORE_SIGN_IN = ("/", "/manifest.webmanifest", "/icon.svg", "/sign-in/ways")
"""Beside its scripts and style."""
STARTS = 5
SEARCHES = ("Invented 4", "Example 31", "vented 77", "Child3", "Invented 123")
WATCH_FOR_USABLE = """
const parts = ['nav a', 'h1', 'main li, main p'];
addEventListener('submit', () => { window.sentAt = performance.now(); }, { capture: true });
const look = () => {
  if (!window.lockedAt && document.querySelector('input[type=password]'))
    window.lockedAt = performance.now();
  if (parts.every((part) => document.querySelector(part))) window.usableAt = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
SEARCH_TO_LIST = """
async (field, typed) => {
  const said = () => document.querySelector('main [role=status]')?.textContent;
  const before = said();
  const began = performance.now();
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  set.call(field, typed);
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  while (said() === before) await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - began;
}
"""
SEAL_AND_OPEN = """
async () => {
  const row = { note: 'The kitchen was warm. '.repeat(45) };
  const [how, uses] = [{ name: 'AES-GCM', iv: new Uint8Array(12) }, ['encrypt', 'decrypt']];
  const made = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.generateKey(made, false, uses);
  const written = () => new TextEncoder().encode(JSON.stringify(row));
  const read = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
  const sealed = await crypto.subtle.encrypt(how, key, written());
  const each = async (work) => {
    const began = performance.now();
    for (let times = 0; times < 500; times++) await work();
    return (performance.now() - began) / 500;
  };
  const plain = await each(async () => structuredClone(row));
  const seal = await each(() => crypto.subtle.encrypt(how, key, written()));
  const open = await each(async () => read(await crypto.subtle.decrypt(how, key, sealed)));
  return { plain, seal, open };
}
"""
"""What the vault does to a row, beside what the database does to one that is not closed."""


def run() -> list[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder)
        town = Town(place, f"sqlite:///{place / 'doorstep.sqlite'}")
        try:
            town.prepare()
            town.start()
            first = Phone(playwright, place / "first", town)
            loaded = first_load(town, first)
            first.context.close()
            return [*loaded, *cold_start(town, Phone(playwright, place / "full", town))]
        finally:
            town.close()


def first_load(town: Town, phone: Phone) -> list[str]:
    """Bytes of replies, heads and all: the worker and what the page asks for until it can be used;
    then all that the worker keeps. Without the list of people that only demonstrations have."""
    phone.open()
    phone.heading("Sign in")
    phone.wait_until_works_offline()
    phone.page.wait_for_timeout(1000)
    first = {f"/{file.relative_to(PAGES_BUILT)}" for file in first_files()} - {"/index.html"}
    carried = [(path, size) for path, size in town.network.carried if path != "/demo/people"]
    once = dict(reversed(carried))  # the first of each: the worker asks again, and hears "the same"
    needed = sum(size for path, size in once.items() if path in {*first, *BEFORE_SIGN_IN})
    kept = sum(size for _, size in carried)
    return [
        told("first load until sign-in, with the worker, kB", needed / 1000, 80),
        f"  {'with everything for working offline, kB':46}{kept / 1000:8.0f}",
    ]


def cold_start(town: Town, phone: Phone) -> list[str]:
    """Killed, no signal, service worker stopped, a slow processor, 5,000 records in the vault."""
    records = fill_caseload(town)
    visiting.sign_in(phone, find_person(town.inside, "social_worker"))
    phone.lose_signal()
    starts = [start_cold(phone) for _ in range(STARTS)]
    searched = [search(phone, typed) for typed in SEARCHES]
    sealing = phone.page.evaluate(SEAL_AND_OPEN)
    phone.context.close()
    lines = [f"  on a processor {SLOWER} times slower, {records} records, median of {STARTS}:"]
    for name, values in (
        ("cold start to the page that unlocks, ms", [one.opened for one in starts]),
        ("from the PIN to Today, ms", [one.unlocked for one in starts]),
    ):
        lines.append(told(name, statistics.median(values), 1500))
    lines.append(told("a family found among 500, ms", statistics.median(searched), 300))
    for name in ("seal", "open"):
        ratio = sealing[name] / sealing["plain"]
        lines.append(
            f"  {f'to {name} a row of 1 KB, ms':46}{sealing[name]:8.2f}   x {ratio:.0f} in clear"
        )
    return lines


@dataclass(frozen=True)
class Start:
    """Milliseconds: until the page that asks for the PIN, and from the PIN to Today."""

    opened: float
    unlocked: float


def start_cold(phone: Phone) -> Start:
    """From opening the app to the page of today."""
    phone.kill()
    slow_down(phone)
    phone.page.add_init_script(WATCH_FOR_USABLE)
    phone.open_locked()
    phone.waits_until(lambda: phone.page.evaluate("window.lockedAt ?? 0") > 0)
    phone.page.get_by_label("PIN", exact=True).fill(PIN)
    phone.page.get_by_role("button", name="Unlock", exact=True).click()
    phone.waits_until(lambda: phone.page.evaluate("window.usableAt ?? 0") > 0)
    at = phone.page.evaluate("[window.lockedAt, window.sentAt, window.usableAt]")
    return Start(at[0], at[2] - at[1])


def slow_down(phone: Phone) -> None:
    """The page. Not the worker that works out the PIN: what that takes, each phone sets for itself,
    half a second."""
    inspector = phone.context.new_cdp_session(phone.page)
    inspector.send("ServiceWorker.enable")
    inspector.send("ServiceWorker.stopAllWorkers")
    inspector.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def search(phone: Phone, typed: str) -> float:
    """Milliseconds from the last letter to the list that it leads to."""
    phone.go("Families")
    field = phone.page.get_by_label("Find a family")
    field.fill("")
    return float(field.evaluate(SEARCH_TO_LIST, typed))


def told(name: str, value: float, aim: float) -> str:
    """A line of the table, and whether its aim is met."""
    return f"  {name:46}{value:8.0f}   < {aim:.0f}   {'met' if value < aim else 'MISSED'}"


def fill_caseload(town: Town) -> int:
    """500 families of one worker, as their manager's phone would send them."""
    manager = Desk(town.inside, find_person(town.inside, "team_manager"))
    worker = Desk(town.inside, find_person(town.inside, "social_worker"))
    made = [
        change
        for number in range(RECORDS // IN_A_FAMILY)
        for change in family_changes(number, worker.person["id"])
    ]
    for start in range(0, len(made), A_REQUEST):
        outcomes = manager.push(made[start : start + A_REQUEST])
        assert {outcome["status"] for outcome in outcomes} == {"accepted"}, outcomes[:3]
    return len(worker.records())


def family_changes(number: int, worker_id: str) -> Iterator[dict[str, Any]]:
    """A family, four children and five visits; and who works with them."""
    case_id = str(uuid.uuid4())
    feed = f"case:{case_id}"
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    name = {"name": f"Invented {number}", "address": f"{number} Example Road"}
    yield {"kind": "open_case", "feed": feed, "record_id": case_id, "fields": name}
    allocated = {"person_id": worker_id}
    yield {
        "kind": "allocate_case",
        "feed": feed,
        "record_id": case_id,
        "base_version": 1,
        "fields": allocated,
    }
    children = [str(uuid.uuid4()) for _ in range(4)]
    for place, child_id in enumerate(children):
        born = {"given_name": f"Child{place}", "date_of_birth": "2018-03-04"}
        fields = {"case_id": case_id, "family_name": f"Invented {number}", **born}
        yield {"kind": "add_child", "feed": feed, "record_id": child_id, "fields": fields}
    for _ in range(5):
        planned = {"place": "home", "child_ids": children, "planned_at": now, "status": "planned"}
        yield {
            "kind": "plan_visit",
            "feed": feed,
            "record_id": str(uuid.uuid4()),
            "fields": {"case_id": case_id, **planned},
        }
