"""Whatever an administrator sends as a change is taken or refused by its key, and never breaks."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.areas.overrides import OPEN_TO_CHANGE
from tests.backend.areas.arranged import SERGEANT, Arranged
from tests.backend.council import reason_of

AREAS = {demo: Arranged(demo=demo) for demo in (False, True)}
STEPS = ("contacts", "tso", "number", "shown", "dedicated_sergeant", "0", "99", "entries", "", "-1")
PLACES = (
    SERGEANT, f"{SERGEANT}.number", "contacts", "contacts.tso", "contacts.999.number", "calls",
    "calls.urgent_police", "calls.urgent_police.entries.0", "urgent.categories.complex.label",
    "calendar.closures", "readings.cutoff_inclusive", "booking", "clocks", "meta.version",
)  # fmt: skip
paths = st.one_of(
    st.sampled_from(PLACES),
    st.lists(st.sampled_from((*STEPS, *sorted(OPEN_TO_CHANGE))), min_size=1, max_size=5).map(
        ".".join
    ),
)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text("ab+0 :.", max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(STEPS), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(demo=st.booleans(), changes=st.dictionaries(paths, values, min_size=1, max_size=3))
def test_any_change_is_taken_or_refused_in_words(demo, changes):
    _, outcome = AREAS[demo].propose(changes)

    assert outcome.status in ("accepted", "refused"), (outcome, changes)
    if outcome.status == "refused":
        reason = reason_of(outcome)
        assert reason.code in ("invalid-fields", "nothing-changes")
        assert reason.message


@pytest.mark.parametrize("path", ["contacts", "contacts.tso", "contacts.tso.key", "contacts.tso.x"])
def test_a_contact_is_changed_by_its_fields_and_in_no_other_way(path):
    _, outcome = AREAS[False].propose({path: []})

    assert reason_of(outcome).fields[path] == "is not for administrators to change."
