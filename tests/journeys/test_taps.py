"""How many taps the ordinary things take, for a thumb in the rain."""

from collections.abc import Callable

import pytest

from tests.journeys import visiting
from tests.journeys.day import Day, begin_day
from tests.journeys.phone import Phone
from tests.journeys.town import Town

MOST_FOR_A_CHECK = 6


@pytest.fixture
def day(town: Town, buy_phone: Callable[..., Phone]) -> Day:
    return begin_day(town, buy_phone(town))


def test_an_ordinary_check_takes_six_taps_or_fewer_for_each_child(day: Day) -> None:
    """P-01."""
    visiting.start_visit(day.phone, day.family)

    for child in day.children:
        with day.phone.counting_taps(MOST_FOR_A_CHECK):
            visiting.record_seen_alone(day.phone, child)

    day.phone.heading("Visit: home")
    day.phone.does_not_see("Still to record")
