"""Promise 2: a change is on the server, or on the phone and visible there with its reason."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.faults.fates import answers, clear
from tests.journeys import visiting
from tests.journeys.calling import NINE
from tests.journeys.desk import Person, find_person
from tests.journeys.phone import Phone
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]
TAPPED_TWICE = "button => { button.click(); button.click(); }"
SAYS_NO = b'{"code": "no", "message": "No.", "fields": {}}'
BAD_ANSWERS = [
    *((status, SAYS_NO, "application/json") for status in (401, 403, 404, 409, 413, 422, 429)),
    *((status, b"<h1>Trouble</h1>", "text/html") for status in (500, 502, 503)),
    (200, b"<h1>Welcome to our wifi</h1>", "text/html"),
    (200, b'{"outcomes": []}', "application/json"),
    (200, b'{"protocol": 1, "outcomes": [{"id"', "application/json"),
    (204, b"", "application/json"),
]


@pytest.fixture
def worker(town: Town) -> Person:
    return find_person(town.inside, "social_worker")


@pytest.fixture
def family(town: Town, worker: Person) -> str:
    return visiting.a_family_of(town, worker)


def notes_at_the_server(town: Town, worker: Person) -> list[str]:
    return [note["fields"]["text"] for note in town.desk(worker).records("note")]


def test_whatever_the_server_answers(
    town: Town, buy_phone: BuyPhone, worker: Person, family: str
) -> None:
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)

    for number, (status, body, kind) in enumerate(BAD_ANSWERS):
        town.network.rule = answers(status, body, kind)
        before = len(town.network.pushes)
        visiting.write_note(phone, family, f"After answer {number}")
        phone.waits_until(lambda: len(town.network.pushes) > before)  # noqa: B023  called at once
        phone.go("Outbox")
        expect(phone.page.get_by_role("heading", name=f"Note: {family}")).to_have_count(number + 1)
    town.network.rule = clear
    visiting.send_now(phone, worker)

    written = sorted(f"After answer {number}" for number in range(len(BAD_ANSWERS)))
    arrived = sorted(notes_at_the_server(town, worker))
    assert [text for text in arrived if text.startswith("After answer")] == written


def test_when_the_whole_browser_is_killed(
    town: Town, buy_phone: BuyPhone, worker: Person, family: str
) -> None:
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)
    phone.lose_signal()
    visiting.write_note(phone, family, "Saved, then killed")
    visiting.begin_note(phone, family, "Half written, then killed")

    phone.lose_power()
    town.kill()
    phone.switch_on()
    phone.open()

    visiting.open_family(phone, family)
    phone.sees("Saved, then killed")
    expect(phone.page.get_by_label("Note").first).to_have_value("Half written, then killed")
    town.start()
    phone.waits_until_all_is_sent()
    assert notes_at_the_server(town, worker).count("Saved, then killed") == 1


def test_when_another_person_signs_in_on_the_phone(
    town: Town, buy_phone: BuyPhone, worker: Person, family: str
) -> None:
    phone, other = buy_phone(town), find_person(town.inside, "business_support")
    visiting.sign_in(phone, worker)
    phone.lose_signal()
    visiting.write_note(phone, family, "Mine, not theirs")
    visiting.sign_out(phone)
    phone.find_signal()

    visiting.sign_in(phone, other)
    phone.waits_until(lambda: "Mine, not theirs" in notes_at_the_server(town, worker))
    visiting.sign_out(phone)
    visiting.sign_in(phone, worker)

    phone.waits_until_all_is_sent()
    assert notes_at_the_server(town, worker).count("Mine, not theirs") == 1


def test_in_two_tabs_at_once(town: Town, buy_phone: BuyPhone, worker: Person, family: str) -> None:
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)
    first, second = phone.page, phone.context.new_page()
    phone.lose_signal()
    for number, phone.page in enumerate((first, second)):
        phone.page.bring_to_front()
        phone.open()
        visiting.write_note(phone, family, f"From tab {number}")

    phone.find_signal()

    phone.waits_until_all_is_sent()
    sent = [change["id"] for push in town.network.pushes for change in push.changes]
    assert len(sent) == len(set(sent))
    arrived = notes_at_the_server(town, worker)
    assert [arrived.count(f"From tab {number}") for number in range(2)] == [1, 1]


def test_when_the_phone_is_full(
    town: Town, buy_phone: BuyPhone, worker: Person, family: str
) -> None:
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)
    visiting.begin_note(phone, family, "Typed")
    phone.fill_up_the_disk()

    phone.write("Note", "Typed on a full phone")
    phone.tap("Save")

    phone.sees("This phone could not save")
    expect(phone.page.get_by_label("Note").first).to_have_value("Typed on a full phone")
    assert phone.dial_999() == NINE


def test_a_double_tap_saves_once(
    town: Town, buy_phone: BuyPhone, worker: Person, family: str
) -> None:
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)

    visiting.begin_note(phone, family, "Tapped twice")
    phone.page.get_by_role("button", name="Save", exact=True).evaluate(TAPPED_TWICE)
    phone.sees("Tapped twice")
    phone.waits_until_all_is_sent()

    assert notes_at_the_server(town, worker).count("Tapped twice") == 1


def test_a_call_made_from_a_visit_is_in_the_familys_file(
    town: Town, buy_phone: BuyPhone, worker: Person, family: str
) -> None:
    phone = buy_phone(town)
    visiting.sign_in(phone, worker)
    visiting.start_visit(phone, family)

    phone.tap("Urgent: call, then write")
    phone.sees("Then tell Doorstep")
    phone.dial("In immediate danger", within=phone.page.locator("main"))
    phone.kill_and_reopen()
    phone.waits_until_all_is_sent()

    desk = town.desk(worker)
    case_id = next(one["id"] for one in desk.records("family") if one["fields"]["name"] == family)

    def feeds() -> list[str]:
        calls = desk.records("call_log")
        return [call["feed"] for call in calls if call["fields"].get("visit_id")]

    phone.waits_until(lambda: feeds() == [f"case:{case_id}"])
