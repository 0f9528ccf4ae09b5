"""An album of pictures for each walk."""

from collections.abc import Callable

import pytest

from tests.journeys.phone import Phone
from tests.journeys.screens.album import PHONE, Album
from tests.journeys.town import Town


@pytest.fixture
def album(town: Town, buy_phone: Callable[..., Phone]) -> Album:
    """Of one walk, by one phone."""
    return Album(buy_phone(town, viewport=PHONE.size))
