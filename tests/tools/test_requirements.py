"""Each row of docs/requirements.md is shown by a test, by worked cases, or says why not."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "requirements.md"
ROW = re.compile(r"^\| ([SWTNP]-\d\d) \| .+ \| (.+) \|$")
CASES = re.compile(r"cases: ([\w.]+(?:, [\w.]+)*)")
NOT_SOFTWARE = re.compile(r"^Not software( yet)?: .{20}")
ASKED = {
    "S": range(1, 24),
    "W": (*range(1, 24), *range(30, 41)),
    "T": range(1, 17),
    "N": range(1, 41),
    "P": range(1, 11),
}


def rows() -> Mapping[str, str]:
    """How each requirement is met, by its id."""
    lines = PAGE.read_text().splitlines()
    return {found[1]: found[2] for line in lines if (found := ROW.match(line))}


def test_every_requirement_of_the_first_half_has_a_row() -> None:
    asked = [f"{letter}-{number:02}" for letter, numbers in ASKED.items() for number in numbers]
    assert list(rows()) == asked


@pytest.mark.parametrize("row", rows())
def test_every_row_is_shown(row: str) -> None:
    how = rows()[row]
    ways = (row in named_in_tests(), any(known_cases(how)), bool(NOT_SOFTWARE.match(how)))
    assert any(ways), f"{row} has no test that names it, no worked cases and no reason"


def test_cases_that_are_named_exist() -> None:
    named = {rule for how in rows().values() for rule in cases_of(how)}
    assert named <= rules()


def cases_of(how: str) -> Iterator[str]:
    for found in CASES.finditer(how):
        yield from found[1].removesuffix(".").split(", ")


def known_cases(how: str) -> Iterator[str]:
    return (rule for rule in cases_of(how) if rule in rules())


@cache
def rules() -> set[str]:
    cases = json.loads((ROOT / "tests/backend/areas/vectors.json").read_text())
    return {case["rule"] for case in cases}


@cache
def named_in_tests() -> set[str]:
    """Ids that stand in a test file; a range such as `N-29 to N-32` names its ends only."""
    found: set[str] = set()
    for kind in ("test_*.py", "*.test.ts"):
        for path in (ROOT / "tests").rglob(kind):
            if path != Path(__file__):
                found.update(ids_in(path.read_text()))
    return found


def ids_in(text: str) -> Iterator[str]:
    """`W-20` in words, `w_20` in the name of a test."""
    for letter, number in re.findall(r"\b([SWTNP])-(\d\d)\b", text):
        yield f"{letter}-{number}"
    for name in re.findall(r"^(?:async )?def (test_\w+)", text, re.MULTILINE):
        for letter, number in re.findall(r"_([swtnp])_(\d\d)(?=_)", name):
            yield f"{letter.upper()}-{number}"
