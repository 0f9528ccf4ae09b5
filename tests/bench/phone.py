"""What the phone costs: the first load over the wire, and a cold start with no signal."""

import statistics
import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.journeys import visiting
from tests.journeys.desk import Desk, find_person
from tests.journeys.phone import Phone
from tests.journeys.town import Town

RECORDS, IN_A_FAMILY, A_REQUEST = 5_000, 10, 100
SLOWER = 4
STARTS = 5
WATCH_FOR_USABLE = """
const parts = ['nav a', 'h1', 'main li, main p'];
const look = () => {
  if (parts.every((part) => document.querySelector(part))) window.usableAt = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def run() -> list[str]:
    """The lines of the report."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder)
        town = Town(place, f"sqlite:///{place / 'doorstep.sqlite'}")
        try:
            town.prepare()
            town.start()
            first = Phone(playwright, place / "first", town.address)
            loaded = first_load(town, first)
            first.context.close()
            return [*loaded, *cold_start(town, Phone(playwright, place / "full", town.address))]
        finally:
            town.close()


def first_load(town: Town, phone: Phone) -> list[str]:
    """Bytes of every reply, heads and all, until the app works with no signal."""
    phone.open()
    phone.heading("Sign in")
    shown = sum(size for _, size in town.network.carried)
    phone.wait_until_works_offline()
    phone.page.wait_for_timeout(1000)
    kept = sum(size for _, size in town.network.carried)
    return [
        f"first load: {shown / 1000:.1f} kB over the wire until the sign-in page (aim under 80 kB)",
        f"            {kept / 1000:.1f} kB with the service worker's own copy of every file",
    ]


def cold_start(town: Town, phone: Phone) -> list[str]:
    """Killed, no signal, service worker stopped, a slow processor: until Today is there."""
    records = fill_caseload(town)
    visiting.sign_in(phone, find_person(town.inside, "social_worker"))
    phone.lose_signal()
    taken = sorted(start_cold(phone) for _ in range(STARTS))
    phone.context.close()
    return [
        f"cold offline start with {records} records, {SLOWER} times slower processor: median "
        f"{statistics.median(taken):.0f} ms, worst {taken[-1]:.0f} ms of {STARTS} (aim under 1500)"
    ]


def start_cold(phone: Phone) -> float:
    """Milliseconds from opening the app to the page of today."""
    phone.kill()
    inspector = phone.context.new_cdp_session(phone.page)
    inspector.send("ServiceWorker.enable")
    inspector.send("ServiceWorker.stopAllWorkers")
    inspector.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    phone.page.add_init_script(WATCH_FOR_USABLE)
    phone.open()
    phone.heading("Today")
    phone.waits_until(lambda: phone.page.evaluate("window.usableAt ?? 0") > 0)
    return float(phone.page.evaluate("window.usableAt"))


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
