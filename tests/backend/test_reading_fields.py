"""The short way of reading a change's fields gives what marshmallow gives, or leaves it to it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError, fields

from backend.schemas import Choice, StrictSchema
from backend.sync_api.product import DOORSTEP

ID = "0199f000-0000-7000-8000-00000000000a"
TIME = "2026-11-22T11:15:00+01:00"
NOT_RIGHT: list[Any] = [
    None, True, 3, 3.5, "", " a\u2019b ", "a\x00b", "\ud800", ID.upper(), [], {}, "x" * 300,
]  # fmt: skip
SCHEMAS = {
    kind.name: schema
    for kind in DOORSTEP.kinds.values()
    if isinstance(schema := getattr(kind.read_fields, "schema", None), StrictSchema)
}


def of(field: Any) -> st.SearchStrategy[Any]:
    """Mostly what this field takes."""
    if isinstance(field, Choice):
        right: st.SearchStrategy[Any] = st.sampled_from(field.choices)
    elif isinstance(field, fields.List):
        right = st.lists(of(field.inner), max_size=2)
    elif isinstance(field, fields.Nested):
        right = sent_to(field.schema)
    else:
        right = st.sampled_from([ID, TIME, "2026-11-22", "07700 900123", " words ", True, 3])
    return right | right | right | st.sampled_from(NOT_RIGHT)


def sent_to(schema: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Some of its fields, mostly those that are needed, and now and then one that it has not."""
    takes = {name: of(field) for name, field in schema.load_fields.items()}
    needed = {name: takes.pop(name) for name, field in schema.load_fields.items() if field.required}
    whole = st.fixed_dictionaries(needed, optional=takes)
    return whole | whole | st.fixed_dictionaries({}, optional=takes | needed | {"no": st.none()})


def has_own_rules(schema: StrictSchema) -> bool:
    """Which of its fields may be missing is said one by one: the long way always."""
    return not isinstance(schema.partial, bool | None)


@pytest.mark.parametrize("name", SCHEMAS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_the_short_way_reads_the_same(name: str, data: st.DataObject) -> None:
    schema = SCHEMAS[name]
    sent = data.draw(sent_to(schema))
    try:
        loaded = schema.load(sent)
    except ValidationError:
        loaded = None

    assert schema.load_if_right(sent) == (None if has_own_rules(schema) else loaded)
