"""The `doorstep` command, as an operator uses it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, text

from backend.commands import main
from backend.config import make_secret
from backend.database import driver_url
from tests.databases import KINDS, drop_database, make_empty_database

ADMIN = ["create-admin", "--email", "Chief@example.invalid", "--name", "Kit", "--area", "wirral"]
PASSWORD = "a long enough password\n"


@pytest.fixture(params=KINDS)
def environment(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A live installation with nothing in it."""
    url = make_empty_database(request.param, tmp_path)
    yield {
        "DOORSTEP_DATABASE_URL": url,
        "DOORSTEP_FOLDER": str(tmp_path),
        "DOORSTEP_TOKEN_KEY": make_secret(),
        "DOORSTEP_PUSH_KEY": make_secret(),
        "DOORSTEP_SECOND_FACTOR_KEY": make_secret(),
        "DOORSTEP_LETTERBOX_KEYS": make_secret(),
        "DOORSTEP_ATTACHMENT_KEYS": make_secret(),
        "DOORSTEP_DEMO": "",
    }
    drop_database(url)


def run(environment: dict[str, str], *words: str, typed: str = "") -> Result:
    """As typed in a shell."""
    return CliRunner().invoke(main, words, env=environment, input=typed)


def people_in(environment: dict[str, str]) -> list[tuple[str, str, str]]:
    """Who has an account."""
    engine = create_engine(driver_url(environment["DOORSTEP_DATABASE_URL"]))
    with engine.connect() as connection:
        query = text("SELECT email, role, password_hash FROM person ORDER BY email")
        found = [(row.email, row.role, row.password_hash) for row in connection.execute(query)]
    engine.dispose()
    return found


def published_names(environment: dict[str, str]) -> list[str]:
    """Whom colleagues' phones hear of."""
    engine = create_engine(driver_url(environment["DOORSTEP_DATABASE_URL"]))
    with engine.connect() as connection:
        wires = connection.scalars(text("SELECT wire FROM record WHERE type = 'person'"))
        found = [json.loads(wire)["fields"]["name"] for wire in wires]
    engine.dispose()
    return found


def test_there_is_no_administrator_until_one_is_made(environment: dict[str, str]) -> None:
    assert run(environment, "migrate").exit_code == 0
    assert people_in(environment) == []

    made = run(environment, *ADMIN, "--password-stdin", typed=PASSWORD)

    assert made.exit_code == 0, made.output
    assert made.output == "Kit can sign in.\n"
    [(email, role, hashed)] = people_in(environment)
    assert (email, role) == ("chief@example.invalid", "administrator")
    assert hashed.startswith("$argon2id$v=19$m=47104,t=1,p=1$")
    assert published_names(environment) == ["Kit"]


def test_the_password_is_asked_for_twice_and_not_shown(environment: dict[str, str]) -> None:
    run(environment, "migrate")

    made = run(environment, *ADMIN, typed=PASSWORD * 2)

    assert made.exit_code == 0, made.output
    assert PASSWORD.strip() not in made.output


@pytest.mark.parametrize(
    ("words", "typed", "told"),
    [
        (ADMIN, "short\n", "A password has 12 to 200 characters."),
        ([*ADMIN[:-1], "nowhere"], PASSWORD, "There is no such area."),
        ([*ADMIN[:2], "not an e-mail", *ADMIN[3:]], PASSWORD, "That is not an e-mail address."),
    ],
)
def test_what_is_wrong_is_said(
    environment: dict[str, str], words: list[str], typed: str, told: str
) -> None:
    run(environment, "migrate")

    made = run(environment, *words, "--password-stdin", typed=typed)

    assert made.exit_code == 1
    assert told in made.output
    assert people_in(environment) == []


def test_an_email_is_taken_once(environment: dict[str, str]) -> None:
    run(environment, "migrate")
    run(environment, *ADMIN, "--password-stdin", typed=PASSWORD)

    again = run(environment, *ADMIN, "--password-stdin", typed=PASSWORD)

    assert again.exit_code == 1
    assert "That e-mail is taken." in again.output


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_nothing_runs_on_tables_of_another_release(
    environment: dict[str, str], command: str
) -> None:
    refused = run(environment, command)

    assert refused.exit_code == 1
    assert "Run `doorstep migrate`." in refused.output


def test_demo_is_prepared_once(environment: dict[str, str]) -> None:
    first = run(environment, "demo", "--only-prepare")
    people = people_in(environment)
    again = run(environment, "demo", "--only-prepare")

    assert first.exit_code == 0, first.output
    assert "Inventing some families..." in first.output
    assert len(people) >= 27
    assert again.output == ""
    assert people_in(environment) == people


def test_a_live_installation_makes_no_secrets_of_its_own(environment: dict[str, str]) -> None:
    refused = run(environment | {"DOORSTEP_TOKEN_KEY": "short"}, "migrate")

    assert refused.exit_code == 1
    assert "at least 32 bytes" in refused.output


def test_the_document_can_be_printed(environment: dict[str, str]) -> None:
    printed = run(environment, "openapi")

    assert printed.exit_code == 0
    assert '"openapi": "3.1.0"' in printed.output


def test_access_can_be_ended(environment: dict[str, str]) -> None:
    run(environment, "migrate")
    run(environment, *ADMIN, "--password-stdin", typed=PASSWORD)

    ended = run(environment, "end-access", " chief@EXAMPLE.invalid")
    again = run(environment, "end-access", "chief@example.invalid")

    assert ended.output.endswith("Access has ended.\n")
    assert again.exit_code == 1
    assert "Nobody with that e-mail has access." in again.output


def test_a_device_that_is_not_there_cannot_be_revoked(environment: dict[str, str]) -> None:
    run(environment, "migrate")

    assert run(environment, "revoke-device", "nothing").exit_code == 1


def test_a_restored_backup_is_told_apart(environment: dict[str, str]) -> None:
    run(environment, "migrate")

    assert run(environment, "restored").exit_code == 0
    assert "pull afresh" in run(environment, "restored").output
