"""Promise 3: nothing is claimed that is not so. "Police told" is a call that somebody answered."""

from datetime import timedelta

import pytest

from backend.people.author import Role
from sync.messages import time_text
from tests.backend.council import make_household, taken, text, why


@pytest.fixture
def family():
    return make_household()


@pytest.fixture
def request_id(family):
    return family.raise_request()


def known(family, request_id):
    fields = family.council.fields(request_id)
    return fields["urgent_call"], fields["police_told"]


def ended(family, call_id, **fields):
    return family.post("record_call_outcome", call_id, fields, feed=family.feed)


def test_promise_3_an_urgent_request_alone_has_told_nobody(family, request_id):
    assert known(family, request_id) == ("required", None)


def test_promise_3_a_call_that_was_only_dialled_has_told_nobody(family, request_id):
    taken(family.call(request_id)[1])

    assert known(family, request_id) == ("attempted", None)


def test_promise_3_nobody_was_told_later_than_the_server_heard_of_it(family, request_id):
    tomorrow = text(family.council.now + timedelta(days=1))
    call_id, outcome = family.call(request_id, started_at=tomorrow)
    taken(outcome)
    taken(ended(family, call_id, outcome="spoke", answered_by="Sergeant Drama"))

    assert known(family, request_id)[1]["at"] == time_text(family.council.now)


def test_promise_3_a_call_that_nobody_answered_has_told_nobody(family, request_id):
    call_id, _ = family.call(request_id)
    taken(ended(family, call_id, outcome="no_answer"))

    assert known(family, request_id) == ("no_answer", None)


def test_promise_3_a_spoken_call_to_the_police_has_told_them(family, request_id):
    call_id, _ = family.call(request_id)
    taken(ended(family, call_id, outcome="spoke", answered_by="Duty Sergeant"))

    state, told = known(family, request_id)
    assert state == "spoke"
    assert told["answered_by"] == "Duty Sergeant"
    assert told["by"] == family.worker.author.person_id
    assert family.council.fields(request_id)["police_answered_at"] == told["at"]


@pytest.mark.parametrize("called", ["manager", "other"])
def test_promise_3_speaking_to_somebody_else_has_not_told_the_police(family, request_id, called):
    taken(family.call(request_id, called=called, outcome="spoke")[1])

    assert known(family, request_id) == ("required", None)


def test_promise_3_authorising_does_not_tell_the_police(family, request_id):
    feed = f"discussion:{request_id}"
    checked = {"checked": True}
    taken(family.post("authorise_request", request_id, checked, by=family.manager, feed=feed))

    assert known(family, request_id) == ("required", None)


def test_promise_3_a_wrong_number_takes_back_what_was_claimed(family, request_id):
    call_id, _ = family.call(request_id, outcome="spoke")
    taken(ended(family, call_id, outcome="wrong_number"))

    assert known(family, request_id) == ("no_answer", None)


def test_a_call_that_was_not_made_after_all_leaves_it_required(family, request_id):
    call_id, _ = family.call(request_id)
    taken(ended(family, call_id, outcome="not_made"))

    assert known(family, request_id) == ("required", None)


def test_the_first_who_spoke_told_the_police_and_a_second_call_is_kept(family, request_id):
    first, _ = family.call(request_id, outcome="spoke", answered_by="One")
    family.council.later(minutes=5)
    second, outcome = family.call(request_id, outcome="spoke", answered_by="Two")

    assert outcome.status == "accepted"
    assert known(family, request_id)[1]["answered_by"] == "One"
    assert set(family.council.fields(request_id)["call_outcomes"]) == {first, second}


def test_a_request_is_not_withdrawn_once_the_police_have_been_told(family, request_id):
    taken(family.call(request_id, outcome="spoke")[1])

    outcome = family.post(
        "withdraw_request", request_id, {"reason": "Paint."}, feed=f"discussion:{request_id}"
    )

    assert why(outcome) == "police-told"


def test_a_request_that_becomes_urgent_asks_for_the_call(family):
    request_id = family.raise_request(urgent=False, category=None)
    assert known(family, request_id) == ("none", None)

    urgent = {"urgent": True, "category": "serious_risk"}
    taken(family.post("edit_request", request_id, urgent, feed=f"discussion:{request_id}"))

    assert known(family, request_id) == ("required", None)


def test_a_call_stands_where_it_belongs(family, request_id):
    about_request, _ = family.call(request_id)
    about_family, _ = family.call(case_id=family.case_id)
    about_nobody, _ = family.call()

    feeds = [family.council.record(one).feed for one in (about_request, about_family, about_nobody)]
    assert feeds == [
        f"discussion:{request_id}",
        family.feed,
        f"person:{family.worker.author.person_id}",
    ]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SERVER}))
def test_promise_1_anybody_logs_a_call_about_nobody(family, role):
    caller = family.council.hire(role)

    assert family.call(by=caller, called="999")[1].status == "accepted"


def test_a_stranger_does_not_log_calls_about_a_request(family, request_id):
    stranger = family.council.hire(Role.HEALTH)

    assert why(family.call(request_id, by=stranger, outcome="spoke")[1]) == "not-your-case"


def test_only_who_rang_says_how_it_ended(family, request_id):
    call_id, _ = family.call(request_id)
    spoke = {"outcome": "spoke"}

    outcome = family.post("record_call_outcome", call_id, spoke, by=family.manager)

    assert why(outcome) == "not-your-call"
