"""The areas' files: read whole, mistakes told in plain words, and no real number in demo."""

import json
import re

import pytest
import yaml

from backend.areas.call_windows import call_windows
from backend.areas.demo_numbers import document_in_demo
from backend.areas.profiles import FOLDER, BadProfile, document_of, profiles, read_profile
from backend.areas.publish import profile_fields
from backend.errors import Unavailable
from tests.backend.areas.test_call_windows import AREAS, STARTS

DRAMA = re.compile(r"\+44(7700900|1214960|1514960|1632960)\d{3}")
ANY_NUMBER = re.compile(r"\+?\d[\d ]{6,}\d")
SHOWN = re.compile(r"(07700 900|0121 496 0|0151 496 0|01632 960)\d{3}|(999|101) \(demo\)")


@pytest.fixture
def wirral():
    return yaml.safe_load((FOLDER / "wirral.yaml").read_text())


def saved(tmp_path, profile):
    file = tmp_path / "elsewhere.yaml"
    file.write_text(yaml.safe_dump(profile, sort_keys=False))
    return file


def test_the_three_areas_are_there_and_whole():
    assert set(profiles()) == set(AREAS)
    for profile in profiles().values():
        assert profile.urgent_categories
        assert {line.purpose for line in profile.lines} >= {"urgent_police", "manager"}


def test_a_fourth_area_is_a_file_and_no_code(tmp_path, wirral):
    wirral |= {"key": "elsewhere", "name": "Elsewhere", "ref_prefix": "ELS"}

    assert read_profile(saved(tmp_path, wirral)).key == "elsewhere"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda p: p.pop("ref_prefix"), "ref_prefix"),
        (lambda p: p["contacts"][0].update(number="ring us"), "contacts.0.number: is digits only"),
        (lambda p: p["calls"].pop("manager"), "calls: has no manager"),
        (
            lambda p: p["calls"]["urgent_police"]["entries"][0].update(contact="nobody"),
            "calls.urgent_police.entries.0.contact: there is no contact called nobody",
        ),
        (
            lambda p: p["calls"]["urgent_police"]["entries"][0].update(when="sometimes"),
            "when: is always, open, closed or bank_holiday",
        ),
        (
            lambda p: p["calls"]["urgent_police"].update(hours={"days": ["mon"], "from": "nine"}),
            "calls.urgent_police.hours",
        ),
    ],
)
def test_a_mistake_is_told_by_file_and_key_in_plain_words(tmp_path, wirral, spoil, told):
    spoil(wirral)

    with pytest.raises(BadProfile) as mistake:
        read_profile(saved(tmp_path, wirral))

    assert str(mistake.value).startswith("elsewhere.yaml: ")
    assert told in str(mistake.value)
    assert [key for key in mistake.value.faults if key in str(mistake.value)]


@pytest.mark.parametrize("text", ["", "just words", "a: [1"])
def test_a_file_that_is_no_profile_is_told(tmp_path, text):
    file = tmp_path / "elsewhere.yaml"
    file.write_text(text)

    with pytest.raises(BadProfile):
        read_profile(file)


def test_an_area_that_is_not_there_is_no_crash():
    from backend.areas.profiles import profile_of  # noqa: PLC0415

    with pytest.raises(Unavailable):
        profile_of("elsewhere")


def test_how_long_a_phone_may_be_out_of_contact_is_the_area_s(tmp_path, wirral):
    assert profile_fields(profiles()["wirral"])["offline_lease_hours"] == 72
    wirral["device"] = {"offline_lease_hours": 24}
    assert profile_fields(read_profile(saved(tmp_path, wirral)))["offline_lease_hours"] == 24

    wirral["device"] = {"offline_lease_hours": 0}
    with pytest.raises(BadProfile, match=re.escape("device.offline_lease_hours: is 1 to 336")):
        read_profile(saved(tmp_path, wirral))


@pytest.mark.parametrize("area", ["wirral", "northamptonshire", "sandwell_dudley_walsall"])
def test_s16_phones_are_told_who_may_do_what_and_how_a_time_is_found(area: str) -> None:
    """S-16: the councils that share a queue are told too, so that it can be read by council."""
    profile = profiles()[area]

    told = profile_fields(profile)

    assert "team_manager" in told["roles"]["authorise"]
    assert told["booking"]["mode"] == profile.booking.mode
    assert told["authorities"] == profile.data["meta"]["authorities"]


def test_contacts_that_must_be_set_before_going_live_are_known():
    assert "tso" in profiles()["wirral"].missing()
    assert "health_line" in profiles()["sandwell_dudley_walsall"].missing()


def test_a_number_that_cannot_be_dialled_as_written_is_no_number():
    assert profiles()["wirral"].contacts["mash_advice"].number is None


@pytest.mark.parametrize("area", AREAS)
def test_p_10_in_demo_no_real_number_and_no_real_mailbox_leaves(area):
    profile = profiles(demo=True)[area]
    windows = [call_windows(line, start) for line in profile.lines for start in STARTS]
    published = json.dumps([windows, profile_fields(profile)])

    for window in (one for line in windows for one in line):
        for entry in window["entries"]:
            if entry["number"] is not None:
                assert DRAMA.fullmatch(entry["number"])
                assert SHOWN.fullmatch(entry["shown"])
    for contact in profile.contacts.values():
        assert contact.number is None or DRAMA.fullmatch(contact.number)
        assert contact.address is None or contact.address.endswith(".example")
        assert contact.extension is None or contact.extension.startswith("960")
    assert "police.uk" not in published
    assert "police.uk" not in json.dumps(profile.data)


@pytest.mark.parametrize("area", AREAS)
def test_p_10_no_number_of_the_source_is_anywhere_in_a_demo_profile(area):
    real = {contact.number for contact in profiles()[area].contacts.values() if contact.number}
    real |= {c.extension for c in profiles()[area].contacts.values() if c.extension}
    demo = profiles(demo=True)[area]
    shown = list(demo.contacts.values())
    shown += [entry.contact for line in demo.lines for entry in line.entries]

    for contact in shown:
        assert not real & {contact.number, contact.shown, contact.extension}
    contacts = json.dumps(demo.data["contacts"])
    assert not [one for one in real - {"999", "101"} if one in contacts]


def test_what_was_changed_in_a_demonstration_stands_when_it_reaches_nobody():
    document = document_of("wirral", demo=True)
    contact = document["contacts"][0]
    contact |= {"number": "+447700900777", "shown": "07700 900777"}

    assert document_in_demo(document)["contacts"][0]["number"] == "+447700900777"

    contact["number"] = "+447911123456"
    assert DRAMA.fullmatch(document_in_demo(document)["contacts"][0]["number"])


def test_p_10_a_number_without_a_figure_is_no_button_in_demo_either():
    contact = profiles(demo=True)["wirral"].contacts["mash_advice"]

    assert contact.number is None
    assert contact.shown == "0151 496 010"


def test_no_named_officer_and_no_sample_of_the_sources_is_in_any_file():
    text = " ".join(file.read_text() for file in FOLDER.glob("*.yaml"))

    for sample in ("01604 123456", "Bond", "Angelina", "N146782"):
        assert sample not in text
