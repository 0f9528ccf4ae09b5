"""`doorstep add-person`: the way in for every role of a live installation."""

import pytest
from sqlalchemy import create_engine, text

from backend.database import driver_url
from tests.backend.test_commands import PASSWORD, environment, run

__all__ = ["environment"]
WORKER = [
    "add-person", "--email", "Sal@example.invalid", "--name", "Sal", "--role", "social_worker",
    "--area", "wirral", "--phone", "07700 900001", "--password-stdin",
]  # fmt: skip


def rows(environment: dict[str, str], query: str) -> list[tuple[object, ...]]:  # noqa: F811
    engine = create_engine(driver_url(environment["DOORSTEP_DATABASE_URL"]))
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return found


def add(
    environment: dict[str, str],  # noqa: F811
    email: str,
    role: str,
    *more: str,
) -> None:
    words = [*WORKER[:1], "--email", email, "--name", "Kit", "--role", role, "--area", "wirral"]
    made = run(environment, *words, *more, "--password-stdin", typed=PASSWORD)
    assert made.exit_code == 0, made.output


def test_people_of_one_team_can_sign_in_and_colleagues_hear_of_them(
    environment: dict[str, str],  # noqa: F811
) -> None:
    run(environment, "migrate")

    made = run(environment, *WORKER, "--team", "East", typed=PASSWORD)
    add(environment, "toni@example.invalid", "team_manager", "--team", "East")

    assert (made.exit_code, made.output) == (0, "Sal can sign in.\n")
    people = rows(environment, "SELECT email, role, phone FROM person ORDER BY email")
    assert people == [
        ("sal@example.invalid", "social_worker", "07700 900001"),
        ("toni@example.invalid", "team_manager", None),
    ]
    assert rows(environment, "SELECT name FROM team") == [("East",)]
    assert rows(environment, "SELECT count(*) FROM person WHERE team_id IS NOT NULL") == [(2,)]
    told = rows(environment, "SELECT count(*) FROM record WHERE type = 'person'")
    assert told == [(2,)]


def test_an_agency_needs_no_team(environment: dict[str, str]) -> None:  # noqa: F811
    run(environment, "migrate")

    add(environment, "pat@example.invalid", "police_sergeant")

    assert rows(environment, "SELECT team_id FROM person") == [(None,)]


@pytest.mark.parametrize(
    ("words", "typed", "told"),
    [
        (WORKER, PASSWORD, "Say which team"),
        ([*WORKER, "--team", "East"], "short\n", "A password has 12 to 200 characters."),
        (
            [*WORKER[:6], "server", *WORKER[7:], "--team", "East"],
            PASSWORD,
            "not one of",
        ),
        ([*WORKER[:8], "nowhere", *WORKER[9:], "--team", "East"], PASSWORD, "no such area"),
        ([*WORKER[:4], " ", *WORKER[5:], "--team", "East"], PASSWORD, "The name: Needs some text."),
        ([*WORKER[:4], "S" * 201, *WORKER[5:], "--team", "East"], PASSWORD, "The name: Too long"),
        ([*WORKER[:10], "7" * 41, *WORKER[11:], "--team", "East"], PASSWORD, "The phone: Too"),
        ([*WORKER, "--team", ""], PASSWORD, "The team: Needs some text."),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_made(
    environment: dict[str, str],  # noqa: F811
    words: list[str],
    typed: str,
    told: str,
) -> None:
    run(environment, "migrate")

    made = run(environment, *words, typed=typed)

    assert made.exit_code != 0
    assert told in made.output
    assert rows(environment, "SELECT count(*) FROM person") == [(0,)]
    assert rows(environment, "SELECT count(*) FROM team") == [(0,)]
