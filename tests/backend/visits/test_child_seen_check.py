"""The child-seen check: every rule of the model (analysis 3.1; invariants 6, 7 and 16)."""

import pytest

from backend.people.author import Role
from backend.visits.schemas import REASONS
from sync.messages import Fields
from tests.backend.council import (
    add_family,
    allocate,
    made,
    make_household,
    new_id,
    reason_of,
    taken,
    why,
)

LATER = "2026-11-05T15:00:00.000Z"


@pytest.fixture
def family():
    return make_household(children=4)


@pytest.fixture
def visit_id(family):
    return family.visit()


def missing(outcome):
    assert why(outcome) == "invalid-fields"
    return set(reason_of(outcome).fields)


def test_journey_8_four_children_each_have_a_check_of_their_own(family, visit_id):
    alone, declined, observed, absent = family.child_ids
    facts: list[Fields] = [
        {"spoken_to": True, "child_words": "I like my bed.", "worker_view": "Settled."},
        {"seen_alone": "no", "reason_not_alone": "child_declined", "next_attempt_at": LATER},
        {"spoken_to": False, "observed_non_verbal": True, "awake": True, "bedroom_seen": True},
        {"seen": "no", "seen_alone": None, "where_absent": "At judo", "next_attempt_at": LATER},
    ]

    outcomes = [
        family.check(visit_id, child_id, **fact)
        for child_id, fact in zip((alone, declined, observed, absent), facts, strict=True)
    ]

    assert {outcome.status for outcome in outcomes} == {"accepted"}
    assert len({outcome.record_id for outcome in outcomes}) == len(family.child_ids)


def test_invariant_7_not_seen_alone_has_a_reason(family, visit_id):
    for alone in ("no", "part"):
        outcome = family.check(visit_id, family.child_ids[0], seen_alone=alone)
        assert "reason_not_alone" in missing(outcome)


@pytest.mark.parametrize("reason", REASONS)
def test_a_next_attempt_is_named_unless_it_is_for_age_or_development(family, visit_id, reason):
    facts = {"seen_alone": "no", "reason_not_alone": reason, "reason_text": "In words."}

    outcome = family.check(visit_id, family.child_ids[0], **facts)

    if reason == "age_or_development":
        assert outcome.status == "accepted"
    else:
        assert missing(outcome) == {"next_attempt_at"}


def test_another_reason_is_said_in_words(family, visit_id):
    facts = {"seen_alone": "no", "reason_not_alone": "other", "next_attempt_at": LATER}

    assert missing(family.check(visit_id, family.child_ids[0], **facts)) == {"reason_text"}


def test_a_child_who_was_seen_was_alone_or_not(family, visit_id):
    assert missing(family.check(visit_id, family.child_ids[0], seen_alone=None)) == {"seen_alone"}


def test_a_child_who_was_not_seen_is_somewhere_and_will_be_tried_again(family, visit_id):
    outcome = family.check(visit_id, family.child_ids[0], seen="no", seen_alone=None)

    assert missing(outcome) == {"where_absent", "next_attempt_at"}


def test_journey_7_a_relative_who_interprets_needs_a_reason(family, visit_id):
    facts: Fields = {"interpreter_used": True, "interpreter_is_family": True}
    child_id = family.child_ids[0]

    assert missing(family.check(visit_id, child_id, **facts)) == {"interpreter_reason"}
    facts["interpreter_reason"] = "Danger now, no line."
    assert family.check(visit_id, child_id, **facts).status == "accepted"


def test_an_unknown_answer_is_refused_and_named(family, visit_id):
    assert missing(family.check(visit_id, family.child_ids[0], consent="maybe")) == {"consent"}


def test_invariant_6_a_check_under_another_id_is_refused(family, visit_id):
    one, two = family.child_ids[:2]
    taken(family.check(visit_id, one))
    facts = {"visit_id": visit_id, "child_id": two, "case_id": family.case_id, "seen": "yes"}
    copied = {**facts, "seen_alone": "yes"}

    outcome = family.post("record_child_seen_check", new_id(), copied)

    assert why(outcome) == "wrong-id"


def test_invariant_6_two_workers_checks_of_one_child_on_one_visit_meet_and_both_are_kept(
    family, visit_id
):
    colleague = family.council.hire(Role.SOCIAL_WORKER)
    allocate(family, colleague)
    child_id = family.child_ids[0]
    taken(family.check(visit_id, child_id, worker_view="Settled."))

    outcome = family.check(visit_id, child_id, worker_view="Frightened.", by=colleague)

    record = family.council.record(outcome.record_id)
    assert outcome.status == "conflict"
    assert record.fields["worker_view"] == "Settled."
    assert [kept.value for kept in record.conflicts] == ["Frightened."]


def test_a_child_of_another_family_is_not_checked_on_this_visit(family, visit_id):
    other = add_family(family.council, family.manager, family.worker, children=1)

    assert why(family.check(visit_id, other.child_ids[0])) == "not-of-this-family"


def test_a_stranger_checks_nobody(family, visit_id):
    stranger = family.council.hire(Role.SOCIAL_WORKER)

    assert why(family.check(visit_id, family.child_ids[0], by=stranger)) == "not-your-case"


def test_journey_2_an_injury_of_a_non_mobile_baby_asks_for_an_urgent_request():
    family = make_household(children=1, non_mobile=True)
    injury = {"place": "left_forearm", "what": "Bruise", "explanation": "Fell", "explained_by": "M"}

    check_id = made(family.check(family.visit(), family.child_ids[0], injuries=[injury]))

    assert family.council.fields(check_id)["prompts"] == ["injury_non_mobile"]


def test_a_missing_interpreter_is_pointed_out():
    family = make_household(children=1, interpreter_needed=True, interpreter_language="Tigrinya")

    check_id = made(family.check(family.visit(), family.child_ids[0]))

    assert family.council.fields(check_id)["prompts"] == ["interpreter_missing"]


def test_invariant_16_a_correction_gives_its_reason_and_keeps_what_was_said(family, visit_id):
    check_id = taken(family.check(visit_id, family.child_ids[0], child_words="Nothing")).record_id
    better = {"reason": "I mixed up two children.", "child_words": "I want to stay."}

    taken(family.post("correct_child_seen_check", check_id, better))

    record = family.council.record(check_id)
    assert record.fields["child_words"] == "I want to stay."
    assert record.corrections[0].before["child_words"] == "Nothing"
    assert record.corrections[0].reason == "I mixed up two children."
    assert "reason" not in record.fields


def test_a_correction_does_not_leave_the_rules(family, visit_id):
    check_id = taken(family.check(visit_id, family.child_ids[0])).record_id
    worse = {"reason": "She was not alone.", "seen_alone": "no"}

    outcome = family.post("correct_child_seen_check", check_id, worse)

    assert "reason_not_alone" in missing(outcome)


def test_a_correction_cannot_give_the_check_to_another_child(family, visit_id):
    check_id = taken(family.check(visit_id, family.child_ids[0])).record_id
    other = {"reason": "Mixed up.", "child_id": family.child_ids[1]}

    assert missing(family.post("correct_child_seen_check", check_id, other)) == {"child_id"}


def test_a_childs_words_stay_as_they_were_said(family, visit_id):
    words = "  “No.”\n\nThen nothing. "

    outcome = taken(family.check(visit_id, family.child_ids[0], child_words=words))

    assert family.council.fields(outcome.record_id)["child_words"] == words


def test_a_correction_that_takes_answers_away_and_sends_the_rest_back_is_taken(family, visit_id):
    child_id, injury = family.child_ids[0], {"place": "arm", "what": "Bruise"}
    check_id = taken(family.check(visit_id, child_id, injuries=[injury])).record_id
    gone = {"reason": "It was paint.", "injuries": None, "tools_used": None, "prompts": None}

    taken(family.post("correct_child_seen_check", check_id, gone))

    assert family.council.fields(check_id)["prompts"] == []


def test_an_injury_that_only_the_second_worker_saw_still_asks_for_a_request(family, visit_id):
    colleague = family.council.hire(Role.SOCIAL_WORKER)
    allocate(family, colleague)
    child_id = family.child_ids[0]
    taken(family.check(visit_id, child_id))

    injuries = [{"place": "left_ear", "what": "Bruise"}]
    outcome = family.check(visit_id, child_id, injuries=injuries, by=colleague)

    record = family.council.record(outcome.record_id)
    assert outcome.status == "conflict"
    assert [kept.value[0]["place"] for kept in record.conflicts] == ["left_ear"]
    assert record.fields["prompts"] == ["injury"]
