"""Who must have a second step, and how somebody who has none gets one while signing in."""

import uuid
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from backend.config import Config
from backend.database import writing
from backend.people.author import Role
from backend.people.second_factor.factors import reset, set_rule
from backend.people.second_factor.models import SecondFactorRule
from tests.backend.people.people_builders import bearer, make_person, me, sign_in
from tests.backend.people.second_factor.soft_key import HERE, SoftKey
from tests.backend.people.second_factor.steps import ask, code_of, first_step, second_step
from tests.databases import make_config


@pytest.fixture
def config(database_url: str, tmp_path: Any) -> Config:
    """With an address that passkeys can belong to."""
    return make_config(database_url, tmp_path, origin=HERE)


def forget_rules() -> None:
    """As a new installation is."""
    with writing() as connection:
        connection.execute(delete(SecondFactorRule))


def enrol(client: FlaskClient, ticket: str, method: str) -> Any:
    return client.post("/sign-in/second-factor/enrol", json={"ticket": ticket, "method": method})


def test_by_default_everybody_must_set_one_up_at_their_first_sign_in(client: FlaskClient) -> None:
    make_person()
    forget_rules()

    asked = first_step(client)
    assert (asked["enrol"], asked["methods"]) == (True, [])
    secret = enrol(client, asked["ticket"], "totp").get_json()["secret"]
    wrong = second_step(client, asked["ticket"], "totp", code=code_of(secret, 7))
    assert wrong.status_code == 403
    done = second_step(client, asked["ticket"], "totp", code=code_of(secret))

    assert done.status_code == 200
    assert len(done.get_json()["recovery_codes"]) == 10
    assert me(client, done.get_json()["access_token"]).status_code == 200
    assert first_step(client)["enrol"] is False


def test_or_a_passkey(client: FlaskClient) -> None:
    make_person()
    forget_rules()
    key, asked = SoftKey(), first_step(client)

    options = enrol(client, asked["ticket"], "passkey").get_json()["passkey_options"]
    done = second_step(client, asked["ticket"], "passkey", credential=key.make(options))
    assert done.status_code == 200, done.get_json()

    asked = first_step(client)
    assert asked["methods"] == ["passkey", "recovery"]
    used = key.use(asked["passkey_options"])
    assert second_step(client, asked["ticket"], "passkey", credential=used).status_code == 200


def test_nothing_but_setting_one_up_goes_on_without_one(client: FlaskClient) -> None:
    make_person()
    forget_rules()
    ticket = first_step(client)["ticket"]

    for method, said in (("totp", {"code": "000000"}), ("recovery", {"code": "AAAA"})):
        assert second_step(client, ticket, method, **said).status_code in (403, 409)
    assert (
        second_step(
            client, ticket, "passkey", credential=SoftKey().make({"challenge": ""})
        ).status_code
        == 403
    )


def test_whoever_has_one_cannot_set_up_another_between_the_steps(client: FlaskClient) -> None:
    make_person()
    token = sign_in(client).get_json()["access_token"]
    secret = ask(client, "totp", token).get_json()["secret"]
    ask(client, "totp/confirm", token, code=code_of(secret))

    for method in ("totp", "passkey"):
        assert enrol(client, first_step(client)["ticket"], method).status_code == 409


def test_invented_people_are_not_asked(client: FlaskClient, app: Flask, config: Config) -> None:
    object.__setattr__(config, "demo", True)
    make_person(demo=True)
    forget_rules()

    assert "access_token" in sign_in(client).get_json()


def test_an_area_says_for_which_roles(client: FlaskClient) -> None:
    make_person()
    make_person("boss@example.invalid", role=Role.TEAM_MANAGER)
    make_person("far@example.invalid", area="liverpool")
    with writing() as connection:
        set_rule(connection, "wirral", "*", demanded=False)
        set_rule(connection, "wirral", "team_manager", demanded=True)

    assert "access_token" in sign_in(client).get_json()
    assert first_step(client, email="boss@example.invalid")["enrol"] is True
    assert "access_token" in sign_in(client, "far@example.invalid").get_json()


def test_the_last_one_stays_where_one_is_demanded(client: FlaskClient) -> None:
    make_person()
    forget_rules()
    ticket = first_step(client)["ticket"]
    secret = enrol(client, ticket, "totp").get_json()["secret"]
    told = second_step(client, ticket, "totp", code=code_of(secret)).get_json()
    token, code = told["access_token"], told["recovery_codes"][0]

    kept = ask(client, "remove", token, method="totp", code=code)

    assert (kept.status_code, kept.get_json()["code"]) == (409, "last-second-factor")
    shown = client.get("/second-factor", headers=bearer(token)).get_json()
    assert shown["app_since"] is not None
    assert shown["recovery_codes_left"] == 10  # the code was not used up for nothing


def test_an_operator_can_begin_again_for_somebody_who_has_lost_all(client: FlaskClient) -> None:
    person = make_person()
    forget_rules()
    ticket = first_step(client)["ticket"]
    secret = enrol(client, ticket, "totp").get_json()["secret"]
    second_step(client, ticket, "totp", code=code_of(secret))

    with writing() as connection:
        reset(connection, person.id)

    assert first_step(client)["enrol"] is True


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SERVER])
def test_every_role_does_this_for_itself_and_a_stranger_not(
    client: FlaskClient, role: Role
) -> None:
    make_person(role=role)
    token = sign_in(client, install=str(uuid.uuid4())).get_json()["access_token"]
    own = ("totp", "passkeys/options")

    assert client.get("/second-factor", headers=bearer(token)).status_code == 200
    assert [ask(client, path, token).status_code for path in own] == [200, 200]
    for path in (*own, "totp/confirm", "passkeys", "remove", "recovery-codes"):
        assert ask(client, path, "no token").status_code == 401, path
