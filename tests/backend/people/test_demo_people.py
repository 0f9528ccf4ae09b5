"""In demo mode anybody may see whom they can be; otherwise nobody may."""

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from backend.config import Config
from backend.database import writing, writing_session
from backend.people.author import Role
from backend.people.demo_people import DEMO_PASSWORD
from backend.people.models import Person
from backend.people.passwords import passwords
from tests.backend.people.people_builders import make_person, sign_in
from tests.databases import make_config


class TestInDemoMode:
    """With people of two areas."""

    @pytest.fixture
    def config(self, database_url: str, tmp_path: Path) -> Config:
        return make_config(database_url, tmp_path, demo=True)

    def test_the_invented_are_listed_by_area_and_role(self, client: FlaskClient) -> None:
        make_person("m@a.invalid", Role.TEAM_MANAGER, demo=True, area="b-area")
        make_person("h@a.invalid", Role.HEALTH, demo=True, area="a-area")
        make_person("s@a.invalid", Role.SOCIAL_WORKER, demo=True, area="b-area")
        make_person("real@a.invalid", Role.ADMINISTRATOR, area="a-area")
        make_person("left@a.invalid", Role.HEALTH, demo=True, area="a-area")
        with writing() as connection:
            left = update(Person).where(Person.email == "left@a.invalid")
            connection.execute(left.values(ended_at=datetime.now(UTC)))

        listed = client.get("/demo/people").get_json()

        assert [(p["area"], p["role"]) for p in listed] == [
            ("a-area", "health"),
            ("b-area", "social_worker"),
            ("b-area", "team_manager"),
        ]

    def test_one_tap_signs_in(self, client: FlaskClient) -> None:
        make_demo_person()

        [one] = client.get("/demo/people").get_json()
        device = {"id": str(uuid.uuid4()), "name": "Phone"}
        words = {"email": one["email"], "password": one["password"], "device": device}
        told = client.post("/sign-in", json=words).get_json()

        assert told["demo"] is True
        assert told["person"]["name"] == one["name"]


def make_demo_person() -> None:
    """Somebody with the password that the list tells."""
    make_person(demo=True)
    with writing_session() as session:
        session.execute(update(Person).values(password_hash=passwords().make_hash(DEMO_PASSWORD)))


def test_the_invented_cannot_sign_in_where_work_is_real(client: FlaskClient) -> None:
    make_person(demo=True)

    assert sign_in(client).get_json()["code"] == "wrong-email-or-password"


def test_elsewhere_there_is_no_such_list(client: FlaskClient) -> None:
    make_person(demo=True)

    answer = client.get("/demo/people")

    assert answer.status_code == 404
    assert answer.get_json()["code"] == "not-found"
