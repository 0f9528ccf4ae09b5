"""A cursor is compact, opaque, of one epoch and one person (PROTOCOL 14.4)."""

from hypothesis import given
from hypothesis import strategies as st

from sync.cursor import make_cursor, read_cursor

positions = st.dictionaries(st.integers(1, 2**40), st.integers(0, 2**62), max_size=30)


@given(positions)
def test_a_cursor_is_read_as_it_was_made(some: dict[int, int]) -> None:
    assert read_cursor("epoch", "ann", make_cursor("epoch", "ann", some)) == some


@given(positions)
def test_a_cursor_of_another_epoch_is_not_understood(some: dict[int, int]) -> None:
    assert read_cursor("later", "ann", make_cursor("epoch", "ann", some)) is None


@given(positions)
def test_a_cursor_of_another_person_is_not_understood(some: dict[int, int]) -> None:
    assert read_cursor("epoch", "bob", make_cursor("epoch", "ann", some)) is None


@given(positions.filter(bool), st.data())
def test_a_cursor_that_was_altered_is_not_understood(
    some: dict[int, int], data: st.DataObject
) -> None:
    cursor = make_cursor("epoch", "ann", some)
    at = data.draw(st.integers(0, len(cursor) - 2))
    letter = "A" if cursor[at] != "A" else "B"

    assert read_cursor("epoch", "ann", cursor[:at] + letter + cursor[at + 1 :]) is None


@given(st.text(max_size=40))
def test_no_text_makes_it_stumble(text: str) -> None:
    assert read_cursor("epoch", "ann", text) is None


def test_fifty_feeds_fit_in_a_short_line() -> None:
    cursor = make_cursor("epoch", "ann", {1000 + 3 * n: 200 + n for n in range(50)})

    assert len(cursor) < 240
    assert cursor.replace("-", "").replace("_", "").isalnum()
