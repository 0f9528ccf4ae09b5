"""A mistake in an area's file is told in plain words: by its key, and by its line in the file."""

from typing import Any

import pytest
import yaml

from backend.areas.profiles import (
    FOLDER,
    BadProfile,
    document_of,
    profile_from,
    profiles,
    read_profile,
)
from backend.areas.yaml_file import NotAFile, read_yaml


def faults_of(document):
    with pytest.raises(BadProfile) as mistake:
        profile_from(document)
    return mistake.value.faults


def change(document: Any, path: str, value: object) -> None:
    """Sets `clocks.0.name`; a number is a place in a list."""
    *way, last = path.split(".")
    for name in way:
        document = document[int(name) if isinstance(document, list) else name]
    document[int(last) if isinstance(document, list) else last] = value


@pytest.mark.parametrize(
    ("path", "value", "key", "told"),
    [
        ("clockz", [], "clockz", "is not a key that is known here."),
        ("booking.formatz", [], "booking.formatz", "is not a key that is known here."),
        ("contacts.0.number", "0151 496", "contacts.0.number", "is digits only"),
        ("contacts.0.kind", "fax", "contacts.0.kind", "is phone, email or phone_email."),
        ("contacts.0.must_set", "yes", "contacts.0.must_set", "is true or false."),
        ("contacts.0.verified", "last week", "contacts.0.verified", 'like "2026-12-24"'),
        ("contacts.0.key", "tso", "contacts", "tso stands there 2 times."),
        ("readings.friday_cutoff", "four", "readings.friday_cutoff", "is one of: a time, null."),
        ("readings.cutoff_inclusive", 1, "readings.cutoff_inclusive", "is one of: true, false."),
        ("readings.guess", True, "readings.guess", "is not a reading that is known here."),
        ("clocks.0.rules", [{"hours": 1, "days": 2}], "clocks.0.rules.0", "exactly one of"),
        ("record.source", "", "record.source", "begins with one of"),
        ("booking.hold_minutes", None, "booking.hold_minutes", "is empty."),
        ("clocks.0.rules", [{"hours": 10**9}], "clocks.0.rules.0.hours", "1 to 744"),
        ("clocks.0.source", "a friend", "clocks.0.source", "begins with one of"),
        ("clocks.0.rules", [{"hours": 1, "reading": "x"}], "clocks.0", "no reading called x."),
        ("escalation.0.to", ["nobody"], "escalation.0", "there is no contact called nobody."),
        ("escalation.0.after_clock", "x", "escalation.0.after_clock", "no clock called x."),
        ("escalation.0.events", [], "escalation.0", "says what opens it."),
        ("routing.0.when", ["crime"], "routing", "for every other request."),
        ("email.to", "nobody", "email.to", "there is no contact called nobody."),
        ("calls.manager.hours", "night", "calls.manager.hours", "is office, a contact"),
        ("calendar.office_hours.end", "08:00", "calendar.office_hours", "ends after it starts."),
        ("calendar.closures", [{"date": "24 Dec"}], "calendar.closures.0.date", "is a date"),
        ("calendar.holidays.subdivision", "XYZ", "calendar.holidays", "holidays are known"),
        ("meta.version", "one", "meta.version", "is a whole number."),
    ],
)
def test_a_fault_is_told_by_its_key(path, value, key, told):
    document = document_of("wirral")
    change(document, path, value)

    assert told in faults_of(document)[key]


def test_promise_1_no_area_can_be_written_without_999_and_a_police_line_at_every_hour():
    document = document_of("wirral")
    entries = document["calls"]["urgent_police"]["entries"]
    entries[:] = [entry for entry in entries if entry["contact"] != "999"]
    assert "no 999" in faults_of(document)["calls.urgent_police.entries"]

    document = document_of("wirral")
    document["calls"]["urgent_police"]["entries"][1]["when"] = "closed"
    assert "no police line" in faults_of(document)["calls.urgent_police.entries"]


@pytest.mark.parametrize("area", sorted(profiles()))
def test_a_number_of_a_file_that_cannot_be_dialled_as_written_is_a_fault_too(area):
    for demo in (False, True):
        document = document_of(area, demo=demo)
        document["contacts"][0] |= {"number": "+4451666", "shown": "051 666"}
        assert faults_of(document).keys() == {"contacts.0.number"}


def test_a_number_is_not_checked_on_a_day_that_has_not_come(tmp_path):
    file = tmp_path / "elsewhere.yaml"
    text = (FOLDER / "wirral.yaml").read_text()
    file.write_text(text.replace(", verified: null", ', verified: "2199-01-01"'))

    with pytest.raises(BadProfile, match=r"contacts.0.verified: is in the future. \(line"):
        read_profile(file)


def test_what_is_said_to_be_given_by_nobody_is_there():
    document = document_of("wirral")
    document["not_given"] = ["booking.hold_minutes", "roles.guess"]

    assert faults_of(document) == {"not_given.1": "leads nowhere in these arrangements."}


def test_sessions_are_whole():
    document = document_of("northamptonshire")
    document["booking"]["sessions"]["end"] = "11:20"
    assert "by whole slots" in faults_of(document)["booking.sessions.end"]

    document = document_of("northamptonshire")
    document["booking"]["sessions"]["mapping"]["mon"] = "tue"
    assert "has no session" in faults_of(document)["booking.sessions.mapping"]


def test_a_fault_of_a_file_is_told_with_its_line(tmp_path):
    text = (FOLDER / "wirral.yaml").read_text()
    file = tmp_path / "elsewhere.yaml"
    file.write_text(text.replace("version: 1", "version: one"))
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "version: 1" in one)

    with pytest.raises(BadProfile, match=rf"meta.version: is a whole number. \(line {line}\)"):
        read_profile(file)


def test_a_key_that_stands_twice_is_a_mistake_and_a_date_stays_text():
    with pytest.raises(NotAFile, match="line 2: name stands there twice"):
        read_yaml("name: a\nname: b\n")

    assert read_yaml("day: 2026-12-24") == {"day": "2026-12-24"}


def test_every_reading_says_what_it_asks_its_choices_and_its_source():
    defaults = yaml.safe_load((FOLDER / "defaults.yaml").read_text())

    assert defaults["readings"].keys() == defaults["reading_notes"].keys()
    for note in defaults["reading_notes"].values():
        assert note["question"]
        assert note["source"]
        assert note["choices"]
