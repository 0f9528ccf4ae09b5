"""A password that many people use is refused, in words; any other that is long enough is taken."""

import pytest

from backend.errors import Invalid
from backend.people.accounts import check_password

ABOUT = ("ash.marlow@council.example", "Ash Marlow")


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "123456789012",
        "qwertyuiop123",
        "aaaaaaaaaaaa",
        "iloveyou1234",
        "letmeinletmein",
        "liverpool2024",
        "P@ssw0rd1234",
        "DoorstepDoorstep",
        "doorstep2026",
        "marlowmarlow1",
        "a" * 200,
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    with pytest.raises(Invalid) as error:
        check_password(password, *ABOUT)

    assert error.value.code == "known-password"
    assert "Choose another" in error.value.fields["password"]


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "purple monkey dishwasher",
        "gh48-tree-bank-lake",
        "drei gelbe Birnen",
        "\u96e8\u306e\u65e5\u306b\u306f\u672c\u3092\u8aad\u3080\u306e\u304c\u597d\u304d",
        "qmvxkwzjpfyb",
        " spaces at both ends ",
        "seven long words make a very long password indeed " * 3,
    ],
)
def test_no_kind_of_character_is_demanded(password: str) -> None:
    check_password(password, *ABOUT)


@pytest.mark.parametrize("password", ["", "eleven char", "x" * 201])
def test_the_length_is_from_twelve_to_two_hundred(password: str) -> None:
    with pytest.raises(Invalid) as error:
        check_password(password)

    assert error.value.code == "invalid"
