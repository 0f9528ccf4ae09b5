"""A change of the arrangements: proposed by one, approved by another, counting from a moment on."""

from datetime import timedelta

import pytest

from backend.areas.names import arrangements_id, call_line_id, profile_id, version_id
from backend.people.author import Role
from sync.messages import time_text
from tests.backend.areas.arranged import MASH, RIGHT, SERGEANT, Arranged
from tests.backend.council import Council, make_household, new_id, reason_of, taken, why

CORRECTED = {**RIGHT, "dialable": True}


@pytest.fixture
def area():
    return Arranged()


def told(area):
    return area.council.fields(profile_id(area.area))


def test_a_correction_counts_once_a_second_administrator_has_approved_it(area):
    """P-08."""
    assert area.button("dedicated_sergeant")["number"] == "+447967348834"

    draft, outcome = area.propose({f"{SERGEANT}.{name}": RIGHT[name] for name in RIGHT})
    taken(outcome)
    assert area.button("dedicated_sergeant")["number"] == "+447967348834"
    taken(area.approve(draft))

    assert area.button("dedicated_sergeant")["number"] == RIGHT["number"]
    assert told(area)["version"] == 2
    assert area.council.fields(draft)["status"] == "approved"
    version = area.council.fields(version_id("wirral", 2))
    assert version["changes"][f"{SERGEANT}.number"] == RIGHT["number"]
    assert version["before"][f"{SERGEANT}.number"] == "+447967348834"
    assert version["approved_by"] == area.two.author.person_id


def test_nobody_approves_what_they_propose(area):
    draft, _ = area.propose({"booking.conference_facility": "Elsewhere"})

    assert why(area.approve(draft, by=area.one)) == "not-yourself"
    assert area.council.fields(draft)["status"] == "waiting"
    assert told(area)["version"] == 1


def test_nobody_but_an_administrator_of_the_area_approves(area):
    draft, _ = area.propose({"booking.conference_facility": "Elsewhere"})
    elsewhere = Council("northamptonshire", shelf=area.council.shelf)

    for by in (area.worker, area.server, elsewhere.hire(Role.ADMINISTRATOR)):
        assert why(area.approve(draft, by=by)) == "not-allowed"


def test_what_is_approved_twice_is_one_version(area):
    draft = area.correct(SERGEANT, RIGHT)

    assert why(area.approve(draft)) == "not-in-this-state"
    assert area.arrangements["last_version"] == 2


def test_what_another_change_has_overtaken_is_proposed_again(area):
    first, _ = area.propose({f"{SERGEANT}.use": "One thing"})
    area.correct(SERGEANT, {"use": "Another thing"})

    assert why(area.approve(first)) == "changed-since"


def test_two_changes_of_different_things_both_count(area):
    first, _ = area.propose({f"{SERGEANT}.use": "One thing"})
    area.correct(MASH, CORRECTED)
    taken(area.approve(first))

    assert told(area)["version"] == 3
    assert area.contact("mash_advice").fields["number"] == RIGHT["number"]
    assert area.contact("dedicated_sergeant").fields["use"] == "One thing"


@pytest.mark.parametrize(
    ("changes", "key", "words"),
    [
        ({f"{SERGEANT}.number": "ring us"}, "number", "digits"),
        ({f"{MASH}.number": "051", f"{MASH}.dialable": True}, "mash_advice", "another number"),
        (
            {f"{MASH}.number": "+44516663872", f"{MASH}.dialable": True},
            "mash_advice.number",
            "whole",
        ),
        ({f"{SERGEANT}.number": RIGHT["number"]}, "dedicated_sergeant.shown", "another number"),
        ({"contacts.nobody.number": RIGHT["number"]}, "contacts.nobody.number", "leads nowhere"),
        ({"contacts.999.number": RIGHT["number"]}, "contacts.999.number", "same everywhere"),
        ({"contacts.tso.must_set": False}, "contacts.tso.must_set", "not for administrators"),
        ({"ref_prefix": "AAA"}, "ref_prefix", "comes with the release"),
        ({"calls.urgent_police.entries": []}, "calls.urgent_police.entries", "is empty"),
    ],
)
def test_a_mistake_is_told_by_its_key_in_plain_words_and_nothing_is_proposed(
    area, changes, key, words
):
    draft, outcome = area.propose(changes)

    assert why(outcome) == "invalid-fields"
    assert draft not in area.council.shelf.records
    assert [
        text for name, text in reason_of(outcome).fields.items() if key in name and words in text
    ]


def test_promise_1_no_change_takes_101_or_999_off_the_urgent_page(area):
    entries = [{"contact": "dedicated_sergeant"}, {"contact": "999"}]
    closed = [{"contact": "dedicated_sergeant", "when": "open"}, {"contact": "999"}]

    assert why(area.propose({"calls.urgent_police.entries": closed})[1]) == "invalid-fields"
    taken(area.propose({"calls.urgent_police.entries": entries})[1])


def test_what_begins_later_is_in_the_windows_of_phones_before_it_begins(area):
    begins = area.council.now + timedelta(days=7)
    area.correct(SERGEANT, RIGHT, effective_from=time_text(begins))

    assert told(area)["version"] == 1
    assert area.button("dedicated_sergeant")["number"] == "+447967348834"
    later = time_text(begins + timedelta(minutes=1))
    assert area.button("dedicated_sergeant", later)["number"] == RIGHT["number"]

    area.council.later(days=7)
    area.publish()
    assert told(area)["version"] == 2
    assert area.button("dedicated_sergeant")["number"] == RIGHT["number"]


def test_a_number_corrected_today_does_not_wait_for_what_begins_later_nor_is_lost_then(area):
    begins = area.council.now + timedelta(days=7)
    area.correct("contacts.west_mash", {"use": "Later"}, effective_from=time_text(begins))
    area.correct(SERGEANT, RIGHT)

    assert area.button("dedicated_sergeant")["number"] == RIGHT["number"]
    assert told(area)["version"] == 3
    assert area.council.fields(version_id("wirral", 4))["replaces"] == 2
    area.council.later(days=8)
    area.publish()
    assert told(area)["version"] == 4
    assert area.button("dedicated_sergeant")["number"] == RIGHT["number"]
    assert area.contact("west_mash").fields["use"] == "Later"


def test_going_back_is_a_new_version_that_says_what_an_older_one_did(area):
    area.correct(SERGEANT, RIGHT)
    draft, outcome = area.propose({}, roll_back_to=1)
    taken(outcome)
    taken(area.approve(draft))

    assert told(area)["version"] == 3
    assert area.button("dedicated_sergeant")["number"] == "+447967348834"
    assert area.council.fields(version_id("wirral", 2))["changes"]


def test_who_proposed_it_takes_it_back_and_it_stays_readable(area):
    draft, _ = area.propose({f"{SERGEANT}.use": "One thing"})
    taken(area.act("decline_arrangements", draft, {"reason": "A mistake"}, area.one))

    assert area.council.fields(draft)["status"] == "declined"
    assert why(area.approve(draft)) == "not-in-this-state"


def test_promise_5_a_request_keeps_the_version_it_began_with(area):
    family = make_household(council=area.council)
    live(area)
    old = family.raise_request()
    area.correct("urgent.categories.serious_risk", {"label": "Serious harm"})
    new = family.raise_request()
    late = family.raise_request(profile_version=1)

    versions = [area.council.fields(one)["profile_version"] for one in (old, new, late)]
    assert versions == [1, 2, 1]


def test_promise_5_what_was_written_by_an_older_list_is_taken_by_that_list(area):
    family = make_household(council=area.council)
    live(area)
    area.correct("clocks.strategy", {"categories": {}})
    area.correct("urgent.categories.serious_risk", {"code": "grave_risk"})

    assert "category" in family.council.fields(family.raise_request())["gaps"]
    calm = family.try_request(new_id(), urgent=False)
    assert why(calm) == "invalid-fields"
    old = family.raise_request(profile_version=1)
    assert "category" not in family.council.fields(old)["gaps"]
    taken(family.post("edit_request", old, {"place_now": "School"}, feed=f"discussion:{old}"))


def live(area):
    """As if everything were set: these tests are about something else."""
    record = area.council.record(arrangements_id(area.area))
    record.fields["live_at"] = time_text(area.council.now)


def test_a_line_is_published_again_with_its_windows(area):
    before = area.council.record(call_line_id("wirral", "urgent_police")).version
    area.correct(SERGEANT, RIGHT)

    assert area.council.record(call_line_id("wirral", "urgent_police")).version == before + 1
