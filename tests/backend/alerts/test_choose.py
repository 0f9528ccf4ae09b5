"""Who hears of what."""

import pytest

from backend.people.author import Role
from tests.backend.council import allocate, make_household, new_id, taken, why

SLOT = {"starts_at": "2026-11-04T10:15:00.000Z", "place": "By telephone"}


@pytest.fixture
def family():
    return make_household()


def alerts_of(family, phone):
    feed = f"person:{phone.author.person_id}"
    return [
        record
        for record in family.council.shelf.records.values()
        if record.feed == feed and record.type == "alert"
    ]


def kinds(family, phone):
    return [alert.fields["kind"] for alert in alerts_of(family, phone)]


def decide(family, kind, request_id, fields, by):
    return taken(family.post(kind, request_id, fields, by=by, feed=f"discussion:{request_id}"))


def confirmed(family, support):
    request_id = family.raise_request()
    decide(family, "authorise_request", request_id, {"checked": True}, family.manager)
    decide(family, "confirm_slot", request_id, SLOT, support)
    return request_id


def test_a_manager_hears_that_a_request_waits(family):
    family.raise_request()

    assert kinds(family, family.manager) == ["request_waiting"]


def test_a_worker_hears_that_their_request_was_authorised_and_that_its_time_is_confirmed(family):
    support = family.council.hire(Role.BUSINESS_SUPPORT)
    confirmed(family, support)

    assert sorted(kinds(family, family.worker)) == ["request_authorised", "slot_confirmed"]
    assert kinds(family, support) == []


def test_a_worker_hears_that_their_request_came_back(family):
    decide(
        family, "return_request", family.raise_request(), {"reasons": "Who was there?"},
        family.manager,
    )  # fmt: skip

    assert kinds(family, family.worker) == ["request_returned"]


def test_a_manager_hears_again_when_a_returned_request_was_put_right(family):
    request_id = family.raise_request()
    decide(family, "return_request", request_id, {"reasons": "Who was there?"}, family.manager)
    better = {"what_is_happening": "A bruise. Mother was there."}
    decide(family, "edit_request", request_id, better, family.worker)
    decide(family, "edit_request", request_id, {"place_now": "School"}, family.worker)

    assert kinds(family, family.manager) == ["request_waiting", "request_waiting"]


def test_p_05_everybody_who_has_the_family_hears_of_a_confirmed_time(family):
    colleague = family.council.hire(Role.ASWP)
    allocate(family, colleague)
    confirmed(family, family.council.hire(Role.BUSINESS_SUPPORT))

    (alert,) = alerts_of(family, colleague)
    assert alert.fields["starts_at"] == SLOT["starts_at"]


def test_promise_4_an_alert_says_nothing_of_anybody(family):
    confirmed(family, family.council.hire(Role.BUSINESS_SUPPORT))

    for alert in alerts_of(family, family.worker):
        assert set(alert.fields) == {
            "kind", "request_id", "ref", "starts_at", "created_at", "shown_at", "opened_at",
        }  # fmt: skip
        assert "Invented" not in str(alert.fields)


def test_the_same_change_offered_again_alerts_nobody_again(family):
    support = family.council.hire(Role.BUSINESS_SUPPORT)
    request_id = family.raise_request()
    decide(family, "authorise_request", request_id, {"checked": True}, family.manager)
    feed = f"discussion:{request_id}"
    change = family.council.change(support, "confirm_slot", request_id, feed, SLOT)
    for _ in range(2):
        taken(family.council.offer(support, change))

    assert kinds(family, family.worker).count("slot_confirmed") == 1


def test_an_alert_is_marked_shown_and_opened_once_by_its_own_person(family):
    family.raise_request()
    (alert,) = alerts_of(family, family.manager)

    stranger = family.post("mark_alert_shown", alert.id, {}, feed=alert.feed)
    taken(family.post("mark_alert_shown", alert.id, {}, by=family.manager, feed=alert.feed))
    first = family.council.fields(alert.id)["shown_at"]
    family.council.later(minutes=5)
    taken(family.post("mark_alert_shown", alert.id, {}, by=family.manager, feed=alert.feed))
    taken(family.post("mark_alert_opened", alert.id, {}, by=family.manager, feed=alert.feed))

    assert why(stranger) == "not-yours"
    assert family.council.fields(alert.id)["shown_at"] == first
    assert family.council.fields(alert.id)["opened_at"] is not None


def test_who_opened_an_alert_has_been_shown_it(family):
    family.raise_request()
    (alert,) = alerts_of(family, family.manager)

    taken(family.post("mark_alert_opened", alert.id, {}, by=family.manager, feed=alert.feed))
    fields = family.council.fields(alert.id)
    family.council.later(minutes=5)
    taken(family.post("mark_alert_shown", alert.id, {}, by=family.manager, feed=alert.feed))

    assert fields["shown_at"] == fields["opened_at"] is not None
    assert family.council.fields(alert.id) == fields


def test_nobody_but_the_server_publishes(family):
    fields = {"name": "Me", "role": "head_of_service", "team_id": None, "phone": None}

    outcome = family.post("publish_person", new_id(), fields, feed="area:wirral")

    assert why(outcome) == "not-allowed"


def test_who_waits_hears_that_a_request_was_withdrawn(family):
    request_id = family.raise_request()
    decide(family, "withdraw_request", request_id, {"reason": "Raised twice"}, family.worker)

    assert kinds(family, family.manager) == ["request_waiting", "request_withdrawn"]
    assert kinds(family, family.worker) == []


def test_of_one_that_a_manager_withdraws_hears_who_raised_it_and_who_authorised_it(family):
    aswp = family.council.hire(Role.ASWP)
    request_id = family.raise_request()
    decide(family, "authorise_request", request_id, {"checked": True}, aswp)
    decide(family, "withdraw_request", request_id, {"reason": "Raised twice"}, family.manager)

    assert sorted(kinds(family, family.worker)) == ["request_authorised", "request_withdrawn"]
    assert kinds(family, aswp) == ["request_withdrawn"]
    assert kinds(family, family.manager) == ["request_waiting"]
