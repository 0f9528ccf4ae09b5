"""A flood is stopped where it comes from, and nobody else's phone with it."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask.testing import FlaskClient

from backend.config import Config
from backend.letterbox.limits import DEVICE, GUESS, STRANGER, URGENT, Limits
from sync.messages import wire_of
from tests.backend.letterbox.phone import SealingPhone, make_sealing_phone
from tests.backend.letterbox.posting import a_thing, post, rows, words

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still until it is moved."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def a_stranger(phone: SealingPhone) -> SealingPhone:
    return SealingPhone(str(uuid.uuid4()), str(uuid.uuid4()), phone.kid, phone.point)


def a_guess(phone: SealingPhone) -> SealingPhone:
    """Names somebody's phone, and cannot sign as it."""
    return SealingPhone(phone.person_id, phone.device_id, phone.kid, phone.point)


def statuses(client: FlaskClient, phone: SealingPhone, times: int, **headers: str) -> list[int]:
    request = phone.request(phone.seal(a_thing(phone)))
    return [post(client, request, **headers).status_code for _ in range(times)]


def test_strangers_are_stopped_by_their_address_and_known_phones_there_are_not(
    client: FlaskClient, phone: SealingPhone, clock: time_machine.Traveller
) -> None:
    found = statuses(client, a_stranger(phone), STRANGER.size + 2)

    assert found == [200] * STRANGER.size + [429] * 2
    assert statuses(client, phone, 3) == [200] * 3
    clock.shift(timedelta(seconds=2 * STRANGER.seconds))
    assert statuses(client, a_stranger(phone), 3) == [200, 200, 429]


def test_who_is_told_to_wait_is_told_how_long(client: FlaskClient, phone: SealingPhone) -> None:
    stranger = a_stranger(phone)
    statuses(client, stranger, STRANGER.size)

    answer = post(client, stranger.request(stranger.seal(a_thing(stranger))))

    assert answer.get_json()["code"] == "too-many-tries"
    assert answer.headers["Retry-After"] == "1"


def test_a_device_is_stopped_after_very_much_and_another_is_not(
    client: FlaskClient, config: Config, phone: SealingPhone
) -> None:
    other = make_sealing_phone(client, config, "other@example.invalid")

    found = statuses(client, phone, DEVICE.size + 1)

    assert found == [200] * DEVICE.size + [429]
    assert statuses(client, other, 1) == [200]
    assert statuses(client, phone, 1, Doorstep_Lane="urgent") == [200]


def test_urgent_letters_have_a_limit_of_their_own(client: FlaskClient, phone: SealingPhone) -> None:
    found = statuses(client, phone, URGENT.size + 1, Doorstep_Lane="urgent")

    assert found == [200] * URGENT.size + [429]
    assert statuses(client, phone, 1) == [200]


def test_guesses_do_not_use_up_what_is_the_phones_own(
    client: FlaskClient, phone: SealingPhone
) -> None:
    found = statuses(client, a_guess(phone), GUESS.size + 5)

    assert found == [200] * GUESS.size + [429] * 5
    assert statuses(client, phone, 5) == [200] * 5
    assert statuses(client, a_guess(phone), 1) == [429]


def test_what_comes_with_a_session_is_not_counted(client: FlaskClient, phone: SealingPhone) -> None:
    statuses(client, a_stranger(phone), STRANGER.size)
    stranger = a_stranger(phone)

    beside = phone.request(stranger.seal(a_thing(stranger)), wire_of(a_thing(phone)))

    answer = post(client, beside, phone.token)

    assert words(answer.get_json()["outcomes"]) == ["not-proven", "accepted"]


def test_what_is_stopped_leaves_no_trace(client: FlaskClient, phone: SealingPhone) -> None:
    statuses(client, a_stranger(phone), STRANGER.size + 1)

    assert rows() == 0


def test_a_level_drains_and_old_ones_are_forgotten() -> None:
    limits = Limits()
    for number in range(25_000):
        limits.count(STRANGER, str(number), now=NOW)

    for _ in range(STRANGER.size):
        limits.count(STRANGER, "here", now=NOW)
    assert limits.wait(STRANGER, "here", now=NOW) == STRANGER.seconds
    assert limits.wait(STRANGER, "here", now=NOW + timedelta(seconds=STRANGER.seconds)) == 0
    assert limits.wait(STRANGER, "here", now=NOW - timedelta(hours=1)) == STRANGER.seconds
