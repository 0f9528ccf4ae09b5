"""docs/areas.md names every section of a file and every reading with its default."""

from pathlib import Path

import pytest

from backend.areas.profiles import profiles

TEXT = (Path(__file__).parents[3] / "docs" / "areas.md").read_text()
OF_THE_RELEASE = {
    *(
        "key",
        "name",
        "ref_prefix",
        "demo_numbers",
        "demo_surname",
        "emergency",
        "imminent_minutes",
        "push",
    ),
    *("device", "contact_policy", "police_told_label"),
}
PROFILE = profiles()["northamptonshire"]


@pytest.mark.parametrize("section", sorted(PROFILE.data.keys() - OF_THE_RELEASE))
def test_every_section_is_told_of(section):
    assert f"`{section}`" in TEXT or f"`{section}." in TEXT


@pytest.mark.parametrize("name", sorted(PROFILE.readings))
def test_every_reading_is_told_of_with_its_default(name):
    line = next(line for line in TEXT.splitlines() if line.startswith("|") and f"`{name}`" in line)
    value = {True: "true", False: "false"}.get(PROFILE.readings[name], PROFILE.readings[name])

    assert name.endswith("_clock") or str(value) in line.split("|")[2]
