"""What a provider, or somebody in its name, says wrongly: refused in words, and no session."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select

from backend.database import reading, writing_session
from backend.people.models import OneTime, Person, SecurityEvent, SignInSession
from tests.backend.people.oidc.conftest import Page, link_with
from tests.backend.people.oidc.crooked_provider import CLIENT
from tests.backend.people.people_builders import make_person

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STAMP = int(NOW.timestamp())


@pytest.fixture(autouse=True)
def linked(tab: Page) -> Any:
    """Somebody who would be signed in, if all were right; the clock stands still."""
    link_with(make_person().id, tab.provider.issuer)
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def noted() -> list[tuple[str | None, str | None, int]]:
    """Of whom, with which word, how often."""
    event = SecurityEvent
    mine = event.what == "council-sign-in-failed"
    asked = select(event.person_id, event.detail, event.times).where(mine).order_by(event.id)
    with reading() as connection:
        return [(row.person_id, row.detail, row.times) for row in connection.execute(asked)]


def refused(tab: Page, answer: Any, told: str, status: int = 401) -> None:
    """In words; no session, and no code that could open one."""
    assert answer.status_code == status, answer.get_data(as_text=True)
    assert told in answer.get_json()["message"]
    with reading() as connection:
        assert connection.scalar(select(func.count()).select_from(SignInSession)) == 0
        assert connection.scalar(select(func.count()).select_from(OneTime)) == 0


@pytest.mark.parametrize(
    ("bend", "told"),
    [
        ({"aud": "another"}, "meant for another service"),
        ({"aud": "another", "azp": CLIENT}, "meant for another service"),
        ({"aud": [CLIENT, "another"], "azp": CLIENT}, "meant for another service"),
        ({"aud": None}, "meant for another service"),
        ({"azp": "another"}, "meant for another service"),
        ({"tid": "another-tenant"}, "of another organisation"),
        ({"tid": None}, "of another organisation"),
        ({"nonce": "another"}, "belongs to another try"),
        ({"nonce": None}, "belongs to another try"),
        ({"iss": "https://another.example"}, "made by somebody else"),
        ({"iss": None}, "made by somebody else"),
        ({"exp": STAMP - 61}, "has run out"),
        ({"exp": None}, "has run out"),
        ({"iat": STAMP + 61}, "is not of now"),
        ({"sub": None}, "could not be checked"),
        ({"sub": ""}, "could not be checked"),
        ({"sub": 7}, "could not be checked"),
        ({"sub": "x" * 256}, "could not be checked"),
    ],
)
def test_a_claim_that_is_wrong(tab: Page, bend: dict[str, Any], told: str) -> None:
    tab.provider.bend = bend

    refused(tab, tab.go_there_and_back(), told)


@pytest.mark.parametrize(
    "signs",
    [
        "with nothing",
        "with another key",
        "with an unknown key",
        "with the word that both know",
    ],
)
def test_a_signature_that_is_not_the_providers(tab: Page, signs: str) -> None:
    tab.provider.signs = signs

    refused(tab, tab.go_there_and_back(), "could not be checked")


def test_a_code_or_a_state_that_was_used(tab: Page, linked: time_machine.Traveller) -> None:
    said = tab.provider.authorise(tab.begin())
    tab.provider.used.add(said["code"])
    refused(tab, tab.come_back(said), "did not take the code")
    refused(tab, tab.come_back(said), "took too long, or it has been used")
    refused(tab, tab.come_back(said | {"state": "made up"}), "took too long")
    refused(tab, tab.come_back({"code": said["code"]}), "took too long")

    late = tab.provider.authorise(tab.begin())
    linked.shift(timedelta(minutes=16))
    answer = tab.come_back(late)
    assert (answer.status_code, answer.get_json()["code"]) == (401, "provider-refused")


def test_a_code_of_another_try(tab: Page) -> None:
    first = tab.provider.authorise(tab.begin())
    second = tab.provider.authorise(tab.begin())
    mixed = tab.come_back({"state": first["state"], "code": second["code"]})

    assert mixed.status_code == 401
    assert "did not take the code" in mixed.get_json()["message"]


def test_somebody_who_stops_is_told_so(tab: Page) -> None:
    state = tab.provider.authorise(tab.begin())["state"]

    refused(tab, tab.come_back({"state": state, "error": "access_denied"}), "was stopped")


def test_an_answer_in_another_providers_name(tab: Page) -> None:
    said = tab.provider.authorise(tab.begin())

    refused(tab, tab.come_back(said | {"iss": "https://another.example"}), "somebody else")


def test_a_provider_in_trouble_is_not_the_persons_fault(tab: Page) -> None:
    tab.provider.trouble = 500

    refused(tab, tab.go_there_and_back(), "does not answer", 503)


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://another.example"},
        {"authorization_endpoint": "http://another.example/authorize"},
        {"authorization_endpoint": 7},
    ],
)
def test_what_a_provider_says_of_itself_is_not_believed_either(
    tab: Page, about: dict[str, Any]
) -> None:
    tab.provider.about = about
    hashed = "x" * 43

    answer = tab.client.get(f"/sign-in/oidc?challenge={hashed}")

    refused(tab, answer, "could not be checked")


def test_each_refusal_is_noted_with_a_fixed_word_and_counted_by_the_hour(tab: Page) -> None:
    tab.provider.bend = {"nonce": "another"}
    for _ in range(2):
        tab.go_there_and_back()
    tab.client.get("/sign-in/oidc/callback", query_string={"state": "of nobody", "code": "x"})

    assert noted() == [(None, "provider-refused", 3)]


def test_of_somebody_whose_access_has_ended_it_says_who(tab: Page) -> None:
    with writing_session() as session:
        person = session.scalars(select(Person)).one()
        person.ended_at = NOW - timedelta(days=1)
        person_id = person.id

    assert tab.go_there_and_back().status_code == 401
    assert noted() == [(person_id, "access-ended", 1)]


def test_an_account_that_is_not_linked_is_noted(tab: Page) -> None:
    tab.provider.bend = {"sub": "somebody-else"}

    assert tab.go_there_and_back().status_code == 403
    assert noted() == [(None, "not-linked", 1)]
