"""A passkey answers one question, at one address, for one person."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.config import Config
from tests.backend.people.people_builders import bearer, make_person, sign_in
from tests.backend.people.second_factor.soft_key import HERE, SoftKey, b64
from tests.backend.people.second_factor.steps import ask, first_step, second_step
from tests.databases import make_config

EVIL = "https://doorstep.example.net"


@pytest.fixture
def config(database_url: str, tmp_path: Any) -> Config:
    """With an address that passkeys can belong to."""
    return make_config(database_url, tmp_path, origin=HERE)


def begin(client: FlaskClient, token: str, **said: Any) -> dict[str, Any]:
    begun: dict[str, Any] = ask(client, "passkeys/options", token, **said).get_json()
    return begun


def set_up(client: FlaskClient, key: SoftKey, **who: Any) -> dict[str, Any]:
    token = sign_in(client, **who).get_json()["access_token"]
    begun = begin(client, token)
    made = key.make(begun["passkey_options"])
    saved = ask(client, "passkeys", token, ticket=begun["ticket"], credential=made)
    assert saved.status_code == 200, saved.get_json()
    told: dict[str, Any] = saved.get_json()
    return told | {"token": token}


def use(client: FlaskClient, asked: dict[str, Any], credential: dict[str, Any]) -> Any:
    return second_step(client, asked["ticket"], "passkey", credential=credential)


def test_it_is_the_second_step_from_then_on(client: FlaskClient) -> None:
    make_person()
    key = SoftKey()
    told = set_up(client, key)
    assert len(told["recovery_codes"]) == 10
    assert told["passkeys"][0]["name"].startswith("Passkey of ")

    asked = first_step(client)
    answer = key.use(asked["passkey_options"])
    assert use(client, asked, answer).status_code == 200
    assert use(client, asked, answer).get_json()["code"] == "ticket-ended"
    assert use(client, first_step(client), answer).get_json()["code"] == "wrong-passkey"


@pytest.mark.parametrize("bent", [{"origin": EVIL}, {"rp_id": "doorstep.example.net"}])
def test_an_answer_given_at_another_address_is_not_believed(
    client: FlaskClient, bent: dict[str, str]
) -> None:
    make_person()
    key = SoftKey()
    set_up(client, key)
    asked = first_step(client)
    for name, value in bent.items():
        setattr(key, name, value)

    assert use(client, asked, key.use(asked["passkey_options"])).status_code == 403


def test_a_copy_of_a_key_is_noticed_by_its_counter(client: FlaskClient) -> None:
    make_person()
    key = SoftKey()
    set_up(client, key)
    asked = first_step(client)
    assert use(client, asked, key.use(asked["passkey_options"])).status_code == 200

    key.count = 1
    asked = first_step(client)
    assert use(client, asked, key.use(asked["passkey_options"])).status_code == 403


def test_another_persons_key_and_a_forged_signature_are_refused(client: FlaskClient) -> None:
    make_person()
    make_person("other@example.invalid")
    mine, theirs = SoftKey(), SoftKey()
    set_up(client, mine)
    set_up(client, theirs, email="other@example.invalid")
    asked = first_step(client)

    assert use(client, asked, theirs.use(asked["passkey_options"])).status_code == 403
    forged = theirs.use(asked["passkey_options"]) | {"id": b64(mine.id), "rawId": b64(mine.id)}
    assert use(client, asked, forged).status_code == 403
    rubbish = forged | {
        "response": {"clientDataJSON": "e30", "authenticatorData": "", "signature": "x"}
    }
    assert use(client, asked, rubbish).status_code in (403, 422)


def test_a_made_passkey_needs_the_question_that_was_put_to_this_person(client: FlaskClient) -> None:
    make_person()
    make_person("other@example.invalid")
    token = sign_in(client).get_json()["access_token"]
    other = sign_in(client, "other@example.invalid").get_json()["access_token"]
    begun = begin(client, token)
    made = SoftKey().make(begun["passkey_options"])

    stolen = ask(client, "passkeys", other, ticket=begun["ticket"], credential=made)
    assert (stolen.status_code, stolen.get_json()["code"]) == (409, "ticket-ended")
    elsewhere = SoftKey(origin=EVIL).make(begun["passkey_options"])
    refused = ask(client, "passkeys", token, ticket=begun["ticket"], credential=elsewhere)
    assert refused.status_code == 403
    assert (
        ask(client, "passkeys", token, ticket=begun["ticket"], credential=made).status_code == 200
    )


def test_a_second_one_needs_a_code_and_one_goes_without_the_other(client: FlaskClient) -> None:
    make_person()
    told = set_up(client, SoftKey())
    token, codes = told["token"], told["recovery_codes"]

    assert ask(client, "passkeys/options", token).status_code == 422
    begun = begin(client, token, code=codes[0])
    assert len(begun["passkey_options"]["excludeCredentials"]) == 1
    made = SoftKey().make(begun["passkey_options"])
    saved = ask(client, "passkeys", token, ticket=begun["ticket"], credential=made).get_json()
    assert "recovery_codes" not in saved
    first = saved["passkeys"][0]["id"]
    left = ask(client, "remove", token, method="passkey", passkey_id=first, code=codes[1])
    assert [one["id"] for one in left.get_json()["passkeys"]] == [saved["passkeys"][1]["id"]]
    again = ask(client, "remove", token, method="passkey", passkey_id=first, code=codes[2])
    assert again.status_code == 404


class TestWithoutAnAddress:
    @pytest.fixture
    def config(self, database_url: str, tmp_path: Any) -> Config:
        """The settings say nothing of where people find Doorstep."""
        return make_config(database_url, tmp_path)

    def test_passkeys_are_not_offered(self, client: FlaskClient) -> None:
        make_person()
        token = sign_in(client).get_json()["access_token"]

        assert ask(client, "passkeys/options", token).get_json()["code"] == "no-passkeys-here"
        shown = client.get("/second-factor", headers=bearer(token)).get_json()
        assert shown["passkeys_offered"] is False
