"""Work is its author's by what they might do when it was done; the end of access is an end."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend import clock
from backend.config import Config
from backend.people.author import Role
from tests.backend.letterbox.posting import outcomes, post, rows, words
from tests.backend.letterbox.town import Town, mark, texts


@pytest.fixture
def app(council_app: Flask) -> Flask:
    return council_app


@pytest.fixture
def town(client: FlaskClient, config: Config) -> Town:
    return Town(client, config)


def test_what_was_done_before_the_end_is_taken_as_late(town: Town, client: FlaskClient) -> None:
    before = town.note(town.worker, at=clock.now() - timedelta(hours=2))
    mark("person", town.worker.person_id, ended_at=clock.now() - timedelta(hours=1))

    (outcome,) = outcomes(client, town.worker, town.worker.seal(before))

    assert (outcome["status"], outcome["late"]) == ("accepted", True)
    (note,) = town.records(town.manager, "note")
    assert (note["late"], note["made_by"]) == (True, town.worker.person_id)


def test_what_was_done_after_the_end_is_refused_without_a_trace(
    town: Town, client: FlaskClient
) -> None:
    after = town.note(town.worker, at=clock.now() - timedelta(minutes=30))
    mark("person", town.worker.person_id, ended_at=clock.now() - timedelta(hours=1))
    before = rows()

    found = outcomes(client, town.worker, town.worker.seal(after))

    assert words(found) == ["access-ended"]
    assert rows() == before


def test_an_end_that_is_still_to_come_changes_nothing(town: Town, client: FlaskClient) -> None:
    mark("person", town.worker.person_id, ended_at=clock.now() + timedelta(hours=1))

    (outcome,) = outcomes(client, town.worker, town.worker.seal(town.note(town.worker)))

    assert (outcome["status"], outcome["late"]) == ("accepted", False)


def test_what_a_manager_decided_before_leaving_stands(town: Town, client: FlaskClient) -> None:
    at = clock.now() - timedelta(hours=2)
    about = {"address": "2 Test Street"}
    edit = town.change(town.manager, "edit_family", town.case_id, about, at=at, base_version=2)
    mark("person", town.manager.person_id, ended_at=clock.now() - timedelta(hours=1))

    (outcome,) = outcomes(client, town.manager, town.manager.seal(edit))

    assert (outcome["status"], outcome["late"]) == ("accepted", True)


def test_a_letter_reads_nothing_and_somebody_who_left_cannot_pull(
    town: Town, client: FlaskClient
) -> None:
    mark("person", town.worker.person_id, ended_at=clock.now() - timedelta(hours=1))
    asked: dict[str, Any] = {"cursor": None, "check_all": False, "refresh": []}

    answer = post(client, town.worker.request(pull=asked), town.worker.token)

    assert answer.status_code == 401


def test_a_letter_is_judged_by_the_caseload_as_any_change_is(
    town: Town, client: FlaskClient
) -> None:
    stranger = town.hire(Role.SOCIAL_WORKER, "stranger@example.invalid")

    found = outcomes(client, stranger, stranger.seal(town.note(stranger)))

    assert words(found) == ["not-your-case"]
    assert texts(town.records(town.manager, "note")) == set()
