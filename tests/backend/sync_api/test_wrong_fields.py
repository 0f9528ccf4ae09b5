"""Every field of every kind, with what it cannot be; and every id, exchanged for another's."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from marshmallow import EXCLUDE, Schema, fields

from backend.areas.change_schemas import Changes
from backend.people.author import Role
from backend.schemas import StrictBool, Uuid, reader
from backend.sync_api.product import DOORSTEP
from sync.errors import Refused
from sync.kinds import Kind
from sync.messages import Change, Outcome
from tests.backend.council import Council, Household, add_family, make_household, new_id
from tests.backend.sync_api.attempts import ATTEMPTS
from tests.backend.sync_api.every_kind import every_kind
from tests.backend.sync_api.honest import honest_change
from tests.backend.sync_api.test_permissions import MAY

__all__ = ["every_kind"]

DEEP: Any = [[]]
for _ in range(200):
    DEEP = [DEEP]
NEVER = ({"x": 1}, [["x"]], DEEP, 2**70, 1.5, float("1e308"), "\x00", "a\ud800", "x" * 200_000)
"""What no field is, but those that hold anything: the server's own, and what it works out anew."""


def wrong_values(field: Any) -> Iterator[Any]:
    """For one field."""
    if isinstance(field, fields.Dict | Changes) or type(field) is fields.Raw:
        return
    yield from NEVER
    if not field.allow_none:
        yield None
    if not isinstance(field, StrictBool):
        yield True
    inner = field.inner if isinstance(field, fields.List) else field
    if isinstance(inner, fields.Nested):
        for name, one in inner.schema.load_fields.items():
            for value in wrong_values(one):
                yield [{name: value}] if inner is not field else {name: value}


def taken_wrongly(kind: Kind, change: Change) -> list[tuple[str, Any]]:
    """What this kind reads without a word, and is not of its field's type."""
    schema: Schema = kind.read_fields.schema  # type: ignore[attr-defined]
    found = []
    for name, field in schema.load_fields.items():
        for value in wrong_values(field):
            try:
                kind.read_fields(replace(change, fields={**change.fields, name: value}))
            except Refused:
                continue
            found.append((name, value))
    return found


@pytest.mark.parametrize("name", sorted(DOORSTEP.kinds))
def test_no_field_takes_what_it_cannot_be(name: str) -> None:
    change = honest_change(name, make_household())

    assert taken_wrongly(DOORSTEP.kinds[name], change) == []
    with pytest.raises(Refused):
        DOORSTEP.kinds[name].read_fields(replace(change, fields={**change.fields, "more": 1}))


def test_a_schema_that_guesses_would_be_found() -> None:
    class Guessing(Schema):
        class Meta:
            unknown = EXCLUDE

        case_id = fields.String()
        urgent = fields.Boolean()

    kind = replace(DOORSTEP.kinds["add_note"], read_fields=reader(Guessing()))
    found = taken_wrongly(kind, honest_change("add_note", make_household()))

    assert ("case_id", "\x00") in found
    assert ("case_id", "a\ud800") in found


def ids_of(schema: Schema, said: Mapping[str, Any]) -> Iterator[Callable[[str], dict[str, Any]]]:
    """Each way to put another id into what was said."""
    for name, field in schema.load_fields.items():
        if isinstance(field, Uuid):
            yield lambda id_, name=name: {**said, name: id_}  # type: ignore[misc]
        elif isinstance(field, fields.List) and isinstance(field.inner, Uuid):
            yield lambda id_, name=name: {**said, name: [id_]}  # type: ignore[misc]


def exchanged(kind: Kind, change: Change, others: list[str]) -> Iterator[Change]:
    """The same change about something else, in every way."""
    schema: Schema = kind.read_fields.schema  # type: ignore[attr-defined]
    for id_ in (*others, change.id, change.record_id):
        for put in ids_of(schema, change.fields):
            yield replace(change, id=new_id(), fields=put(id_))
        yield replace(change, id=new_id(), record_id=id_)
        yield replace(change, id=new_id(), record_id=id_, base_version=1, feed=f"case:{id_}")
        yield replace(change, id=new_id(), feed=f"case:{id_}")
        yield replace(change, id=new_id(), depends_on=(id_,))


def strangers(family: Household) -> Household:
    """A family of another team, whose ids somebody has got to know."""
    council = Council(family.council.area, new_id(), family.council.now, family.council.shelf)
    manager, worker = council.hire(Role.TEAM_MANAGER), council.hire(Role.SOCIAL_WORKER)
    other = add_family(council, manager, worker, family_name="Stranger")
    other.visit()
    other.raise_request()
    return other


def trespasses(name: str) -> list[tuple[Change, Outcome | str]]:
    """Changes that wrote into the strangers' family, or that the server stumbled over."""
    family = make_household()
    other = strangers(family)
    ATTEMPTS[name](family, family.worker if "worker" in MAY[name] else family.manager)
    assert family.council.last is not None
    by, change = family.council.last
    family.council.undo()
    theirs = {id_: one for id_, one in family.council.shelf.records.items() if is_of(one, other)}
    family.council.undo()
    before = family.council.before
    found: list[tuple[Change, Outcome | str]] = []
    for spoilt in exchanged(
        DOORSTEP.kinds[name], change, [*theirs, other.manager.author.person_id]
    ):
        outcome = family.council.offer(by, spoilt)
        now = family.council.shelf.records
        if outcome.reason and outcome.reason.code == "server-trouble":
            found.append((spoilt, "trouble"))
        if any(now[id_] != one for id_, one in theirs.items()):
            found.append((spoilt, outcome))
        family.council.before = before
        family.council.undo()
    return found


def is_of(record: Any, family: Household) -> bool:
    """Of this family's file, discussions or workers."""
    return family.case_id in (record.id, record.fields.get("case_id")) or (
        record.feed == f"person:{family.manager.author.person_id}"
    )


@pytest.mark.parametrize("name", sorted(MAY))
def test_no_exchanged_id_writes_into_a_strangers_family(name: str) -> None:
    assert trespasses(name) == []


def test_a_rule_that_forgets_to_ask_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    careless = replace(DOORSTEP.kinds["edit_child"], check=lambda *_: None)
    kinds = {**DOORSTEP.kinds, "edit_child": careless}
    monkeypatch.setattr("tests.backend.council.KINDS", kinds)

    assert trespasses("edit_child")
