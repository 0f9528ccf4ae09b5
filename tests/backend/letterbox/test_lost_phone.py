"""What a phone sends after it was lost waits for a manager, who lets it in or leaves it out."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend import clock
from backend.config import Config
from backend.database import reading
from backend.people.author import Role
from backend.sync_api import quarantine
from backend.sync_api.models import change as change_table
from sync.messages import wire_of
from tests.backend.council import new_id
from tests.backend.letterbox.posting import held, outcomes, post, rows, words
from tests.backend.letterbox.town import Town, mark, texts

TYPE = "quarantined_change"


@pytest.fixture
def app(council_app: Flask) -> Flask:
    return council_app


@pytest.fixture
def town(client: FlaskClient, config: Config) -> Town:
    return Town(client, config)


def lose(town: Town, at: datetime | None = None) -> None:
    mark("device", town.worker.device_id, lost_at=at or clock.now() - timedelta(minutes=1))


def test_what_comes_after_is_kept_and_not_applied(town: Town, client: FlaskClient) -> None:
    note = town.note(town.worker)
    letter = town.worker.seal(note)
    lose(town)
    before = rows("change", "record")

    assert held(outcomes(client, town.worker, letter)) == ["in-quarantine"]
    assert held(outcomes(client, town.worker, letter)) == ["in-quarantine"]

    assert rows("quarantine") == 1
    assert rows("change", "record") == before + 2  # the manager is told, by a record of their own
    assert town.records(town.manager, "note") == []
    (told,) = town.records(town.manager, TYPE)
    assert told["feed"] == f"person:{town.manager.person_id}"
    fields = told["fields"]
    assert (fields["status"], fields["change_kind"]) == ("waiting", "add_note")
    assert (fields["person_id"], fields["device_name"]) == (town.worker.person_id, "Pixel")
    assert fields["content"]["text"] == "Seen at the door"


def test_an_urgent_request_of_a_lost_phone_alerts_who_decides(
    town: Town, client: FlaskClient
) -> None:
    lose(town)
    for urgent in (False, True):
        said = {"case_id": town.case_id, "urgent": urgent}
        letter = town.worker.seal(town.change(town.worker, "raise_request", new_id(), said))
        assert held(outcomes(client, town.worker, letter)) == ["in-quarantine"]
        outcomes(client, town.worker, letter)

    told = {one["id"]: one["fields"]["urgent"] for one in town.records(town.manager, TYPE)}
    (alert,) = town.records(town.manager, "alert")
    assert sorted(told.values()) == [False, True]
    assert alert["fields"]["kind"] == "urgent_held_back"
    assert told[alert["fields"]["request_id"]] is True


def test_what_came_before_stays_and_its_answer_can_be_had_again(
    town: Town, client: FlaskClient
) -> None:
    letter = town.worker.seal(town.note(town.worker))
    first = outcomes(client, town.worker, letter)
    lose(town)

    assert outcomes(client, town.worker, letter) == first
    assert words(first) == ["accepted"]
    assert rows("quarantine") == 0


def test_a_manager_lets_it_in_and_it_is_settled_as_if_when_it_came(
    town: Town, client: FlaskClient
) -> None:
    letter = town.worker.seal(town.note(town.worker))
    lose(town)
    outcomes(client, town.worker, letter)
    (told,) = town.records(town.manager, TYPE)

    assert town.decide(town.manager, told, "release")["status"] == "accepted"

    assert texts(town.records(town.manager, "note")) == {"Seen at the door"}
    (note,) = town.records(town.manager, "note")
    assert note["made_by"] == town.worker.person_id
    assert words(outcomes(client, town.worker, letter)) == ["accepted"]
    (told,) = town.records(town.manager, TYPE)
    assert (told["fields"]["status"], told["fields"]["decided_by"]) == (
        "released",
        town.manager.person_id,
    )
    with reading() as connection:
        mine = select(change_table.c.signature).where(change_table.c.kind == "add_note")
        assert len(connection.scalars(mine).one()) == 64


def test_a_manager_leaves_it_out_for_ever_with_a_reason(town: Town, client: FlaskClient) -> None:
    note = town.note(town.worker)
    letter = town.worker.seal(note)
    follows = town.worker.seal(town.note(town.worker, depends_on=(note.id,)))
    lose(town)
    outcomes(client, town.worker, letter, follows)
    first, second = sorted(
        town.records(town.manager, TYPE), key=lambda one: one["fields"]["change_id"] != note.id
    )

    assert town.decide(town.manager, first, "discard")["reason"]["code"] == "invalid-fields"
    assert town.decide(town.manager, first, "discard", reason="Not hers")["status"] == "accepted"
    assert town.decide(town.manager, second, "release")["status"] == "accepted"

    assert words(outcomes(client, town.worker, letter, follows)) == [
        "discarded-by-manager",
        "depends-on-refused",
    ]
    assert town.records(town.manager, "note") == []


def test_it_is_decided_once(town: Town, client: FlaskClient) -> None:
    other = town.hire(Role.TEAM_MANAGER, "other-manager@example.invalid")
    letter = town.worker.seal(town.note(town.worker))
    lose(town)
    outcomes(client, town.worker, letter)
    (mine,), (theirs,) = (town.records(who, TYPE) for who in (town.manager, other))

    assert town.decide(other, theirs, "discard", reason="No")["status"] == "accepted"

    assert town.decide(town.manager, mine, "release")["reason"]["code"] == "already-decided"
    assert town.decide(other, theirs, "release")["reason"]["code"] == "already-decided"
    (mine,) = town.records(town.manager, TYPE)
    assert (mine["fields"]["status"], mine["fields"]["decided_by"]) == (
        "discarded",
        other.person_id,
    )
    assert words(outcomes(client, town.worker, letter)) == ["discarded-by-manager"]


def test_whoever_has_the_phone_cannot_decide_about_it(town: Town, client: FlaskClient) -> None:
    mark("device", town.manager.device_id, lost_at=clock.now() - timedelta(minutes=1))
    head = town.hire(Role.HEAD_OF_SERVICE, "head@example.invalid", team_id=None)
    letter = town.manager.seal(town.note(town.manager))

    assert held(outcomes(client, town.manager, letter)) == ["in-quarantine"]

    (told,) = town.records(head, TYPE)
    assert told["fields"]["person_id"] == town.manager.person_id
    outcome = town.decide(town.manager, {**told, "id": told["id"]}, "release")
    assert outcome["reason"]["code"] == "in-quarantine"


def test_nothing_of_it_is_shown_to_who_may_not_read_the_family(
    town: Town, client: FlaskClient
) -> None:
    mark("person", town.manager.person_id, ended_at=clock.now() - timedelta(days=1))
    admin = town.hire(Role.ADMINISTRATOR, "admin@example.invalid", team_id=None)
    lose(town)

    outcomes(client, town.worker, town.worker.seal(town.note(town.worker)))

    (told,) = town.records(admin, TYPE)
    assert told["fields"]["content"] is None
    assert told["fields"]["change_kind"] == "add_note"


def test_whoever_follows_the_manager_is_asked_when_it_is_offered_again(
    town: Town, client: FlaskClient
) -> None:
    letter = town.worker.seal(town.note(town.worker))
    lose(town)
    outcomes(client, town.worker, letter)
    mark("person", town.manager.person_id, ended_at=clock.now() - timedelta(seconds=1))
    successor = town.hire(Role.TEAM_MANAGER, "successor@example.invalid")
    assert town.records(successor, TYPE) == []

    outcomes(client, town.worker, letter)
    outcomes(client, town.worker, letter)

    (told,) = town.records(successor, TYPE)
    assert town.decide(successor, told, "release")["status"] == "accepted"


def test_what_waits_waits_on_when_the_phone_is_found_and_new_work_does_not(
    town: Town, client: FlaskClient
) -> None:
    letter = town.worker.seal(town.note(town.worker, "While it was lost"))
    lose(town)
    outcomes(client, town.worker, letter)
    mark("device", town.worker.device_id, lost_at=None)
    fresh = town.worker.seal(town.note(town.worker, "Found"))

    assert words(outcomes(client, town.worker, letter, fresh)) == ["in-quarantine", "accepted"]

    (told,) = town.records(town.manager, TYPE)
    assert town.decide(town.manager, told, "discard", reason="Not hers")["status"] == "accepted"
    assert words(outcomes(client, town.worker, letter)) == ["discarded-by-manager"]
    assert texts(town.records(town.manager, "note")) == {"Found"}


@pytest.mark.parametrize("how", ["revoked_at", "wiped_at"])
def test_a_revoked_or_wiped_device_is_no_better(town: Town, client: FlaskClient, how: str) -> None:
    mark("device", town.worker.device_id, **{how: clock.now() - timedelta(minutes=1)})

    letter = town.worker.seal(town.note(town.worker))

    assert held(outcomes(client, town.worker, letter)) == ["in-quarantine"]


def test_plain_changes_of_a_lost_phones_session_wait_too(town: Town, client: FlaskClient) -> None:
    lose(town)
    plain = wire_of(town.note(town.worker))

    answer = post(client, town.worker.request(plain), town.worker.token).get_json()

    assert held(answer["outcomes"]) == ["in-quarantine"]
    assert town.records(town.manager, "note") == []
    assert len(town.records(town.manager, TYPE)) == 1


def test_plain_changes_that_wait_wait_on_when_the_phone_is_found(
    town: Town, client: FlaskClient
) -> None:
    plain = wire_of(town.note(town.worker, "While it was lost"))
    lose(town)
    post(client, town.worker.request(plain), town.worker.token)
    mark("device", town.worker.device_id, lost_at=None)
    fresh = wire_of(town.note(town.worker, "Found"))

    answer = post(client, town.worker.request(plain, fresh), town.worker.token).get_json()

    assert words(answer["outcomes"]) == ["in-quarantine", "accepted"]
    assert texts(town.records(town.manager, "note")) == {"Found"}


def test_whoever_has_the_phone_cannot_fill_the_disk(
    town: Town, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quarantine, "MOST_A_DEVICE", 3)
    lose(town)
    letters: list[dict[str, Any]] = [town.worker.seal(town.note(town.worker)) for _ in range(5)]

    assert held(outcomes(client, town.worker, *letters)) == ["in-quarantine"] * 5

    assert rows("quarantine") == 3
    assert len(town.records(town.manager, TYPE)) == 3


def test_an_urgent_letter_from_a_lost_phone_waits_as_well(town: Town, client: FlaskClient) -> None:
    lose(town)
    request = town.worker.request(town.worker.seal(town.note(town.worker)))

    answer = post(client, request, Doorstep_Lane="urgent").get_json()

    assert held(answer["outcomes"]) == ["in-quarantine"]
