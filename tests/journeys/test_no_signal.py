"""A visit logged with no signal arrives whole, and the police are one tap away."""

import time
from collections.abc import Callable

import pytest

from tests.faults.fates import Fate, LoseFirstReplyToEachPush, clear
from tests.faults.http import Request
from tests.journeys import deciding, visiting
from tests.journeys.calling import police_number_now
from tests.journeys.day import HAPPENING, SAID, Day, begin_day
from tests.journeys.phone import NOT_SENT, SENT_NOT_TOLD, Phone
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]


def go_through_the_day_with_no_signal(day: Day) -> None:
    """From the signed-in phone to the moment before signal comes back, killed twice on the way."""
    phone, police = day.phone, police_number_now(day.town, day.worker)
    phone.kill()
    phone.lose_signal()
    day.town.kill()
    phone.open()

    day.log_the_visit()
    day.raise_the_urgent_request()
    assert phone.dial("Police", within=phone.page.get_by_role("main")) == police
    phone.go("Outbox")
    phone.sees(NOT_SENT)

    phone.kill_and_reopen()
    phone.go("Outbox")
    phone.sees(NOT_SENT)
    assert day.town.network.pushes == []


def signal_returns(day: Day) -> None:
    """The server is there again, and so is the phone."""
    day.town.start()
    day.phone.find_signal()
    day.phone.waits_until_all_is_sent(60_000)


def pushed_in_order(day: Day) -> None:
    """The urgent request first and alone; then everything else as it was made."""
    first, *rest = day.town.network.pushes
    assert first.is_urgent
    settled = day.town.settled_changes()
    assert [settled[change["id"]].kind for change in first.changes] == ["raise_request"]
    numbers = [settled[change["id"]].number for push in rest for change in push.changes]
    assert len(rest) >= 1
    assert numbers == sorted(numbers)


def seen_on_the_manager_s_phone(day: Day, phone: Phone) -> None:
    """A second phone, after a pull."""
    visiting.sign_in(phone, day.manager)
    visiting.open_family(phone, day.family)
    phone.sees("Visits")
    phone.tap("On site")
    phone.sees("Child declined")
    phone.tap(day.children[0])
    phone.sees(SAID)
    deciding.open_request(phone, HAPPENING)
    phone.sees(SENT_NOT_TOLD)


@pytest.mark.parametrize("where", ["town", "town_on_postgres"])
def test_a_day_without_signal_arrives_once_in_order_urgent_first(
    where: str, request: pytest.FixtureRequest, buy_phone: BuyPhone
) -> None:
    """P-03: everything queues until there is a signal."""
    town: Town = request.getfixturevalue(where)
    day = begin_day(town, buy_phone(town))
    go_through_the_day_with_no_signal(day)

    signal_returns(day)

    pushed_in_order(day)
    day.has_arrived_once()
    seen_on_the_manager_s_phone(day, buy_phone(town))


def test_the_same_with_the_answer_to_every_push_lost_once(town: Town, buy_phone: BuyPhone) -> None:
    day = begin_day(town, buy_phone(town))
    go_through_the_day_with_no_signal(day)
    town.network.rule = LoseFirstReplyToEachPush()

    town.start()
    day.phone.find_signal()
    visiting.keep_sending(day.phone)

    assert len(town.network.pushes) > len(town.network.rule.lost) / 100
    day.has_arrived_once()
    seen_on_the_manager_s_phone(day, buy_phone(town))


def test_the_same_with_the_server_killed_in_the_middle_of_each_push(
    town: Town, buy_phone: BuyPhone
) -> None:
    day = begin_day(town, buy_phone(town))
    go_through_the_day_with_no_signal(day)
    killed: list[float] = []

    def kill_in_the_middle(request: Request, random: object) -> Fate:
        if request.is_push and len(killed) < 4:
            return Fate(then=lambda: kill_after(town, killed))
        return clear(request, random)  # type: ignore[arg-type]

    town.network.rule = kill_in_the_middle
    town.start()
    day.phone.find_signal()
    visiting.keep_sending(day.phone)

    assert len(killed) == 4
    day.has_arrived_once()


def kill_after(town: Town, killed: list[float]) -> None:
    """Sooner and later after the whole push has come in: before the commit, in it, after it."""
    moment = (0.0, 0.005, 0.02, 0.1)[len(killed)]
    killed.append(moment)
    time.sleep(moment)
    town.kill_and_restart()
