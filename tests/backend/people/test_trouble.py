"""Which release is too old, and what of a phone's own words reaches the manager."""

import pytest

from backend.people.trouble import is_older


@pytest.mark.parametrize(
    ("release", "minimum", "older"),
    [
        ("0.9.2", "0.10.0", True),
        ("0.10.0", "0.10.0", False),
        ("1.0", "0.10.0", False),
        (None, "0.1.0", True),
        ("anything", "0.1.0", True),
        (None, "", False),
    ],
)
def test_releases_are_compared_by_their_numbers(
    release: str | None, minimum: str, older: bool
) -> None:
    assert is_older(release, minimum) is older
