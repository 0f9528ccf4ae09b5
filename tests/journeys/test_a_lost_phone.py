"""A phone is lost: its manager reports it, and it forgets everything at its next contact."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys import visiting
from tests.journeys.day import Day, begin_day
from tests.journeys.desk import Desk
from tests.journeys.phone import Phone
from tests.journeys.promises.test_who_should_not_see_it_cannot import everything_kept
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]
NOTE = "Written before the phone was lost"


def test_it_is_wiped_at_its_next_contact_and_what_waited_still_arrives(
    town: Town, buy_phone: BuyPhone
) -> None:
    """P-07."""
    town.start_worker()
    day = begin_day(town, buy_phone(town))
    lost = day.phone
    lost.lose_signal()
    visiting.write_note(lost, day.family, NOTE)
    manager = buy_phone(town, viewport={"width": 1280, "height": 900}, is_mobile=False)
    order_a_wipe(day, manager)

    lost.find_signal()
    expect(lost.page.get_by_role("heading", level=1)).to_have_text("Sign in", timeout=60_000)

    kept = everything_kept(lost)
    assert [
        word for word in (day.family, *day.children, NOTE, day.worker.email) if word in kept
    ] == []
    assert lost.calls  # 999 stands all the same
    desk = town.desk(day.manager)
    assert NOTE not in written(desk)
    take_it_in(manager)
    lost.waits_until(lambda: NOTE in written(desk))
    lost.waits_until(lambda: wiped(desk))


def test_what_waits_on_a_phone_that_is_revoked_meanwhile_is_held_back_and_not_lost(
    town: Town, buy_phone: BuyPhone
) -> None:
    town.start_worker()
    day = begin_day(town, buy_phone(town))
    phone, desk = day.phone, Desk(town.inside, day.manager)
    phone.lose_signal()
    visiting.write_note(phone, day.family, NOTE)
    phone.waits_until(lambda: "Linux" in names(desk, day.worker.name))
    worker_id = Desk(town.inside, day.worker).person["id"]
    phones = [one for one in desk.records("device") if one["fields"]["person_id"] == worker_id]
    (device,) = [one for one in phones if one["fields"]["name"] == "Linux"]
    assert desk.change("revoke_device", device, {})["status"] == "accepted"
    phone.sees("1 change saved on this phone, not sent")

    phone.find_signal()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Sign in", timeout=60_000)

    phone.waits_until(lambda: bool(desk.records("quarantined_change")))
    assert phone.calls
    assert NOTE not in written(desk)
    (held,) = desk.records("quarantined_change")
    assert desk.change("release_quarantined_change", held, {})["status"] == "accepted"
    assert written(desk).count(NOTE) == 1


def order_a_wipe(day: Day, phone: Phone) -> None:
    """The manager, at a desk, once the worker has told of the phone."""
    desk = day.town.desk(day.manager)
    phone.waits_until(lambda: "Linux" in names(desk, day.worker.name))
    visiting.sign_in(phone, day.manager)
    phone.open("/#/phones")
    row = phone.page.get_by_role("link", name=f"{day.worker.name}: Linux")
    expect(row).to_be_visible()
    phone.tap_on(row)
    phone.tap("Report it lost")
    phone.sees("Reported lost")
    phone.tap("Wipe it")
    phone.tap("Yes, wipe it")
    phone.sees("To be wiped at its next contact")
    phone.waits_until_all_is_sent()


def take_it_in(phone: Phone) -> None:
    """What came from the lost phone counts when the manager says so."""
    phone.open("/#/held-back")
    phone.page.reload()
    phone.give_pin()
    phone.go("Today")
    phone.tap("1 change from a lost phone waits for you")
    phone.sees(NOTE)
    phone.tap("Take it in")
    phone.sees("Nothing is held back")
    phone.waits_until_all_is_sent()


def written(desk: Desk) -> str:
    """Every note that there is."""
    return "\n".join(str(one["fields"]) for one in desk.records("note"))


def names(desk: Desk, who: str) -> list[str]:
    """Of this person's phones."""
    found = desk.records()
    (person,) = [one["id"] for one in found if one["fields"].get("name") == who]
    theirs = [one["fields"] for one in found if one["type"] == "device"]
    return [one["name"] for one in theirs if one["person_id"] == person]


def wiped(desk: Desk) -> bool:
    return any(one["fields"]["wiped_at"] for one in desk.records("device"))
