"""A strategy request by the shortest path, and who may take each step (analysis 3.2, 3.4)."""

import pytest

from backend.people.author import Role
from tests.backend.council import add_family, make_household, new_id, taken, why

SLOT = {"starts_at": "2026-11-04T10:15:00.000Z", "place": "By telephone"}


@pytest.fixture
def family():
    return make_household()


def decide(family, kind, request_id, fields, by):
    return family.post(kind, request_id, fields, by=by, feed=f"discussion:{request_id}")


def authorise(family, request_id, by=None):
    return decide(family, "authorise_request", request_id, {"checked": True}, by or family.manager)


def test_a_request_goes_from_raised_to_authorised_to_a_confirmed_time(family):
    support = family.council.hire(Role.BUSINESS_SUPPORT)
    request_id = family.raise_request()
    taken(authorise(family, request_id))
    taken(decide(family, "confirm_slot", request_id, SLOT, support))

    fields = family.council.fields(request_id)
    assert fields["status"] == "slot_confirmed"
    assert fields["confirmed"]["starts_at"] == SLOT["starts_at"]
    assert fields["confirmed"]["by"] == support.author.person_id
    assert fields["authorised_by"] == family.manager.author.person_id


def test_references_count_up_and_say_only_the_area(family):
    refs = [family.council.fields(family.raise_request())["ref"] for _ in range(3)]

    assert refs == ["WIR-0001", "WIR-0002", "WIR-0003"]


def test_those_outside_the_file_get_a_copy_of_what_they_need_of_the_children(family):
    fields = family.council.fields(family.raise_request(child_ids=family.child_ids))

    assert [child["id"] for child in fields["children"]] == family.child_ids
    assert fields["children"][0]["name"] == "Invented Child"
    assert "address" not in str(fields)


def test_s16_a_request_says_which_of_the_councils_that_share_a_queue_it_is(family):
    """S-16: what the family says when it is raised; nothing where nobody has said."""
    before = family.council.fields(family.raise_request())
    taken(family.post("edit_family", family.case_id, {"authority": "Dudley"}, by=family.manager))

    assert before["authority"] is None
    assert family.council.fields(family.raise_request())["authority"] == "Dudley"


def test_the_server_says_who_raised_it_and_when(family):
    outcome = family.try_request(new_id(), raised_by=family.manager.author.person_id)

    assert why(outcome) == "invalid-fields"
    fields = family.council.fields(family.raise_request())
    assert fields["raised_by"] == family.worker.author.person_id
    assert fields["profile_version"] == 1


def test_a_category_is_one_of_this_area_and_never_keeps_an_urgent_request_away(family):
    other = family.try_request(new_id(), urgent=False, category="home_alone")
    assert why(other) == "invalid-fields"

    for category in (None, "home_alone"):
        fields = family.council.fields(family.raise_request(category=category))
        assert "category" in fields["gaps"]


def test_other_families_children_are_refused(family):
    other = add_family(family.council, family.manager, family.worker)

    outcome = family.try_request(new_id(), child_ids=other.child_ids)

    assert why(outcome) == "not-of-this-family"


def test_a_request_about_anothers_case_is_refused(family):
    stranger = family.council.hire(Role.SOCIAL_WORKER)

    assert why(family.try_request(new_id(), by=stranger)) == "not-your-case"


def test_a_request_stands_in_its_own_discussion(family):
    assert why(family.try_request(new_id(), feed=family.feed)) == "wrong-feed"


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.BUSINESS_SUPPORT, Role.HEALTH])
def test_invariant_5_authorising_is_for_the_roles_of_the_area(family, role):
    request_id = family.raise_request()

    assert why(authorise(family, request_id, family.council.hire(role))) == "not-allowed"


def test_the_manager_of_another_team_does_not_authorise(family):
    other = family.council.hire(Role.TEAM_MANAGER, team_id=new_id())

    assert why(authorise(family, family.raise_request(), other)) == "not-allowed"


def test_in_wirral_an_aswp_of_the_team_authorises_and_in_northamptonshire_not():
    for area, category, wanted in (
        ("wirral", "serious_risk", "accepted"),
        ("northamptonshire", "home_alone", "refused"),
    ):
        family = make_household(area=area)
        request_id = family.raise_request(category=category)
        outcome = authorise(family, request_id, family.council.hire(Role.ASWP))
        assert outcome.status == wanted


def test_invariant_5_a_manager_who_raised_it_may_authorise_it_and_that_is_flagged(family):
    request_id = new_id()
    taken(family.try_request(request_id, by=family.manager))

    taken(authorise(family, request_id))

    assert family.council.fields(request_id)["self_authorised"] is True


def test_a_request_is_not_authorised_unchecked(family):
    request_id = family.raise_request()

    outcome = decide(family, "authorise_request", request_id, {"checked": False}, family.manager)

    assert why(outcome) == "not-checked"


def test_a_slot_is_not_confirmed_before_it_is_authorised(family):
    support = family.council.hire(Role.BUSINESS_SUPPORT)

    outcome = decide(family, "confirm_slot", family.raise_request(), SLOT, support)

    assert why(outcome) == "not-in-this-state"


@pytest.mark.parametrize(
    ("starts_at", "code"),
    [("1970-01-01T09:00:00.000Z", "time-is-past"), ("2028-01-01T09:00:00.000Z", "time-is-far")],
)
def test_a_time_at_which_nobody_can_meet_is_not_confirmed(family, starts_at, code):
    support = family.council.hire(Role.BUSINESS_SUPPORT)
    request_id = family.raise_request()
    taken(authorise(family, request_id))

    outcome = decide(family, "confirm_slot", request_id, {**SLOT, "starts_at": starts_at}, support)

    assert why(outcome) == code
    assert family.council.fields(request_id)["status"] == "authorised"


def test_a_time_is_moved_by_who_saw_it_and_by_nobody_else(family):
    support = family.council.hire(Role.BUSINESS_SUPPORT)
    request_id = family.raise_request()
    taken(authorise(family, request_id))
    feed, later = f"discussion:{request_id}", {**SLOT, "starts_at": "2026-11-05T10:15:00.000Z"}
    council = family.council
    blind = council.change(support, "confirm_slot", request_id, feed, later)
    taken(decide(family, "confirm_slot", request_id, SLOT, support))

    assert why(council.offer(support, blind)) == "not-in-this-state"
    taken(decide(family, "confirm_slot", request_id, later, support))
    assert council.fields(request_id)["confirmed"]["starts_at"] == later["starts_at"]


def test_a_returned_request_says_why_and_goes_back_when_it_is_put_right(family):
    request_id = family.raise_request()
    reasons = {"reasons": "Say who was there."}
    taken(decide(family, "return_request", request_id, reasons, family.manager))
    assert family.council.fields(request_id)["returned"]["reasons"] == "Say who was there."

    better = {"what_is_happening": "A bruise. Mother was there."}
    taken(decide(family, "edit_request", request_id, better, family.worker))

    assert family.council.fields(request_id)["status"] == "awaiting_authorisation"


def test_an_edit_by_somebody_who_had_not_seen_the_return_does_not_take_it_back(family):
    request_id = family.raise_request()
    seen = family.council.record(request_id).version
    reasons = {"reasons": "Say who was there."}
    taken(decide(family, "return_request", request_id, reasons, family.manager))

    family.council.post(
        family.worker, "edit_request", request_id, f"discussion:{request_id}",
        {"place_now": "At school"}, base_version=seen,
    )  # fmt: skip

    fields = family.council.fields(request_id)
    assert fields["status"] == "returned"
    assert fields["place_now"] == "At school"


def test_what_is_authorised_is_not_edited(family):
    request_id = family.raise_request()
    taken(authorise(family, request_id))

    outcome = decide(family, "edit_request", request_id, {"urgent": False}, family.worker)

    assert why(outcome) == "not-in-this-state"


def test_two_people_editing_different_fields_are_both_heard(family):
    request_id = family.raise_request()
    seen = family.council.record(request_id).version
    for phone, fields in (
        (family.worker, {"place_now": "At school"}),
        (family.manager, {"reachable_number": "07700 900002"}),
    ):
        feed = f"discussion:{request_id}"
        edit = family.council.post(
            phone, "edit_request", request_id, feed, fields, base_version=seen
        )
        taken(edit)

    fields = family.council.fields(request_id)
    assert (fields["place_now"], fields["reachable_number"]) == ("At school", "07700 900002")


def test_invariant_4_a_request_is_withdrawn_with_a_reason_by_who_raised_it(family):
    request_id = family.raise_request()
    stranger = family.council.hire(Role.ASWP)
    reason = {"reason": "The bruise was paint."}

    assert why(decide(family, "withdraw_request", request_id, {}, family.worker))
    assert why(decide(family, "withdraw_request", request_id, reason, stranger))
    taken(decide(family, "withdraw_request", request_id, reason, family.worker))

    assert family.council.fields(request_id)["withdrawn"]["reason"] == "The bruise was paint."


def test_promise_2_a_request_written_while_the_case_was_ones_own_comes_late_and_counts(family):
    council, written_at = family.council, family.council.now
    council.later(hours=1)
    ended = {"person_id": family.worker.author.person_id}
    taken(family.post("end_allocation", family.case_id, ended, by=family.manager))

    outcome = family.try_request(new_id(), at=written_at)

    assert outcome.status == "accepted"
    assert outcome.late


def test_a_request_that_is_decided_is_not_raised_again_into_something_else(family):
    request_id = family.raise_request()
    taken(authorise(family, request_id))

    outcome = family.try_request(request_id, place_now="Elsewhere")

    assert why(outcome) == "not-in-this-state"


def test_a_manager_who_is_none_any_more_does_not_stop_a_request(family):
    stranger = family.council.hire(Role.HEALTH).author.person_id
    for manager_id in (stranger, new_id(), family.case_id):
        fields = family.council.fields(family.raise_request(manager_id=manager_id))
        assert fields["manager_id"] is None

    manager_id = family.manager.author.person_id
    fields = family.council.fields(family.raise_request(manager_id=manager_id))
    assert fields["manager_id"] == manager_id
