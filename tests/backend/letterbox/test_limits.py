"""A flood is stopped where it comes from, and nobody else's phone with it."""

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend import create_app
from backend.config import Config
from backend.database import db, reading, writing
from backend.letterbox.limits import DEVICE, GUESS, STRANGER, URGENT
from backend.people.limits import count, counted, forget_drained, wait
from backend.people.models import SharedLimit
from backend.sync_api.lanes import write_queue
from sync.messages import wire_of
from tests.backend.letterbox.phone import SealingPhone, make_sealing_phone
from tests.backend.letterbox.posting import a_thing, post, rows, words
from tests.backend.sync_api.shelves import open_shelves

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


def test_two_web_processes_share_one_count(
    client: FlaskClient, config: Config, phone: SealingPhone
) -> None:
    """Each is an application of its own on the same database, with its own memory."""
    other = create_app(config)
    open_shelves(other)
    found = []
    for number in range(STRANGER.size + 2):
        if number % 2:
            found += statuses(client, a_stranger(phone), 1)
        else:
            with other.app_context():
                found += statuses(other.test_client(), a_stranger(phone), 1)

    assert found == [200] * STRANGER.size + [429] * 2
    with other.app_context():
        assert statuses(other.test_client(), phone, 1) == [200]
        write_queue().close()
        db.engine.dispose()


def test_nothing_that_was_counted_is_forgotten_by_two_who_count_at_once(app: Flask) -> None:
    """On PostgreSQL both are in a transaction at the same time; SQLite has one writer."""
    if db.engine.dialect.name == "sqlite":
        pytest.skip("one writer at a time")
    with writing() as one, ThreadPoolExecutor(1) as pool:
        count(one, [counted(STRANGER, "here")], NOW)
        other = pool.submit(count_apart, app)
        one.commit()
        other.result(30)

    assert level() == 2 * STRANGER.seconds


def count_apart(app: Flask) -> None:
    with app.app_context(), writing() as connection:
        count(connection, [counted(STRANGER, "here")], NOW)


def level() -> float:
    """Seconds until what was counted here has drained."""
    with reading() as connection:
        return (connection.scalar(select(SharedLimit.empty_at)) or 0.0) - NOW.timestamp()


def test_a_level_drains_and_is_forgotten(app: Flask) -> None:
    with writing() as connection:
        for _ in range(STRANGER.size):
            count(connection, [counted(STRANGER, "here")], NOW)

        def asked(at: datetime) -> float:
            return wait(connection, STRANGER, "here", now=at)

        assert asked(NOW) == pytest.approx(STRANGER.seconds)
        assert asked(NOW + timedelta(seconds=STRANGER.seconds)) == pytest.approx(0, abs=1e-5)
        assert wait(connection, STRANGER, "elsewhere", now=NOW) == 0
        forget_drained(connection, NOW + timedelta(minutes=30))
        assert asked(NOW) > 0
        forget_drained(connection, NOW + timedelta(hours=2))
        assert asked(NOW) == 0


def test_the_table_names_nobody(client: FlaskClient, phone: SealingPhone) -> None:
    statuses(client, phone, 1)
    statuses(client, a_stranger(phone), 1)

    with reading() as connection:
        keys = " ".join(connection.scalars(select(SharedLimit.key)))
    assert len(keys.split()) == 2
    assert phone.device_id not in keys
    assert "127.0.0.1" not in keys
