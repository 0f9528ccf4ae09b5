"""Who reads which feeds: by role, team, allocation and invitation, at this moment."""

from datetime import datetime, timedelta

import pytest
from flask import Flask

from backend.cases.models import Allocation, CaseFile
from backend.database import reading, writing_session
from backend.people.accounts import NewPerson, save_person
from backend.people.author import Author, Role
from backend.people.models import Area, Team
from backend.strategy.models import Discussion, DiscussionOpening
from backend.sync_api.feeds import feeds_of
from tests.sync.making import NOON, make_id

WORKER, COLLEAGUE, TEAM, OTHER_TEAM = (make_id(n) for n in range(1, 5))
MINE, FORMER, COMING, THEIRS, FAR = (make_id(n) for n in range(11, 16))
NIGHT = timedelta(hours=12)


@pytest.fixture(autouse=True)
def _town(app: Flask) -> None:
    """Four families of Wirral and one of elsewhere, each with a discussion."""
    with writing_session() as session:
        for case_id in (MINE, FORMER, COMING, THEIRS, FAR):
            area = "northamptonshire" if case_id == FAR else "wirral"
            team = OTHER_TEAM if case_id in (THEIRS, FAR) else TEAM
            session.add(CaseFile(id=case_id, area=area, team_id=team, opened_at=NOON - NIGHT))
            session.flush()
            session.add(
                Discussion(
                    id=talk(case_id), case_id=case_id, area=area, team_id=team, status="authorised"
                )
            )
            session.flush()
            allocate(session, case_id)
            open_to(session, case_id)


def talk(case_id: str) -> str:
    """The discussion of this family."""
    return case_id[:-2] + "a" + case_id[-1]


def allocate(session, case_id: str) -> None:
    since, until = {
        MINE: (NOON - NIGHT, None),
        FORMER: (NOON - NIGHT, NOON),
        COMING: (NOON + NIGHT, None),
    }.get(case_id, (NOON - NIGHT, None))
    who = WORKER if case_id in (MINE, FORMER, COMING) else COLLEAGUE
    session.add(
        Allocation(id=case_id, case_id=case_id, person_id=who, from_at=since, until_at=until)
    )


def open_to(session, case_id: str) -> None:
    """To business support at once, to the police for one, to health from tomorrow."""
    agencies = {MINE: ("business_support", "police"), FAR: ("business_support", "police")}
    for agency in agencies.get(case_id, ("business_support",)):
        session.add(
            DiscussionOpening(discussion_id=talk(case_id), agency=agency, from_at=NOON - NIGHT)
        )
    if case_id == MINE:
        session.add(
            DiscussionOpening(discussion_id=talk(case_id), agency="health", from_at=NOON + NIGHT)
        )


def feeds(role: Role, now: datetime = NOON, team_id: str | None = TEAM) -> set[str]:
    """Beyond one's own and the area's, which everybody has."""
    author = Author(WORKER, role, "wirral", team_id, make_id(99))
    with reading() as connection:
        found = feeds_of(connection, author, now)
    assert found[:3] == [f"person:{WORKER}", "area:wirral", f"devices:{WORKER}"]
    assert len(found) == len(set(found))
    return set(found[3:])


def files_and_talks(*case_ids: str) -> set[str]:
    return {f"case:{one}" for one in case_ids} | {f"discussion:{talk(one)}" for one in case_ids}


@pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.ASWP])
def test_a_worker_reads_the_families_that_they_have_now(role: Role) -> None:
    assert feeds(role) == files_and_talks(MINE)
    assert feeds(role, NOON - timedelta(hours=1)) == files_and_talks(MINE, FORMER)
    assert feeds(role, NOON + NIGHT) == files_and_talks(MINE, COMING)


def test_a_manager_reads_those_of_the_team() -> None:
    assert feeds(Role.TEAM_MANAGER) == files_and_talks(MINE, FORMER, COMING)
    assert feeds(Role.TEAM_MANAGER, team_id=OTHER_TEAM) == files_and_talks(THEIRS)
    assert feeds(Role.TEAM_MANAGER, team_id=None) == set()


def test_the_head_of_service_reads_those_of_the_area() -> None:
    assert feeds(Role.HEAD_OF_SERVICE) == files_and_talks(MINE, FORMER, COMING, THEIRS)


def test_an_agency_reads_what_was_opened_to_it_and_no_familys_file() -> None:
    talks = {f"discussion:{talk(one)}" for one in (MINE, FORMER, COMING, THEIRS)}

    assert feeds(Role.BUSINESS_SUPPORT) == talks
    assert feeds(Role.POLICE_SERGEANT) == {f"discussion:{talk(MINE)}"}
    assert feeds(Role.POLICE_DELEGATED_OFFICER) == {f"discussion:{talk(MINE)}"}
    assert feeds(Role.HEALTH) == set()
    assert feeds(Role.HEALTH, NOON + NIGHT) == {f"discussion:{talk(MINE)}"}


def test_others_read_no_family_at_all() -> None:
    assert feeds(Role.ADMINISTRATOR) == {"people:wirral", "arrangements:wirral"}
    assert feeds(Role.SERVER) == set()


def test_a_colleagues_phones_are_seen_by_their_manager_and_by_administrators_only() -> None:
    make_team_of(COLLEAGUE)

    readers = {role for role in Role if f"devices:{COLLEAGUE}" in feeds(role)}

    assert readers == {Role.TEAM_MANAGER, Role.ADMINISTRATOR}
    assert f"devices:{COLLEAGUE}" not in feeds(Role.TEAM_MANAGER, team_id=OTHER_TEAM)


def make_team_of(person_id: str) -> None:
    with writing_session() as session:
        session.add(Area(key="wirral", name="Wirral"))
        session.flush()
        session.add(Team(id=TEAM, area="wirral", name="East"))
        session.flush()
        one = NewPerson("colleague@example.invalid", "Ash", Role.ASWP, "wirral", TEAM, id=person_id)
        save_person(session, one, None)


def test_every_role_was_thought_of() -> None:
    seen = {role for role in Role if feeds(role, NOON + NIGHT)}

    assert seen == set(Role) - {Role.SERVER}
