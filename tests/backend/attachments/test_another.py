"""Pictures of another's family: every role, near and far, asks for one and sends to one."""

import uuid

import pytest
from flask.testing import FlaskClient

from backend.people.author import Role
from tests.backend.access_table import ANOTHERS, READERS
from tests.backend.attachments.album import OTHER_TEAM, TEAM, Picture, Sender, jpeg, phone_of
from tests.backend.people.people_builders import bearer, make_person
from tests.backend.sync_api.shelves import Phone

PEOPLE = [role for role in Role if role is not Role.SERVER]
PLACES = {"": TEAM, " of another team": OTHER_TEAM, " of another area": None}


@pytest.fixture
def everybody(client: FlaskClient, phones: dict[str, Phone]) -> dict[str, Phone]:
    """Those of the family, and somebody of each role near and far."""
    found = {"worker": phones["worker"], "manager": phones["manager"]}
    for role in PEOPLE:
        for place, team_id in PLACES.items():
            name, area = f"{role}{place}", "wirral" if team_id else "sefton"
            if (role, place) != (Role.TEAM_MANAGER, ""):
                email = f"near-{name}".replace(" ", "-")
                make_person(f"{email}@example.invalid", role, team_id=team_id, area=area)
                found[name] = phone_of(client, email)
    return found


def test_every_role_reads_only_what_its_families_have(everybody: dict[str, Phone]) -> None:
    picture, sender = Picture(jpeg()), Sender(everybody["worker"])
    sender.send(picture)

    answers = {name: Sender(phone).read(picture).status_code for name, phone in everybody.items()}

    assert {name for name, status in answers.items() if status == 200} == READERS
    assert set(answers.values()) == {200, 404}


def test_nobody_sends_to_what_another_announced(everybody: dict[str, Phone]) -> None:
    picture, own = Picture(jpeg()), Sender(everybody["worker"])
    own.announce(picture)
    assert own.begin(picture).status_code == 201

    for name, phone in everybody.items():
        if name == "worker":
            continue
        other = Sender(phone)
        sent = [other.begin(picture), other.where(picture), other.piece(picture, 0)]
        sent.append(other.ask("DELETE", f"/attachments/{picture.id}/upload"))
        assert {answer.status_code for answer in sent} == {404}, name
    assert own.where(picture).headers["Upload-Offset"] == "0"


def test_nobody_touches_another_persons_second_step(everybody: dict[str, Phone]) -> None:
    """(Their ids are told to nobody else: a guess is all there is.)"""
    assert ANOTHERS["POST /second-factor/remove"] == "no"
    for phone in everybody.values():
        asked = {"method": "passkey", "passkey_id": str(uuid.uuid4())}
        headers = bearer(phone.token)
        assert (
            phone.client.post("/second-factor/remove", json=asked, headers=headers).status_code
            == 404
        )
