"""The machine is data: every state has its words, and what comes late takes no request back."""

import pytest

from backend.strategy import states
from tests.backend.council import make_household, reason_of, taken


@pytest.fixture
def family():
    return make_household()


def test_every_state_has_words_for_who_may_not_go_on_from_it():
    assert set(states.STATES) == set(states.ANY)
    for step in states.STEPS.values():
        assert set(step.come_from) | set(step.to) <= set(states.ANY)


def test_nothing_leads_out_of_a_request_that_has_ended():
    """Analysis 3.4, invariant 4: an end is an end; only a mail under way may still be noted."""
    leading = {kind for kind, step in states.STEPS.items() if set(step.come_from) & {"withdrawn"}}

    assert leading == {"note_dispatch"}


@pytest.mark.parametrize("status", states.TIMED)
def test_what_comes_late_never_takes_a_request_back(status):
    assert states.further(status, "sent_to_police") == status
    assert states.further("authorised", status) == status
    assert states.further("cancel_requested", "sent_to_police") == "cancel_requested"


def test_a_refusal_says_where_it_stands_and_what_can_be_done_instead(family):
    request_id = family.raise_request()
    feed = f"discussion:{request_id}"
    by = family.manager
    taken(family.post("authorise_request", request_id, {"checked": True}, by=by, feed=feed))

    again = family.post("authorise_request", request_id, {"checked": True}, by=by, feed=feed)

    reason = reason_of(again)
    assert reason.code == "not-in-this-state"
    assert "is authorised and on its way" in reason.message
    assert "Ring the police" in reason.message
