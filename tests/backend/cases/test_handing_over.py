"""A family is handed to another team; a manager who has left does not swallow an alert."""

from dataclasses import replace

from backend.people.author import Role
from sync.messages import Record
from tests.backend.council import Household, Phone, make_household, new_id, taken, text, why


def make_team(family: Household, *managers: Phone) -> str:
    team_id, council = new_id(), family.council
    fields = {"name": "West", "managers": [one.author.person_id for one in managers]}
    feed = f"area:{council.area}"
    team = Record(team_id, "team", feed, 1, fields, "somebody", council.now, council.now)
    council.shelf.records[team_id] = team
    return team_id


def hand_over(family: Household, team_id: str) -> None:
    fields = {"team_id": team_id}
    taken(family.post("move_case", family.case_id, fields, by=family.manager))


def test_the_other_teams_manager_has_the_family_and_nobody_else() -> None:
    family, west = make_household(), new_id()
    other = family.council.hire(Role.TEAM_MANAGER, team_id=west)
    request = family.raise_request()
    team_id = make_team(family, other)
    other.author = replace(other.author, team_id=team_id)

    hand_over(family, team_id)

    fields = family.council.fields(family.case_id)
    assert (fields["team_id"], fields["workers"]) == (team_id, [])
    assert fields["manager_id"] == other.author.person_id
    assert all(one["until_at"] for one in fields["allocations"])
    feed = f"discussion:{request}"
    checked = {"checked": True}
    assert why(family.post("authorise_request", request, checked, by=family.manager, feed=feed))
    taken(family.post("authorise_request", request, checked, by=other, feed=feed))


def test_work_that_waited_on_a_phone_comes_late() -> None:
    family = make_household()
    note = {"case_id": family.case_id, "text": "Seen"}
    before = family.council.now
    family.council.later(minutes=5)
    hand_over(family, make_team(family, family.manager))

    assert taken(family.post("add_note", new_id(), note, at=before)).late
    assert why(family.post("add_note", new_id(), note)) == "not-your-case"


def test_a_team_without_a_manager_is_given_no_family() -> None:
    family = make_household()
    fields = {"team_id": make_team(family)}

    assert why(family.post("move_case", family.case_id, fields, by=family.manager)) == "no-manager"


def leave(family: Household, phone: Phone) -> None:
    records = family.council.shelf.records
    person = records[phone.author.person_id]
    fields = {**person.fields, "ended_at": text(family.council.now)}
    records[person.id] = person.next(fields=fields)


def test_nobody_who_has_left_is_given_a_family() -> None:
    family = make_household()
    colleague = family.council.hire(Role.SOCIAL_WORKER)
    leave(family, colleague)

    fields = {"person_id": colleague.author.person_id}
    outcome = family.post("allocate_case", family.case_id, fields, by=family.manager)

    assert why(outcome) == "no-such-colleague"


def test_when_the_manager_has_left_the_teams_other_managers_are_alerted() -> None:
    family = make_household()
    other = family.council.hire(Role.TEAM_MANAGER)
    team_id = make_team(family, other)
    records = family.council.shelf.records
    file = records[family.case_id]
    records[file.id] = file.next(fields={**file.fields, "team_id": team_id})
    leave(family, family.manager)

    family.raise_request()

    alerted = {one.feed for one in records.values() if one.type == "alert"}
    assert alerted == {f"person:{other.author.person_id}"}
