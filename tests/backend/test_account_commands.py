"""What an operator does about second steps."""

from tests.backend.test_commands import ADMIN, PASSWORD, environment, run

__all__ = ["environment"]


def test_an_operator_says_who_needs_a_second_step(environment: dict[str, str]) -> None:
    run(environment, "migrate")

    done = run(environment, "second-step", "--area", "wirral", "--role", "health", "--not-demanded")
    assert (done.exit_code, done.output) == (0, "From the next sign-in on.\n")
    wrong = run(environment, "second-step", "--area", "nowhere", "--demanded")
    assert (wrong.exit_code, wrong.output) == (1, "Error: There is no such area.\n")


def test_an_operator_begins_again_for_somebody(environment: dict[str, str]) -> None:
    run(environment, "migrate")
    run(environment, *ADMIN, "--password-stdin", typed=PASSWORD)

    assert run(environment, "reset-second-step", "chief@example.invalid").exit_code == 0
    wrong = run(environment, "reset-second-step", "nobody@example.invalid")
    assert (wrong.exit_code, wrong.output) == (1, "Error: Nobody has that e-mail.\n")
