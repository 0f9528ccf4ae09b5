"""From authorised to a confirmed time, each area's own way, by people at desks of their own."""

from collections.abc import Callable

from tests.journeys.going import Going, until, write_time
from tests.journeys.phone import Phone
from tests.journeys.town import Town


def test_w20_business_support_forward_book_and_confirm(
    town: Town, buy_phone: Callable[..., Phone]
) -> None:
    """W-19, W-20, W-22: forwarded, booked, health replies; booked by business support."""
    going = Going(town, "wirral")
    going.raise_it()
    going.authorise()
    support, health = buy_phone(town), buy_phone(town)
    town.start_worker()
    until(support, lambda: going.status == "with_business_support")

    going.open_by(support, "business_support", "To forward to the police")
    support.tap("Forward to the police")
    support.waits_until_all_is_sent()
    until(support, lambda: going.status == "sent_to_police")
    going.come_back(support, "To book")
    write_time(support)
    support.choose("How is it held?", "Face to face")
    support.write("Where, or how to join", "Strategy room")
    support.tap("Book and invite")
    support.waits_until_all_is_sent()

    going.open_by(health, "health", "Waiting for your reply")
    health.choose("Will they take part?", "Yes")
    health.choose("Information asked for (optional)", "It is brought to the meeting")
    health.tap("Save the reply")
    health.waits_until_all_is_sent()

    going.come_back(support, "To book")
    support.sees("Health")
    support.tap("Save the confirmed time")
    support.waits_until_all_is_sent()
    support.sees("Time confirmed")
    assert going.status == "slot_confirmed"


def test_s03_the_police_agree_a_time_by_telephone_and_the_manager_gets_health(
    town: Town, buy_phone: Callable[..., Phone]
) -> None:
    """S-03, S-05: the sergeant writes down the time; it is confirmed once health has replied."""
    going = Going(town, "sandwell_dudley_walsall")
    going.raise_it()
    going.authorise()
    sergeant, manager = buy_phone(town), buy_phone(town)
    town.start_worker()
    until(sergeant, lambda: going.status == "sent_to_police")

    going.open_by(sergeant, "police_sergeant", "In the shared list")
    sergeant.tap_on(sergeant.page.locator("summary", has_text="Enter the time agreed"))
    write_time(sergeant)
    sergeant.tap("Save the agreed time")
    sergeant.waits_until_all_is_sent()
    until(sergeant, lambda: going.status == "time_agreed")

    going.open_by(manager, "team_manager", "Needs you")
    manager.choose("What did health say?", "Health takes part")
    manager.write("Who at health?", "Duty nurse")
    manager.tap("Save what health said")
    manager.waits_until_all_is_sent()
    manager.write("Where, or how to join", "Three-way call")
    manager.tap("Save the confirmed time")
    manager.waits_until_all_is_sent()
    manager.sees("Time confirmed")
    assert going.status == "slot_confirmed"


def test_n27_the_next_free_slot_is_held_and_confirmed(
    town: Town, buy_phone: Callable[..., Phone]
) -> None:
    """N-27, N-29, N-38: a slot is held once the mail has gone; health replied, it is confirmed."""
    going = Going(town, "northamptonshire")
    going.raise_it()
    going.authorise()
    manager, health = buy_phone(town), buy_phone(town)
    town.start_worker()
    until(manager, lambda: going.status == "slot_offered")

    going.change("team_manager", "arrange_health", {"state": "accepted", "who": "Duty nurse"})
    going.open_by(manager, "team_manager", "Needs you")
    manager.write("Where, or how to join", "Conference call")
    manager.tap("Save the confirmed time")
    manager.waits_until_all_is_sent()
    manager.sees("Time confirmed")

    going.open_by(health, "health", "Waiting for your reply")
    health.sees("Time confirmed")
    assert going.status == "slot_confirmed"
