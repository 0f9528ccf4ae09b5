"""Two people do the same thing of a request at once: one clear state, and the other is told.

And what the worker does of a request's life, with the tables it needs. On both databases.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from backend import clock, worker
from backend.alerts.models import AlertReceipt
from backend.database import reading
from backend.sync_api.models import record as records
from sync.messages import Outcome, time_text
from tests.backend.strategy.agreeing.office import Office, good

TUESDAY = datetime(2026, 11, 3, 9, tzinfo=UTC)
WHY = {"reason": "The same bruise."}


@pytest.fixture
def office(app: Flask, time_machine: Any) -> Office:
    time_machine.move_to(TUESDAY, tick=False)
    return Office(app)


def at_once(office: Office, *deeds: Callable[[], Outcome]) -> list[str]:
    """What became of each: `taken`, or the code of its refusal; sorted."""

    def one(deed: Callable[[], Outcome]) -> Outcome:
        with office.app.app_context():
            return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        outcomes = list(pool.map(one, deeds))
    return sorted(one.reason.code if one.reason else "taken" for one in outcomes)


def urgent(office: Office, who: str = "worker") -> str:
    request_id = str(uuid4())
    good(raise_it(office, who, request_id))
    return request_id


def raise_it(office: Office, who: str, request_id: str) -> Outcome:
    said = {
        "case_id": office.case_id, "child_ids": [office.child_id], "urgent": True,
        "category": "home_alone", "what_is_happening": "Alone since morning.",
        "concern_at": time_text(clock.now()), "reachable_number": "07700 900001",
    }  # fmt: skip
    return office.decide(who, "raise_request", request_id, **said)


def alerted(office: Office, kind: str) -> set[str]:
    """By name, who has an alert of this kind."""
    names = {author.person_id: name for name, author in office.people.items()}
    with reading() as connection:
        ids = list(connection.scalars(select(records.c.id).where(records.c.type == "alert")))
    found = office.records(*ids).values()
    return {names[one.feed.removeprefix("person:")] for one in found if one.fields["kind"] == kind}


def test_two_managers_authorise_at_once_and_one_is_told(office: Office) -> None:
    """N-14, invariant 5: one authorisation, of whoever came first."""
    request_id = urgent(office)
    version = office.records(request_id)[request_id].version
    checked = {"checked": True, "base_version": version}
    codes = at_once(
        office,
        lambda: office.decide("manager", "authorise_request", request_id, **checked),
        lambda: office.decide("second manager", "authorise_request", request_id, **checked),
    )

    assert codes == ["not-in-this-state", "taken"]
    fields = office.fields(request_id)
    assert fields["status"] == "authorised"
    assert fields["authorised_by"] == fields["authorisation"]["by"]


def test_one_authorises_in_the_app_while_the_worker_writes_down_a_call(office: Office) -> None:
    """Journey 5: one of the two stands, whole."""
    request_id = urgent(office)
    version = office.records(request_id)[request_id].version
    said = {"manager_name": "The duty manager", "at": time_text(clock.now())}
    codes = at_once(
        office,
        lambda: office.decide(
            "manager", "authorise_request", request_id, checked=True, base_version=version
        ),
        lambda: office.decide(
            "worker", "record_verbal_authorisation", request_id, base_version=version, **said
        ),
    )

    assert codes == ["not-in-this-state", "taken"]
    given = office.fields(request_id)["authorisation"]
    assert (given["method"] == "in_app") == bool(given["by"])


def test_two_workers_raise_the_same_child_at_once_and_each_is_told_of_the_other(
    office: Office,
) -> None:
    """Analysis 3.5; journey 9: neither is held back, both say so, the manager merges."""
    first, second = str(uuid4()), str(uuid4())
    codes = at_once(
        office,
        lambda: raise_it(office, "worker", first),
        lambda: raise_it(office, "second worker", second),
    )

    assert codes == ["taken", "taken"]
    assert office.fields(first)["duplicates"] == [second]
    assert office.fields(second)["duplicates"] == [first]
    assert len({office.fields(one)["ref"] for one in (first, second)}) == 2
    assert {"worker", "second worker"} <= alerted(office, "possible_duplicate")


def test_each_of_two_is_merged_into_the_other_and_one_goes_on(office: Office) -> None:
    """Analysis 3.5: two managers who look at once do not end both."""
    first, second = urgent(office), urgent(office, "second worker")
    versions = {one: office.records(one)[one].version for one in (first, second)}
    codes = at_once(
        office,
        lambda: office.decide(
            "manager", "merge_request", first, into=second,
            base_version=versions[first], **WHY,
        ),
        lambda: office.decide(
            "second manager", "merge_request", second, into=first,
            base_version=versions[second], **WHY,
        ),
    )  # fmt: skip

    assert codes == ["not-in-this-state", "taken"]
    statuses = sorted(office.fields(one)["status"] for one in (first, second))
    assert statuses == ["awaiting_authorisation", "merged"]


def test_what_nobody_confirmed_in_time_reaches_the_head_of_service(
    office: Office, time_machine: Any
) -> None:
    """Analysis 3.2: the worker looks after an hour; nothing is stopped by it."""
    request_id = urgent(office)
    said = {"manager_id": office.people["manager"].person_id, "at": time_text(clock.now())}
    good(office.decide("worker", "record_verbal_authorisation", request_id, **said))
    worker.run_once(office.app)
    assert alerted(office, "not_confirmed_in_time") == set()

    time_machine.move_to(TUESDAY + timedelta(minutes=61), tick=False)
    worker.run_once(office.app)
    assert alerted(office, "not_confirmed_in_time") == {"manager", "worker", "second worker",
                                                        "head of service"}  # fmt: skip
    assert office.fields(request_id)["status"] == "authorised"


@pytest.mark.parametrize("way", ["report_manager_unreachable", "record_police_contact"])
def test_a_manager_who_cannot_be_reached_the_head_of_service_and_the_cover_manager_hear(
    office: Office, way: str
) -> None:
    """S-14: at the same moment; the cover manager is whoever says that they are there."""
    request_id = urgent(office)
    good(office.decide("manager", "authorise_request", request_id, checked=True))
    feed = f"person:{office.people['second manager'].person_id}"
    here = {"available": True, "logged_in": True}
    good(office.post("second manager", "set_presence", str(uuid4()), feed, **here))
    said = {"words": "Rang three times."}
    if way == "record_police_contact":
        said |= {"purpose": "cannot_reach_manager", "at": time_text(clock.now())}
    good(office.decide("police", way, request_id, **said))
    worker.run_once(office.app)

    heard = alerted(office, "manager_unreachable")
    assert {"head of service", "second manager"} <= heard
    with reading() as connection:
        steps = set(connection.scalars(select(AlertReceipt.step)))
    assert "queued" in steps
