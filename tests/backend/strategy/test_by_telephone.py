"""Authorised by telephone, confirmed in the app; and what happens when nobody confirms it."""

import pytest

from backend.people.author import Role
from backend.strategy.authorising.unconfirmed import overdue_change
from tests.backend.council import Household, Phone, make_household, new_id, text, why
from tests.backend.strategy.deeds import alerted, do, post, told_by_phone, waits, written


@pytest.fixture
def family() -> Household:
    return make_household()


def said(family: Household, **more: object) -> dict[str, object]:
    manager_id = family.manager.author.person_id
    return {"manager_id": manager_id, "at": text(family.council.now), "words": "Go.", **more}


@pytest.fixture
def going(family: Household) -> str:
    request_id = family.raise_request()
    do(family, "record_verbal_authorisation", request_id, said(family))
    return request_id


def settle(family, request_id, by=None, **fields):
    by = by or family.manager
    return post(family, "confirm_verbal_authorisation", request_id, fields, by)


def overdue(family, request_id):
    """The worker looks an hour later."""
    family.council.later(minutes=60)
    server = Phone(family.council.hire(Role.SERVER).author)
    change = overdue_change(family.council.record(request_id), family.council.now)
    return family.council.offer(server, change)


def test_an_urgent_request_goes_at_once_on_the_word_of_the_manager(family, going):
    """Analysis 3.2, "record verbal authorisation by phone"; journey 5; invariant 5."""
    fields = family.council.fields(going)

    assert fields["status"] == "authorised"
    assert fields["authorised_by"] == family.manager.author.person_id
    given = fields["authorisation"]
    assert given["method"] == "telephone_to_confirm"
    assert given["recorded_by"] == family.worker.author.person_id
    assert given["confirm_by"] == "2026-11-03T10:00:00.000Z"
    assert ("team_manager", "confirm_verbal") in waits(family, going)
    assert alerted(family, "verbal_to_confirm") == {family.manager.author.person_id}


def test_only_an_urgent_request_and_only_on_somebody_elses_word(family):
    calm = family.raise_request(urgent=False, category=None)
    kind = "record_verbal_authorisation"
    assert why(post(family, kind, calm, said(family))) == "not-urgent"

    urgent = family.raise_request()
    nobody = said(family, manager_id=new_id())
    assert why(post(family, kind, urgent, nobody)) == "invalid-fields"
    own = said(family, manager_id=family.worker.author.person_id)
    assert why(post(family, kind, urgent, own)) == "own-request"
    stranger = family.council.hire(Role.SOCIAL_WORKER)
    assert why(post(family, kind, urgent, said(family), stranger)) == "not-your-case"

    by_name = {"manager_name": "The duty manager", "at": text(family.council.now)}
    fields = do(family, kind, urgent, by_name)
    assert (fields["authorised_by"], fields["authorisation"]["by_name"]) == (
        None, "The duty manager",
    )  # fmt: skip


def test_the_manager_confirms_it(family, going):
    assert why(settle(family, going, family.worker, confirmed=True)) == "not-allowed"
    assert settle(family, going, confirmed=True).status == "accepted"

    fields = family.council.fields(going)
    assert fields["authorisation"]["confirmed_at"]
    assert ("team_manager", "confirm_verbal") not in waits(family, going)
    assert family.worker.author.person_id in alerted(family, "verbal_settled")
    assert why(settle(family, going, confirmed=True)) == "nothing-to-confirm"


def test_refused_before_anybody_outside_has_it_it_goes_back(family, going):
    assert why(settle(family, going, confirmed=False)) == "reason-needed"
    assert settle(family, going, confirmed=False, reason="I did not say so.").status == "accepted"

    fields = family.council.fields(going)
    assert fields["status"] == "returned"
    assert fields["returned"]["reasons"] == "I did not say so."
    assert fields["authorisation"]["refused_at"]


def test_refused_when_the_police_know_it_takes_the_agreement_of_all(family, going):
    """T-15: nothing that the police know of is stopped by one person."""
    told_by_phone(family, going)
    assert settle(family, going, confirmed=False, reason="I did not say so.").status == "accepted"

    fields = family.council.fields(going)
    assert fields["status"] == "cancel_requested"
    assert set(fields["cancellation"]["agreements"]) == {"csc_team_manager"}


def test_not_confirmed_within_the_hour_somebody_further_up_hears_and_nothing_is_stopped(
    family, going
):
    """Analysis 3.2: "TM confirms in app within 60 min"."""
    assert overdue(family, going).status == "accepted"

    fields = family.council.fields(going)
    assert fields["status"] == "authorised"
    assert fields["not_confirmed_in_time"]
    (event,) = written(family, "escalation_event")
    assert (event["event"], event["request_id"]) == ("not_confirmed_in_time", going)
    assert family.manager.author.person_id in alerted(family, "not_confirmed_in_time")
    assert settle(family, going, confirmed=True).status == "accepted"


def test_what_was_confirmed_is_not_told_of_as_late(family, going):
    settle(family, going, confirmed=True)

    assert why(overdue(family, going)) == "not-overdue"
    assert written(family, "escalation_event") == []


def test_two_managers_one_by_telephone_and_one_in_the_app_end_in_one_state(family, going):
    fields = {"checked": True}
    outcome = post(family, "authorise_request", going, fields, family.manager)

    assert why(outcome) == "not-in-this-state"
    assert family.council.fields(going)["authorisation"]["method"] == "telephone_to_confirm"
