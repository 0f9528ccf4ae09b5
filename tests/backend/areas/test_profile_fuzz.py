"""Whatever stands at whatever place of a document: it is a profile, or a fault told by its key."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.areas.call_windows import call_windows
from backend.areas.explain import BadQuestion, Question, explain, question_from
from backend.areas.profiles import BadProfile, document_of, profile_from, profiles

NOW = datetime(2026, 11, 6, 16, 0, 1, tzinfo=UTC)
RUBBISH = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 500) | st.floats(allow_nan=False)
    | st.sampled_from(["", " ", "09:00", "mon", "2026-12-24", "no", "F4", "police_contact", "\x00"])
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


def places(part: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place of the document."""
    found = [way] if way else []
    if isinstance(part, dict):
        pairs = list(part.items())
    else:
        pairs = list(enumerate(part)) if isinstance(part, list) else []
    return found + [one for key, value in pairs for one in places(value, (*way, key))]


PLACES = {area: places(document_of(area)) for area in profiles()}


def put(area: str, way: tuple[Any, ...], value: Any) -> dict[str, Any]:
    document = document_of(area)
    at: Any = document
    for step in way[:-1]:
        at = at[step]
    at[way[-1]] = value
    return document


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_spoilt_document_is_told_of_or_all_questions_have_an_answer(data):
    area = data.draw(st.sampled_from(sorted(PLACES)))
    way = data.draw(st.sampled_from(PLACES[area]))
    try:
        profile = profile_from(put(area, way, data.draw(RUBBISH)))
    except BadProfile as bad:
        assert bad.faults  # noqa: PT017  either is right
        return
    category = data.draw(st.sampled_from([None, *(one.code for one in profile.urgent_categories)]))
    explain(profile, Question(NOW, category=category)).as_json()
    for line in profile.lines:
        assert call_windows(line, NOW)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(sorted(PLACES)),
    st.dictionaries(
        st.sampled_from(["at", "role", "category", "urgent", "crime", "page_failed", "facts"]),
        RUBBISH
        | st.just({"action_at": "2026-11-06T18:00", "minutes": 400})
        | st.just("2026-11-06"),
    ),
)
def test_any_question_is_answered_or_told_what_is_wrong(area, asked):
    profile = profiles()[area]
    try:
        question = question_from(profile, asked)
    except BadQuestion as bad:
        assert bad.faults  # noqa: PT017  either is right
        return
    explain(profile, question).as_json()


@pytest.mark.parametrize("at", ["0001-01-01", "9999-12-31T23:59:59", "1899-01-01T00:00"])
def test_a_time_out_of_all_bounds_is_no_question(at):
    with pytest.raises(BadQuestion):
        question_from(profiles()["wirral"], {"at": at})
