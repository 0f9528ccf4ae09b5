"""A proposed change is tried before it is taken: what a rule fails on is refused, not held."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.areas import trying
from backend.areas.names import version_id
from backend.areas.profiles import BadProfile, document_of, profile_from, profiles
from backend.areas.sessions import session_for
from backend.areas.versions import timeline_of
from tests.backend.areas.arranged import SERGEANT, Arranged
from tests.backend.areas.test_profile_faults import change
from tests.backend.council import reason_of, taken, why

WEEK, SESSIONS = ("mon", "tue", "wed", "thu", "fri"), ("mon", "wed", "fri")
MONDAY = datetime(2026, 11, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "changes",
    [
        {f"{SERGEANT}.hours": {"days": [], "from": "09:00", "to": "17:00"}},
        {"calls.urgent_police.hours": {"days": [], "from": "09:00", "to": "17:00"}},
    ],
)
def test_a_line_that_is_open_on_no_day_is_refused(changes):
    _, outcome = Arranged().propose(changes)

    assert why(outcome) == "invalid-fields"


def test_a_change_that_a_rule_fails_on_is_refused_by_its_key():
    """Kept, it would be tried again for ever. Rules fail on a moment that has no zone."""
    timeline = timeline_of("wirral", Arranged().council.shelf.records.get)
    changes, no_zone = {f"{SERGEANT}.use": "One thing"}, MONDAY.replace(tzinfo=None)

    found = trying.faults_of(changes, timeline.versions[0], timeline, no_zone)

    assert found == {f"{SERGEANT}.use": trying.FAILS}


@pytest.mark.parametrize("area", sorted(profiles()))
def test_what_the_files_say_can_be_used(area):
    trying.use_all(profiles()[area], MONDAY)


def test_what_was_agreed_before_and_no_longer_fits_stops_no_other_change():
    area = Arranged()
    area.correct(SERGEANT, {"use": "One thing"})
    version = area.council.record(version_id("wirral", 2))
    version.fields["overrides"]["clocks.strategy.starts"] = ["refferal_at"]
    _, outcome = area.propose({f"{SERGEANT}.use": "Another thing"})

    taken(outcome)


def test_no_later_referral_has_an_earlier_session():
    area = Arranged("northamptonshire")
    mapping = {"mon": "fri", "tue": "wed", "wed": "fri", "thu": "fri", "fri": "mon"}
    _, outcome = area.propose({"booking.sessions.mapping": mapping})

    assert why(outcome) == "invalid-fields"
    assert "earlier session" in reason_of(outcome).fields["booking.sessions.mapping"]


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries({day: st.sampled_from(SESSIONS) for day in WEEK}))
def test_whatever_table_a_file_has_no_later_referral_has_an_earlier_session(mapping):
    document = document_of("northamptonshire")
    change(document, "booking.sessions.mapping", mapping)
    try:
        profile = profile_from(document)
    except BadProfile as bad:
        assert "earlier session" in bad.faults["booking.sessions.mapping"]  # noqa: PT017
        return

    found = [session_for(profile, MONDAY + timedelta(hours=6 * n)).day for n in range(44)]
    assert found == sorted(found)
