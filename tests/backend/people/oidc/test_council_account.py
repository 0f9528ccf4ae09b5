"""A council account opens a session, for the person it was linked with and nobody else."""

import re
from datetime import UTC, datetime, timedelta

import time_machine
from flask.testing import FlaskClient
from sqlalchemy import update

from backend.database import writing, writing_session
from backend.people.models import Person
from backend.people.oidc.flow import link
from tests.backend.people.oidc.conftest import Page, link_with
from tests.backend.people.people_builders import make_person, me

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def test_there_and_back_and_signed_in(tab: Page) -> None:
    person = make_person()
    link_with(person.id, tab.provider.issuer)

    answer = tab.exchange(tab.code_of(tab.go_there_and_back()))

    assert answer.status_code == 200
    told = answer.get_json()
    assert told["person"]["id"] == person.id
    assert told["device_id"] == tab.install
    assert me(tab.client, told["access_token"]).status_code == 200


def test_the_first_time_an_administrator_links_it_and_an_email_links_nothing(tab: Page) -> None:
    person = make_person()  # with the very e-mail address that the provider tells

    answer = tab.go_there_and_back()
    assert answer.status_code == 403
    message = answer.get_json()["message"]
    code = re.search(r"[A-Z]{4}-[A-Z]{4}-[A-Z]{4}", message)
    assert code, message
    with writing_session() as session:
        assert link(session, person, code[0].lower()) == "Ash Marlow"

    assert tab.exchange(tab.code_of(tab.go_there_and_back())).status_code == 200


def test_another_subject_or_another_provider_is_another_person(tab: Page) -> None:
    person = make_person()
    link_with(person.id, "https://another.example")
    link_with(person.id, tab.provider.issuer, "another subject")

    assert tab.go_there_and_back().get_json()["code"] == "not-linked"


def test_a_code_is_good_once_for_two_minutes_and_for_the_page_that_began(tab: Page) -> None:
    link_with(make_person().id, tab.provider.issuer)
    with time_machine.travel(NOW, tick=False) as clock:
        code = tab.code_of(tab.go_there_and_back())
        assert tab.exchange(code).status_code == 200
        assert tab.exchange(code).status_code == 401

        stolen = tab.code_of(tab.go_there_and_back())
        elsewhere = tab.exchange(stolen, verifier="another page")
        assert elsewhere.status_code == 401
        assert elsewhere.get_json()["message"].startswith("That sign-in was begun on another")
        assert tab.exchange(stolen).status_code == 401

        late = tab.code_of(tab.go_there_and_back())
        clock.shift(timedelta(minutes=3))
        assert tab.exchange(late).status_code == 401


def test_whose_access_has_ended_is_let_in_by_no_provider(tab: Page) -> None:
    person = make_person()
    link_with(person.id, tab.provider.issuer)
    code = tab.code_of(tab.go_there_and_back())
    with writing() as connection:
        connection.execute(update(Person).values(ended_at=datetime.now(UTC)))

    assert tab.exchange(code).get_json()["code"] == "access-ended"
    assert tab.go_there_and_back().get_json()["code"] == "access-ended"


def test_the_page_is_told_that_there_is_such_a_button(tab: Page) -> None:
    assert tab.client.get("/sign-in/ways").get_json() == {"password": True, "oidc": True}


def test_somebody_who_looks_sees_words_and_999(client: FlaskClient) -> None:
    headers = {"Accept": "text/html"}
    answer = client.get("/sign-in/oidc/callback?state=made-up&code=x", headers=headers)

    assert answer.status_code == 401
    assert "That sign-in took too long, or it has been used already." in answer.text
    assert "tel:999" in answer.text
