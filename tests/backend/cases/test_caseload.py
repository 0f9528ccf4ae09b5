"""Who may write on a family's file: who has it, or had it when the work was done."""

from backend.people.author import Role
from tests.backend.council import (
    add_family,
    allocate,
    made,
    make_household,
    new_id,
    take_away,
    taken,
    why,
)


def a_note(family, **parts):
    fields = {"case_id": family.case_id, "text": "Seen at the door."}
    return family.post("add_note", new_id(), fields, **parts)


def test_the_worker_who_has_the_family_writes_on_its_file():
    family = make_household()

    outcome = a_note(family)

    assert outcome.status == "accepted"
    assert not outcome.late


def test_the_teams_manager_writes_on_its_file():
    family = make_household()

    assert a_note(family, by=family.manager).status == "accepted"


def test_a_colleague_who_never_had_the_family_is_refused():
    family = make_household()
    stranger = family.council.hire(Role.SOCIAL_WORKER)

    assert why(a_note(family, by=stranger)) == "not-your-case"


def test_the_manager_of_another_team_is_refused():
    family = make_household()
    other = family.council.hire(Role.TEAM_MANAGER, team_id=new_id())

    assert why(a_note(family, by=other)) == "not-your-case"


def test_every_other_role_is_refused_on_the_file():
    family = make_household()
    others = set(Role) - {Role.SOCIAL_WORKER, Role.ASWP, Role.TEAM_MANAGER, Role.SERVER}

    refusals = {why(a_note(family, by=family.council.hire(role))) for role in others}

    assert refusals == {"not-your-case"}


def test_a_family_that_does_not_exist_is_refused_in_the_same_words():
    family = make_household()
    stranger = family.council.hire(Role.SOCIAL_WORKER)
    nowhere = {"case_id": new_id(), "text": "Seen."}

    unknown = family.post("add_note", new_id(), nowhere)
    not_theirs = a_note(family, by=stranger)

    assert unknown.reason == not_theirs.reason


def test_promise_2_work_done_while_the_case_was_ones_own_is_kept_as_a_late_contribution():
    family = make_household()
    done_at = family.council.now
    family.council.later(hours=2)
    take_away(family, family.worker)
    family.council.later(hours=1)

    outcome = a_note(family, at=done_at)

    assert outcome.status == "accepted"
    assert outcome.late


def test_work_done_after_the_case_was_taken_away_is_refused():
    family = make_household()
    family.council.later(hours=2)
    take_away(family, family.worker)
    family.council.later(hours=1)

    assert why(a_note(family)) == "not-your-case"


def test_work_done_before_the_case_was_ones_own_is_refused_once_it_is_gone():
    family = make_household()
    before = family.council.now
    family.council.later(hours=1)
    second = family.council.hire(Role.SOCIAL_WORKER)
    allocate(family, second)
    family.council.later(hours=1)
    take_away(family, second)

    assert why(a_note(family, by=second, at=before)) == "not-your-case"


def test_an_allocation_ends_when_the_server_hears_of_it_not_when_an_offline_manager_says_so():
    family = make_household()
    decided_at = family.council.now
    family.council.later(hours=1)
    worked_at = family.council.now
    family.council.later(hours=1)
    ended = {"person_id": family.worker.author.person_id}
    taken(family.post("end_allocation", family.case_id, ended, by=family.manager, at=decided_at))

    outcome = a_note(family, at=worked_at)

    assert outcome.late


def test_naming_the_feed_of_ones_own_case_opens_no_other_file():
    family = make_household()
    council = family.council
    other = add_family(council, family.manager, council.hire(Role.SOCIAL_WORKER))

    outcome = family.post("edit_child", other.child_ids[0], {"given_name": "Changed"})

    assert why(outcome) == "not-your-case"


def test_a_note_about_a_visit_to_another_family_is_refused():
    family = make_household()
    other = add_family(family.council, family.manager, family.worker)
    fields = {"case_id": family.case_id, "visit_id": other.visit(), "text": "Seen."}

    assert why(family.post("add_note", new_id(), fields)) == "other-family"


def test_only_the_teams_manager_allocates():
    family = make_household()
    colleague = family.council.hire(Role.SOCIAL_WORKER)
    fields = {"person_id": colleague.author.person_id}

    assert why(family.post("allocate_case", family.case_id, fields)) == "not-your-team"


def test_a_case_is_not_allocated_to_somebody_who_does_no_case_work():
    family = make_household()
    officer = family.council.hire(Role.POLICE_SERGEANT)
    fields = {"person_id": officer.author.person_id}

    outcome = family.post("allocate_case", family.case_id, fields, by=family.manager)

    assert why(outcome) == "not-a-case-worker"


def test_two_allocations_by_phones_that_did_not_see_each_other_both_stand():
    family = make_household()
    one, two = (family.council.hire(Role.SOCIAL_WORKER) for _ in range(2))
    other_manager = family.council.hire(Role.TEAM_MANAGER)
    base = family.council.record(family.case_id).version

    for manager, worker in ((family.manager, one), (other_manager, two)):
        fields = {"person_id": worker.author.person_id}
        taken(family.post("allocate_case", family.case_id, fields, by=manager, base_version=base))

    workers = family.council.fields(family.case_id)["workers"]
    assert {one.author.person_id, two.author.person_id} <= set(workers)


def test_a_child_who_moves_is_in_the_other_file_and_late_work_follows():
    family = make_household()
    council = family.council
    other = add_family(council, family.manager, council.hire(Role.SOCIAL_WORKER))
    visit_id, child_id, seen_at = family.visit(), family.child_ids[0], council.now
    council.later(hours=1)
    moved = {"to_case_id": other.case_id}
    taken(family.post("move_child", child_id, moved, by=family.manager))
    council.later(hours=1)

    outcome = family.check(visit_id, child_id, at=seen_at)

    assert outcome.status == "accepted"
    assert council.record(made(outcome)).feed == other.feed


def test_who_wrote_a_note_or_the_manager_corrects_it_and_nobody_else():
    family = make_household()
    colleague = family.council.hire(Role.ASWP)
    allocate(family, colleague)
    note_id = a_note(family).record_id
    better = {"reason": "Wrong door.", "text": "Seen at the back door."}

    assert why(family.post("correct_note", note_id, better, by=colleague)) == "not-your-team"
    assert family.post("correct_note", note_id, better).status == "accepted"
    assert family.council.record(note_id).corrections[0].before == {"text": "Seen at the door."}


def test_naming_the_id_of_a_strangers_record_writes_nothing_into_it():
    family = make_household()
    council = family.council
    mine = add_family(council, family.manager, council.hire(Role.SOCIAL_WORKER))
    visit_id, note_id = family.visit(), a_note(family).record_id
    call_id, _ = family.call(family.raise_request())
    before = {one: council.record(one) for one in (visit_id, note_id, call_id, *family.child_ids)}
    child = {"given_name": "X", "family_name": "Y", "date_of_birth": "2020-01-01"}
    visit = {"place": "home", "child_ids": mine.child_ids, "purpose": "Mine"}
    call = {"line_key": "x", "number": "1", "called": "police", "outcome": "spoke"}
    call["started_at"] = "2026-11-03T09:00:00.000Z"

    for kind, record_id, fields in (
        ("add_note", note_id, {"text": "Other."}),
        ("plan_visit", visit_id, visit),
        ("add_child", family.child_ids[0], child),
        ("log_call", call_id, call),
    ):
        assert why(mine.post(kind, record_id, {"case_id": mine.case_id, **fields}))

    assert before == {one: council.record(one) for one in before}


def test_a_manager_of_another_team_does_not_open_a_family_that_is_there():
    family = make_household()
    other = family.council.hire(Role.TEAM_MANAGER, team_id=new_id())
    about = {"name": "Taken over", "address": "Elsewhere", "local_family_ref": "F1"}

    assert why(family.post("open_case", family.case_id, about, by=other)) == "not-your-team"


def test_a_note_named_for_a_request_does_not_land_where_the_police_read():
    family = make_household()
    request_id = family.raise_request()

    named = {"case_id": family.case_id, "visit_id": request_id, "text": "For the file only."}

    assert why(family.post("add_note", new_id(), named)) == "other-family"
