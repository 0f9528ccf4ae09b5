"""Visits: planned, started, ended, and never completed with a child unaccounted for."""

from datetime import timedelta

import pytest

from backend.people.author import Role
from sync.messages import time_text
from tests.backend.council import (
    Council,
    add_family,
    allocate,
    made,
    make_household,
    new_id,
    reason_of,
    taken,
    text,
    why,
)


def plan(family, **more):
    fields = {"case_id": family.case_id, "place": "school", "child_ids": family.child_ids, **more}
    return family.post("plan_visit", new_id(), fields)


def test_a_visit_goes_from_planned_to_on_site_to_completed():
    family = make_household(children=1)
    visit_id = made(plan(family))
    now = text(family.council.now)

    taken(family.post("start_visit", visit_id, {"started_at": now}))
    taken(family.check(visit_id, family.child_ids[0]))
    taken(family.post("complete_visit", visit_id, {"ended_at": now}))

    fields = family.council.fields(visit_id)
    assert fields["status"] == "completed"
    assert fields["worker_id"] == family.worker.author.person_id


def test_a_visit_is_not_completed_while_a_child_has_no_check_and_the_children_are_named():
    family = make_household(children=4)
    visit_id = family.visit()
    for child_id in family.child_ids[:2]:
        taken(family.check(visit_id, child_id))

    outcome = family.post("complete_visit", visit_id, {"ended_at": text(family.council.now)})

    assert why(outcome) == "checks-missing"
    assert set(reason_of(outcome).fields) == set(family.child_ids[2:])


@pytest.mark.parametrize(
    ("kind", "status"), [("record_no_access", "no_access"), ("abandon_visit", "abandoned_unsafe")]
)
def test_a_visit_that_could_not_be_made_says_why_and_needs_no_checks(kind, status):
    family = make_household()
    visit_id = family.visit()
    ended = {"reason": "Nobody opened.", "ended_at": text(family.council.now)}

    taken(family.post(kind, visit_id, ended))

    assert family.council.fields(visit_id)["status"] == status
    assert why(family.post("complete_visit", visit_id, ended | {})) == "invalid-fields"


def test_a_visit_that_is_over_does_not_start_again():
    family = make_household()
    visit_id = family.visit()
    now = text(family.council.now)
    taken(family.post("record_no_access", visit_id, {"reason": "Nobody.", "ended_at": now}))

    assert why(family.post("start_visit", visit_id, {"started_at": now})) == "visit-is-over"


def test_a_child_of_another_family_is_not_put_on_a_visit():
    family = make_household()
    other = add_family(family.council, family.manager, family.worker)

    assert why(plan(family, child_ids=other.child_ids)) == "not-of-this-family"


def test_a_child_is_not_named_twice():
    family = make_household(children=1)

    assert why(plan(family, child_ids=family.child_ids * 2)) == "same-child-twice"


def test_the_phone_does_not_say_whose_visit_it_is():
    family = make_household()
    colleague = family.council.hire(Role.SOCIAL_WORKER)

    assert why(plan(family, worker_id=colleague.author.person_id)) == "not-your-team"


def test_a_manager_plans_a_visit_for_a_worker():
    family = make_household()
    worker_id = family.worker.author.person_id
    fields = {
        "case_id": family.case_id,
        "place": "home",
        "child_ids": family.child_ids,
        "worker_id": worker_id,
    }

    visit_id = made(family.post("plan_visit", new_id(), fields, by=family.manager))

    assert family.council.fields(visit_id)["worker_id"] == worker_id


def test_a_visit_is_planned_for_a_colleague_of_this_area_only():
    family = make_household()
    elsewhere = Council("northamptonshire", shelf=family.council.shelf).hire(Role.SOCIAL_WORKER)
    fields = {"case_id": family.case_id, "place": "home", "child_ids": family.child_ids}
    fields["worker_id"] = elsewhere.author.person_id

    outcome = family.post("plan_visit", new_id(), fields, by=family.manager)

    assert why(outcome) == "no-such-colleague"


def test_a_planned_visit_is_changed_and_one_under_way_only_in_whom_and_what_for():
    family = make_household()
    planned, on_site = made(plan(family)), family.visit()

    assert family.post("edit_visit", planned, {"place": "hospital"}).status == "accepted"
    assert why(family.post("edit_visit", on_site, {"place": "hospital"})) == "visit-has-begun"
    one = {"child_ids": family.child_ids[:1]}
    assert family.post("edit_visit", on_site, one).status == "accepted"


def test_a_phone_whose_clock_is_fast_does_not_put_a_visit_or_a_concern_into_the_future():
    family = make_household(children=1)
    council = family.council
    now, tomorrow = (time_text(council.now + timedelta(days=days)) for days in (0, 1))

    visit_id = family.visit(started_at=tomorrow)
    request_id = family.raise_request(concern_at=tomorrow)

    assert council.fields(visit_id)["started_at"] == now
    assert council.fields(request_id)["concern_at"] == now


def test_two_workers_who_end_a_visit_differently_are_both_heard():
    family = make_household(children=1)
    colleague = family.council.hire(Role.SOCIAL_WORKER)
    allocate(family, colleague)
    visit_id = family.visit()
    taken(family.check(visit_id, family.child_ids[0]))
    base = family.council.record(visit_id).version
    family.council.later(hours=8)

    first = {"ended_at": "2026-11-03T10:00:00.000Z"}
    second = {"ended_at": "2026-11-03T10:05:00.000Z"}
    taken(family.post("complete_visit", visit_id, first))
    outcome = family.post("complete_visit", visit_id, second, by=colleague, base_version=base)

    assert outcome.status == "conflict"
    kept = family.council.record(visit_id).conflicts
    assert [one.value for one in kept if one.field == "ended_at"] == [second["ended_at"]]
