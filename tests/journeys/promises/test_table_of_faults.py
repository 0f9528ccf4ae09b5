"""Promise 2, as a table: each fault of server and line, crossed with the moment the app is killed.

While the fault lasts the change is on the phone and to be seen there; after it, it is at the server
once. What the server had already taken when its answer was lost counts once too.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.faults.fates import Fate, Rule, answers, clear
from tests.faults.http import Request
from tests.journeys import visiting
from tests.journeys.desk import Person, find_person
from tests.journeys.phone import Phone
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]
IN_FLIGHT = 4.0
"""Seconds an answer takes, for the app to be killed while it waits."""

SAYS_NO = b'{"code": "no", "message": "No.", "fields": {}}'
PAGE = b"<h1>Trouble</h1>"
CUT_BODY = b'{"protocol": 1, "outcomes": [{"id"'
NO_OUTCOME = b'{"protocol": 1, "now": "2026-11-22T10:00:00.000Z", "outcomes": [], "pull": null}'
FAULTS: dict[str, Rule] = {
    **{str(status): answers(status, SAYS_NO) for status in (401, 403, 404, 409, 413, 422, 429)},
    **{str(status): answers(status, SAYS_NO) for status in (500, 502, 503)},
    "HTML of a captive portal": answers(200, b"<h1>Welcome</h1>", "text/html"),
    "HTML of a proxy, 502": answers(502, PAGE, "text/html"),
    "wrong body": answers(200, b'{"ok": true}'),
    "body without outcomes": answers(200, NO_OUTCOME),
    "body cut short": answers(200, CUT_BODY),
    "line dead": lambda request, random: of_sync(request, Fate(cut_request_after=0)),
    "request cut": lambda request, random: of_sync(request, Fate(cut_request_after=300)),
    "no answer": lambda request, random: of_sync(request, Fate(swallow=True)),
    "a minute late": lambda request, random: of_sync(request, Fate(delay=60.0)),
    "taken, answer lost": lambda request, random: of_sync(request, Fate(lose_reply=True)),
    "taken, answer cut": lambda request, random: of_sync(request, Fate(cut_reply_after=90)),
}


def of_sync(request: Request, fate: Fate) -> Fate:
    """Only sync fails: the app itself comes from the phone."""
    return fate if request.path == "/sync" else Fate()


def slowly(rule: Rule) -> Rule:
    """The same fate, after a while."""

    def slow(request: Request, random: Random) -> Fate:
        fate = rule(request, random)
        late = max(fate.delay, IN_FLIGHT)
        return replace(fate, delay=late) if request.path == "/sync" else fate

    return slow


IN_EVERY_RUN = ("401", "413", "500", "HTML of a captive portal", "no answer", "taken, answer lost")


def rows() -> list[Any]:
    """One of each sort in every run, the whole table with `-m soak`."""
    soak = pytest.mark.soak
    return [fault if fault in IN_EVERY_RUN else pytest.param(fault, marks=soak) for fault in FAULTS]


@pytest.fixture
def worker(town: Town) -> Person:
    return find_person(town.inside, "social_worker")


@pytest.mark.parametrize("fault", rows())
def test_nothing_is_lost_whenever_the_app_is_killed(
    town: Town, buy_phone: BuyPhone, worker: Person, fault: str
) -> None:
    phone = buy_phone(town)
    family = visiting.a_family_of(town, worker)
    visiting.sign_in(phone, worker)

    for kill in (killed_before, killed_during, killed_after):
        kill(phone, town, FAULTS[fault], family)
    phone.go("Outbox")
    expect(phone.page.get_by_role("heading", name=f"Note: {family}")).to_have_count(3)

    town.network.rule = clear
    phone.kill_and_reopen()
    visiting.send_now(phone, worker)
    notes = [note["fields"]["text"] for note in town.desk(worker).records("note")]
    assert sorted(note for note in notes if "Killed" in note) == [
        "Killed after",
        "Killed before",
        "Killed during",
    ]


def killed_before(phone: Phone, town: Town, fault: Rule, family: str) -> None:
    """Written with no signal; the app is gone before a byte was sent."""
    town.network.rule = fault
    phone.lose_signal()
    visiting.write_note(phone, family, "Killed before")
    phone.kill()
    phone.find_signal()
    phone.open()


def killed_during(phone: Phone, town: Town, fault: Rule, family: str) -> None:
    """The request is on its way, or its answer is."""
    town.network.rule = slowly(fault)
    write_and_see_it_go(phone, town, family, "Killed during")
    phone.kill_and_reopen()


def killed_after(phone: Phone, town: Town, fault: Rule, family: str) -> None:
    """The phone has had its answer, such as it was."""
    town.network.rule = fault
    write_and_see_it_go(phone, town, family, "Killed after")
    phone.waits_until_quiet()
    phone.kill_and_reopen()


def write_and_see_it_go(phone: Phone, town: Town, family: str, text: str) -> None:
    pushes = len(town.network.pushes)
    visiting.write_note(phone, family, text)
    phone.waits_until(lambda: len(town.network.pushes) > pushes)
