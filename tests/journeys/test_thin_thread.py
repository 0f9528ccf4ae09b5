"""From an urgent request to a confirmed time that everyone hears of, through every layer once."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import CDPSession

from tests.journeys import deciding
from tests.journeys.day import HAPPENING, Day, begin_day
from tests.journeys.desk import find_person
from tests.journeys.desktop import Desktop
from tests.journeys.disk import found_on_the_disk
from tests.journeys.phone import Phone
from tests.journeys.push_service import PushService
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]
TITLE = "A strategy discussion is confirmed"


@dataclass
class Alerted:
    """A phone that can be alerted: its browser, its desktop, and its browser's push service."""

    phone: Phone
    desktop: Desktop
    push_service: PushService
    inspector: CDPSession
    registrations: list[dict[str, Any]]

    def receive(self, payload: bytes) -> None:
        """The push service hands a message to the browser, which wakes the service worker."""
        message = {
            "origin": self.phone.address,
            "registrationId": self.registrations[-1]["registrationId"],
            "data": payload.decode(),
        }
        self.inspector.send("ServiceWorker.deliverPushMessage", message)


@pytest.fixture
def alerted(town: Town, buy_phone: BuyPhone, tmp_path: Path) -> Iterator[Alerted]:
    desktop, push_service = Desktop(tmp_path), PushService()
    phone = buy_phone(town, env={"DBUS_SESSION_BUS_ADDRESS": desktop.address})
    phone.context.add_init_script(push_service.stub())
    inspector, registrations = phone.context.new_cdp_session(phone.page), []
    inspector.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: registrations.extend(event["registrations"]),
    )
    inspector.send("ServiceWorker.enable")
    yield Alerted(phone, desktop, push_service, inspector, registrations)
    push_service.close()
    desktop.close()


def test_a_request_becomes_a_confirmed_time_and_an_alert_without_a_name(
    town: Town, alerted: Alerted, buy_phone: BuyPhone
) -> None:
    town.start_worker()
    phone = alerted.phone
    day = begin_day(town, phone)
    try_alerts(alerted)
    day.raise_the_urgent_request_online()

    deciding.authorise(buy_phone(town), day.manager, HAPPENING)
    support = find_person(town.inside, "business_support")
    deciding.confirm_time(buy_phone(town), support, HAPPENING)

    phone.waits_until(lambda: "slot_confirmed" in "".join(sent(alerted)))
    alerted.receive(alerted.push_service.delivered[-1].payload)
    phone.waits_until(lambda: bool(alerted.desktop.shown))
    shown = alerted.desktop.shown[-1]
    assert shown.title == TITLE
    names_nobody(day, alerted)
    nor_does_what_is_kept_of_it(day, alerted)

    alerted.desktop.tap(shown)

    phone.waits_until(lambda: any("alerts" in page.url for page in phone.context.pages))
    phone.page = phone.context.pages[-1]
    phone.heading(TITLE)
    phone.tap("Open the request")
    phone.sees("Room 4")
    phone.waits_until(lambda: is_opened(town, day))


def try_alerts(alerted: Alerted) -> None:
    """From Today: turned on, and one test alert that is seen before the first that matters."""
    phone = alerted.phone
    phone.tap("Try it now")
    phone.heading("Shall this phone alert you?")
    allowed = ["notifications", "background-sync"]
    phone.context.grant_permissions(allowed, origin=phone.address)
    phone.tap("Turn alerts on and send a test")
    phone.heading("Did it arrive?")
    phone.waits_until(lambda: "test_alert" in "".join(sent(alerted)))
    alerted.receive(alerted.push_service.delivered[-1].payload)
    phone.waits_until(lambda: bool(alerted.desktop.shown))
    assert alerted.desktop.shown[-1].title == "Test alert"
    phone.sees("This phone says that it showed it at")
    phone.tap("Yes, it arrived")
    phone.heading("Alerts reach this phone.")
    phone.tap("Go on to Today")
    phone.does_not_see("Find out whether alerts reach this phone")
    phone.waits_until_all_is_sent()
    alerted.desktop.shown.clear()


def sent(alerted: Alerted) -> list[str]:
    """What the push service was given, as text."""
    return [message.payload.decode() for message in alerted.push_service.delivered]


def names_nobody(day: Day, alerted: Alerted) -> None:
    """Neither what is shown nor what travels has a word of the family's."""
    shown = alerted.desktop.shown[-1]
    personal = [day.family, *day.children, day.worker.name, "Room 4", "SDW", "WIR", "NTH"]
    travels = f"{shown.title} {shown.body} {' '.join(sent(alerted))}"
    assert [word for word in personal if word in travels] == []
    assert len({message.size for message in alerted.push_service.delivered}) == 1
    assert all(int(m.headers["ttl"]) > 0 for m in alerted.push_service.delivered)
    assert json.loads(sent(alerted)[-1])


def nor_does_what_is_kept_of_it(day: Day, alerted: Alerted) -> None:
    """The browser keeps what an alert came with until it is tapped; that is an id and a kind."""
    alert_id = json.loads(sent(alerted)[-1])["id"]
    words = [alert_id, "slot_confirmed", day.family, HAPPENING, "Room 4"]
    assert found_on_the_disk(alerted.phone.profile, words) == words[:2]


def is_opened(town: Town, day: Day) -> bool:
    """The worker's tap is on the record, with its time."""
    alerts = town.desk(day.worker).records("alert")
    confirmed = [a["fields"] for a in alerts if a["fields"]["kind"] == "slot_confirmed"]
    return all(a["shown_at"] and a["opened_at"] for a in confirmed) and len(confirmed) == 1
