"""Two workers raise the same child: both are told, neither is held back, one thread is kept."""

import pytest

from backend.people.author import Role
from backend.schemas import read_moment
from sync.messages import time_text
from tests.backend.council import (
    Household,
    add_family,
    allocate,
    make_household,
    new_id,
    reason_of,
    why,
)
from tests.backend.strategy.deeds import alerted, do, post, told_by_phone, waits
from tests.backend.strategy.dispatched import with_support

SAME = {"reason": "The same bruise."}


@pytest.fixture
def family() -> Household:
    return make_household()


def colleague(family):
    other = family.council.hire(Role.SOCIAL_WORKER)
    allocate(family, other)
    return other


@pytest.fixture
def both(family):
    """From school and from home, by two workers."""
    other = colleague(family)
    family.council.later(hours=1)
    first = family.raise_request(concern_at="2026-11-03T09:30:00.000Z")
    second = family.raise_request(by=other, concern_at="2026-11-03T09:00:00.000Z")
    return first, second, other


def duplicates(family, request_id):
    return family.council.fields(request_id)["duplicates"]


def test_both_authors_and_the_manager_are_told_and_neither_is_held_back(family, both):
    """Analysis 3.5; journey 9."""
    first, second, other = both

    assert duplicates(family, first) == [second]
    assert duplicates(family, second) == [first]
    assert alerted(family, "possible_duplicate") == {
        family.worker.author.person_id,
        other.author.person_id,
        family.manager.author.person_id,
    }
    for request_id in (first, second):
        assert family.council.fields(request_id)["status"] == "awaiting_authorisation"
        assert ("team_manager", "look_at_duplicate") in waits(family, request_id)


def test_another_child_of_the_family_within_a_day_and_not_after_it(family):
    """Analysis 3.5: the same sibling group within 24 hours."""
    first = family.raise_request(child_ids=family.child_ids[:1])
    family.council.later(hours=24)
    second = family.raise_request(child_ids=family.child_ids[1:])
    assert duplicates(family, second) == [first]

    family.council.later(hours=25)
    third = family.raise_request(child_ids=family.child_ids[1:])
    assert duplicates(family, third) == [second]


def test_the_same_surname_and_day_of_birth_in_another_file(family):
    """Analysis 3.5: surname and date of birth; day and month may have changed places."""
    flags = {"family_name": "Vane", "date_of_birth": "2019-03-07"}
    elsewhere = {"family_name": "VANE ", "date_of_birth": "2019-07-03"}
    one = add_family(family.council, family.manager, family.worker, 1, **flags)
    other = add_family(family.council, family.manager, family.worker, 1, **elsewhere)
    first = one.raise_request()

    assert duplicates(one, other.raise_request()) == [first]
    assert duplicates(family, family.raise_request()) == []


def test_what_is_over_is_no_duplicate(family):
    first = family.raise_request()
    do(family, "withdraw_request", first, SAME)

    assert duplicates(family, family.raise_request()) == []


def test_one_goes_on_with_both_authors_and_the_earliest_concern(family, both):
    """Analysis 3.2 "merged", 3.5; journey 9: both authors, both times, merge by whom."""
    first, second, other = both
    told_by_phone(family, second)
    family.council.later(minutes=5)
    fields = do(family, "merge_request", second, {"into": first, **SAME}, family.manager)

    assert (fields["status"], fields["merged_into"]) == ("merged", first)
    assert fields["merged"]["by"] == family.manager.author.person_id
    assert fields["clocks"] == []
    stays = family.council.fields(first)
    assert stays["merged_from"] == [second]
    (author,) = stays["also_raised"]
    assert (author["by"], author["request_id"]) == (other.author.person_id, second)
    assert author["what_is_happening"]
    assert stays["concern_at"] == "2026-11-03T09:00:00.000Z"
    seen = next(one for one in stays["clocks"] if one["key"] == "child_seen")
    assert read_moment(seen["starts_at"]) == read_moment(stays["concern_at"])
    assert stays["police_told"]
    assert stays["duplicates"] == []
    assert other.author.person_id in alerted(family, "request_merged")


def test_the_children_of_both_are_on_the_one_that_goes_on(family):
    first = family.raise_request(child_ids=family.child_ids[:1], urgent=False, category=None)
    second = family.raise_request(child_ids=family.child_ids[1:])
    do(family, "merge_request", second, {"into": first, **SAME}, family.manager)

    stays = family.council.fields(first)
    assert stays["child_ids"] == family.child_ids
    assert [one["id"] for one in stays["children"]] == family.child_ids
    assert (stays["urgent"], stays["category"]) == (True, "serious_risk")


def test_the_thread_that_the_police_had_first_is_kept(family, both):
    """Analysis 3.5: the first police thread is kept, so there is one e-mail."""
    first, second, _ = both
    with_support(family, second)

    wrong_way = post(family, "merge_request", second, {"into": first, **SAME}, family.manager)
    reason = reason_of(wrong_way)
    assert reason.code == "other-way-round"
    assert family.council.fields(second)["ref"] in reason.message
    do(family, "merge_request", first, {"into": second, **SAME}, family.manager)


def test_only_the_manager_of_both_and_only_into_what_goes_on(family, both):
    first, second, _ = both
    into = {"into": first, **SAME}
    assert why(post(family, "merge_request", second, into)) == "not-allowed"
    for nothing in (second, family.case_id, new_id()):
        into_nothing = {"into": nothing, **SAME}
        outcome = post(family, "merge_request", second, into_nothing, family.manager)
        assert why(outcome) == "no-such-request"

    do(family, "withdraw_request", first, SAME, family.manager)
    outcome = post(family, "merge_request", second, into, family.manager)
    assert why(outcome) == "not-in-this-state"


def test_what_is_not_the_same_is_said_once_and_not_asked_again(family, both):
    first, second, _ = both
    do(family, "not_a_duplicate", first, {"other_id": second, "reason": "Another bruise."})
    assert duplicates(family, first) == duplicates(family, second) == []

    do(family, "edit_request", first, {"child_ids": family.child_ids})
    assert duplicates(family, first) == []
    assert family.council.fields(second)["no_duplicates"][first]["reason"] == "Another bruise."


def test_nobody_writes_into_a_request_that_was_not_found_to_be_alike(family):
    stranger = make_household(council=family.council, family_name="Other").raise_request()
    mine = family.raise_request()

    apart = {"other_id": stranger, "reason": "Another child."}
    assert why(post(family, "not_a_duplicate", mine, apart)) == "not-alike"


def test_an_earlier_concern_counts_from_its_own_time(family):
    """W-30, journey 9: whichever was written first."""
    early = time_text(family.council.now)
    first = family.raise_request(concern_at=early)
    family.council.later(hours=3)
    second = family.raise_request(concern_at=time_text(family.council.now))
    do(family, "merge_request", first, {"into": second, **SAME}, family.manager)

    assert family.council.fields(second)["concern_at"] == early
