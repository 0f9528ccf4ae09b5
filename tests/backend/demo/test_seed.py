"""The demo: invented, whole, made through the engine, and safe to ring."""

import json
import re
import time
from collections import Counter

import pytest
from sqlalchemy import select

from backend.cases.models import Allocation, CaseFile
from backend.database import reading
from backend.demo import add_day, many, seed
from backend.jobs.models import Job
from backend.people.author import Role
from backend.people.models import Person
from backend.strategy.models import Discussion, DiscussionOpening
from backend.sync_api.models import record as records
from tests.backend.areas.test_call_windows import AREAS
from tests.backend.areas.test_profiles import DRAMA
from tests.databases import make_config

NUMBER = re.compile(r'"(?:number|phone|reachable_number)": ?"(\+?[\d ]+)"')


@pytest.fixture
def config(database_url, tmp_path):
    return make_config(database_url, tmp_path, demo=True)


def stored(connection, record_type):
    rows = connection.execute(select(records.c.wire).where(records.c.type == record_type))
    return [json.loads(row.wire) for row in rows]


def test_the_demo_is_made_once_and_in_seconds(app):
    started = time.process_time()

    assert seed(app) is True
    assert time.process_time() - started < 5
    assert seed(app) is False


def test_the_demo_exercises_every_flag_in_every_area(app):
    seed(app)
    with reading() as connection:
        children, families = stored(connection, "child"), stored(connection, "family")
        checks, visits = stored(connection, "child_seen_check"), stored(connection, "visit")
        requests = stored(connection, "strategy_request")

    for area in AREAS:
        here = {one["id"] for one in families if one["fields"]["area"] == area}
        mine = [one["fields"] for one in children if one["fields"]["case_id"] in here]
        for flag in ("non_mobile", "non_verbal", "interpreter_needed", "looked_after"):
            assert any(child[flag] for child in mine), flag
        assert 4 in Counter(child["case_id"] for child in mine).values()
        assert any(one["fields"]["staff_safety"]["flag"] for one in families if one["id"] in here)
        of_area = [one["fields"] for one in requests if one["fields"]["area"] == area]
        assert [one["status"] for one in of_area] == ["awaiting_authorisation"]
        statuses = {v["fields"]["status"] for v in visits if v["fields"]["case_id"] in here}
        assert {"planned", "completed", "no_access"} <= statuses
    assert {"child_declined", "age_or_development"} <= {
        one["fields"].get("reason_not_alone") for one in checks
    }


def test_there_is_one_person_for_each_role_in_each_area_and_a_second_administrator(app):
    seed(app)
    with reading() as connection:
        people = Counter(map(tuple, connection.execute(select(Person.area, Person.role))))

    assert set(people) == {(area, role) for area in AREAS for role in set(Role) - {Role.SERVER}}
    administrators = {key: two for key, two in people.items() if key[1] == Role.ADMINISTRATOR}
    assert set(administrators.values()) == {2}
    assert set((people - Counter(administrators)).values()) == {1}


def test_p_10_no_number_of_the_demo_reaches_anybody(app):
    seed(app)
    with reading() as connection:
        wires = [row.wire.decode() for row in connection.execute(select(records.c.wire))]
        jobs = list(connection.execute(select(Job.payload)).scalars())

    found = {number for wire in wires for number in NUMBER.findall(wire)}
    assert found
    for number in found:
        international = "+44" + number.replace(" ", "").removeprefix("0")
        assert DRAMA.fullmatch(number) or DRAMA.fullmatch(international), number
    assert "police.uk" not in "".join(wires)
    assert set().union(*jobs) == {"alert_id", "person_id", "kind", "only"}


def test_each_child_was_last_seen_when_the_visit_was(app):
    seed(app)
    with reading() as connection:
        visits = {one["id"]: one["fields"] for one in stored(connection, "visit")}
        checks = [one["fields"] for one in stored(connection, "child_seen_check")]

    assert checks
    for check in checks:
        assert check["from_at"] == visits[check["visit_id"]]["started_at"]


def test_what_decides_access_mirrors_the_records(app):
    seed(app)
    with reading() as connection:
        families = stored(connection, "family")
        rows = connection.execute(
            select(Allocation.case_id, Allocation.person_id).where(Allocation.until_at.is_(None))
        )
        allocated = {tuple(row) for row in rows}
        cases = set(connection.scalars(select(CaseFile.id)))
        openings = Counter(connection.scalars(select(DiscussionOpening.agency)))
        discussions = len(list(connection.scalars(select(Discussion.id))))

    assert cases == {family["id"] for family in families}
    assert allocated == {
        (family["id"], person) for family in families for person in family["fields"]["workers"]
    }
    assert openings == {"business_support": discussions}


def test_a_very_large_caseload_can_be_made_to_measure_with(app):
    worker = many(app, "wirral", families=12)

    with reading() as connection:
        mine = select(Allocation.case_id).where(Allocation.person_id == worker)
        assert len(set(connection.scalars(mine))) == 10 + 12


def test_the_day_has_something_on_every_desk_in_each_areas_own_way(app):
    """S-03, S-14, N-27, W-20: authorised, sent, in touch, confirmed, returned, escalated."""
    seed(app)
    add_day(app)
    with reading() as connection:
        requests, events = (
            stored(connection, "strategy_request"),
            stored(connection, "escalation_event"),
        )

    for area in AREAS:
        of_area = [one["fields"] for one in requests if one["fields"]["area"] == area]
        states = {one["status"] for one in of_area}
        assert {"authorised", "sent_to_police", "slot_confirmed", "returned"} <= states, area
        ids = {one["id"] for one in requests if one["fields"]["area"] == area}
        assert any(one["fields"]["request_id"] in ids for one in events), area
    numbers = NUMBER.findall(json.dumps(requests))
    assert numbers
    assert all(re.sub(r"\D", "", number).startswith(("07700900", "01632960")) for number in numbers)
