"""Promise 3: a call made before the request was written belongs to it, whichever comes first."""

import pytest

from tests.backend.council import add_family, make_household, new_id, taken

SPOKE = {"outcome": "spoke", "answered_by": "Duty Sergeant"}


@pytest.fixture
def family():
    return make_household()


@pytest.fixture
def request_id():
    return new_id()


def known(family, request_id):
    fields = family.council.fields(request_id)
    return fields["urgent_call"], (fields["police_told"] or {}).get("answered_by")


def raise_after(family, request_id, *call_ids, **more):
    return taken(family.try_request(request_id, call_ids=list(call_ids), **more))


def ended(family, call_id, **fields):
    return taken(family.post("record_call_outcome", call_id, fields, feed=family.feed))


def test_promise_3_police_who_were_told_before_the_request_was_written_are_told(family, request_id):
    call_id, _ = family.call(case_id=family.case_id, draft_request_id=request_id)
    ended(family, call_id, **SPOKE)
    raise_after(family, request_id, call_id)

    assert known(family, request_id) == ("spoke", "Duty Sergeant")
    call = family.council.record(call_id)
    assert call.fields["request_id"] == request_id
    assert call.feed == f"discussion:{request_id}"


def test_promise_3_how_the_call_ended_may_come_after_the_request(family, request_id):
    call_id, _ = family.call(draft_request_id=request_id)
    raise_after(family, request_id, call_id)
    assert known(family, request_id) == ("attempted", None)

    ended(family, call_id, **SPOKE)

    assert known(family, request_id) == ("spoke", "Duty Sergeant")


def test_promise_3_an_urgent_request_that_overtakes_its_call_takes_it_when_it_comes(
    family, request_id
):
    call_id = new_id()
    raise_after(family, request_id, call_id)
    assert known(family, request_id) == ("required", None)

    fields = family.council.fields(family.call(draft_request_id=request_id)[0])
    wanted = ("line_key", "number", "called", "started_at", "draft_request_id")
    call = {name: fields[name] for name in wanted} | {"outcome": "attempted"}
    assert known(family, request_id) == ("required", None)
    taken(family.post("log_call", call_id, call))
    assert known(family, request_id) == ("attempted", None)
    ended(family, call_id, **SPOKE)

    assert known(family, request_id) == ("spoke", "Duty Sergeant")
    assert family.council.record(call_id).feed == f"discussion:{request_id}"


def test_promise_3_a_wrong_number_takes_back_what_was_claimed_before(family, request_id):
    call_id, _ = family.call(outcome="spoke")
    raise_after(family, request_id, call_id)

    ended(family, call_id, outcome="wrong_number")

    assert known(family, request_id) == ("no_answer", None)


def test_several_calls_before_one_request_are_all_kept(family, request_id):
    calls = [family.call(outcome=one)[0] for one in ("no_answer", "spoke")]
    raise_after(family, request_id, *calls)

    assert set(family.council.fields(request_id)["call_outcomes"]) == set(calls)
    assert known(family, request_id)[0] == "spoke"


def test_promise_3_the_manager_who_was_called_first_is_not_the_police(family, request_id):
    call_id, _ = family.call(called="manager", outcome="spoke")
    raise_after(family, request_id, call_id)

    assert known(family, request_id) == ("required", None)
    assert family.council.fields(call_id)["request_id"] == request_id


def test_somebody_elses_call_is_not_taken(family, request_id):
    call_id, _ = family.call(by=family.manager, case_id=family.case_id, **SPOKE)
    raise_after(family, request_id, call_id)

    assert known(family, request_id) == ("required", None)
    assert family.council.record(call_id).feed == family.feed


def test_somebody_elses_call_that_comes_later_is_not_taken(family, request_id):
    call = family.council.fields(family.call()[0])
    call_id = new_id()
    raise_after(family, request_id, call_id)
    fields = {name: call[name] for name in ("line_key", "number", "called", "started_at")}
    more = {"draft_request_id": request_id, "case_id": family.case_id, **SPOKE}
    taken(family.post("log_call", call_id, {**fields, **more}, by=family.manager))

    assert known(family, request_id) == ("required", None)


def test_a_call_of_another_request_stays_there(family, request_id):
    other_id = family.raise_request()
    call_id, _ = family.call(other_id, outcome="spoke")
    raise_after(family, request_id, call_id)

    assert known(family, request_id) == ("required", None)
    assert family.council.fields(call_id)["request_id"] == other_id


def test_a_call_about_another_family_is_not_taken(family, request_id):
    other = add_family(family.council, family.manager, family.worker)
    call_id, _ = other.call(case_id=other.case_id, outcome="spoke")
    raise_after(family, request_id, call_id)

    assert known(family, request_id) == ("required", None)
    assert family.council.record(call_id).feed == other.feed


def test_what_is_not_a_call_or_not_there_is_not_taken(family, request_id):
    raise_after(family, request_id, family.case_id, new_id())

    assert known(family, request_id) == ("required", None)


def test_a_request_sent_from_two_tabs_is_one_and_its_calls_count_once(family, request_id):
    first, second = family.call(outcome="no_answer")[0], family.call(outcome="spoke")[0]
    raise_after(family, request_id, first)
    raise_after(family, request_id, first, second)

    assert set(family.council.fields(request_id)["call_outcomes"]) == {first, second}
    assert known(family, request_id)[0] == "spoke"
