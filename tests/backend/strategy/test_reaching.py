"""Whether a manager is there, what happens when none is, and that business support were rung."""

import pytest

from backend.people.author import Role
from backend.strategy.authorising.presence import presence_id
from tests.backend.council import Household, Phone, make_household, new_id, taken, why
from tests.backend.strategy.deeds import (
    alerted,
    authorised,
    colleagues,
    do,
    post,
    waits,
    written,
)


@pytest.fixture
def family() -> Household:
    return make_household(area="sandwell_dudley_walsall")


def say(family, whom, at=None, **fields):
    feed = f"person:{whom.author.person_id}"
    said = {"available": True, "logged_in": True, **fields}
    parts = {} if at is None else {"at": at}
    return family.council.post(whom, "set_presence", new_id(), feed, said, **parts)


def shown(family, phone):
    return family.council.record(presence_id(phone.author.person_id))


def test_a_manager_says_that_they_are_there_and_the_last_word_counts(family):
    """S-13: available and logged in, from whichever device it was said last."""
    desk, council = family.manager, family.council
    phone, early = Phone(desk.author), council.now
    taken(say(family, desk, phone="0121 4960001"))
    record = shown(family, desk)
    assert (record.feed, record.fields["available"]) == (f"area:{council.area}", True)

    council.later(hours=1)
    taken(say(family, phone, logged_in=False))
    taken(say(family, desk, at=early))
    assert shown(family, desk).fields["logged_in"] is False
    assert shown(family, desk).conflicts == ()


def test_nobody_else_says_that_a_manager_is_there(family):
    """S-13."""
    feed = f"person:{family.manager.author.person_id}"
    said = {"available": True, "logged_in": True}
    by_another = family.council.post(family.worker, "set_presence", new_id(), feed, said)

    assert why(by_another) == "not-yours"
    assert why(say(family, family.worker)) == "not-allowed"


def test_police_who_cannot_reach_the_manager_reach_the_head_of_service(family):
    """S-14: on the record, the manager and the worker see it; the job tells those further up."""
    police = colleagues(family)["police"]
    request_id = authorised(family)
    words = {"words": "Rang three times."}
    fields = do(family, "report_manager_unreachable", request_id, words, police)
    do(family, "report_manager_unreachable", request_id, words, police)

    assert fields["manager_unreachable"]["words"] == "Rang three times."
    first, second = written(family, "escalation_event")
    assert first["event"] == second["event"] == "manager_unreachable"
    assert first["by"] == police.author.person_id
    assert alerted(family, "manager_unreachable") == {family.manager.author.person_id}


def test_the_police_report_only_on_what_was_sent_their_way(family):
    """S-14."""
    who, words = colleagues(family), {"words": "Rang."}
    request_id = family.raise_request(category="child_about_to_go_home")

    outcome = post(family, "report_manager_unreachable", request_id, words, who["police"])
    assert why(outcome) == "not-in-this-state"
    stranger = family.council.hire(Role.SOCIAL_WORKER)
    outcome = post(family, "report_manager_unreachable", request_id, words, stranger)
    assert why(outcome) == "not-your-case"
    do(family, "report_manager_unreachable", request_id, words, family.worker)


def test_business_support_are_rung_where_the_area_has_it_so():
    """W-21, F3 2.3: receipt confirmed and availability given, by telephone."""
    family = make_household()
    request_id = authorised(family)
    said = {"words": "They have it.", "availability": "Until four."}
    fields = do(family, "confirm_receipt", request_id, said)

    assert fields["receipt_confirmed"]["by"] == family.worker.author.person_id
    assert fields["receipt_confirmed"]["availability"] == "Until four."
    assert ("social_worker", "confirm_receipt") not in waits(family, request_id)
    health = family.council.hire(Role.HEALTH)
    assert why(post(family, "confirm_receipt", request_id, said, health)) == "not-allowed"
