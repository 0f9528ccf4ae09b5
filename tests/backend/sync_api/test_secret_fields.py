"""What opens something is shown to nobody: every kind's schema says which of its fields do."""

import re
from collections.abc import Iterator

import pytest
from marshmallow import Schema, fields

from backend.schemas import SafeText, Secret, StrictSchema, Uuid, without_secrets
from backend.sync_api.product import DOORSTEP
from backend.sync_api.quarantine import shown
from tests.backend.council import make_household
from tests.backend.sync_api.every_kind import every_kind
from tests.backend.sync_api.honest import honest_change

__all__ = ["every_kind"]

SOUNDS_SECRET = re.compile("key|secret|token|passw|invitation|code|auth|endpoint|p256|hash|pin")
IS_NOT = {"line_key", "key", "code", "passcode", "passcode_set_at", "passcode_set_by"}
IS_NOT |= {"to_key", "authority", "authorities"}
"""Names of a line to call, of an area, of what is wrong with a phone, of where a word is kept;
of a mailbox, and of a council."""


def fields_of(schema: Schema) -> Iterator[tuple[str, object]]:
    """Its own, and those of what is nested in it."""
    for name, field in schema.load_fields.items():
        yield name, field
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested):
            yield from fields_of(inner.schema)


@pytest.mark.parametrize("kind", sorted(DOORSTEP.kinds))
def test_every_kind_says_which_of_its_fields_are_secret(kind: str) -> None:
    schema = getattr(DOORSTEP.kinds[kind].read_fields, "schema", None)
    assert schema is not None, "without a schema nothing of it could be shown"
    for name, field in fields_of(schema):
        if SOUNDS_SECRET.search(name) and name not in IS_NOT:
            assert isinstance(field, Secret), f"{kind}.{name}: a Secret, or say here that it is not"


@pytest.mark.parametrize(
    ("kind", "secrets"),
    [
        ("add_attachment", {"content_key"}),
        ("save_subscription", {"endpoint", "p256dh", "auth"}),
        ("add_person", {"invitation"}),
        ("invite_person", {"invitation"}),
        ("add_note", set()),
    ],
)
def test_who_decides_about_a_lost_phones_change_sees_the_rest(kind: str, secrets: set[str]) -> None:
    change = honest_change(kind, make_household())
    assert secrets <= change.fields.keys()

    assert shown(DOORSTEP.kinds, change).keys() == change.fields.keys() - secrets


def test_what_is_nested_is_looked_through_and_what_is_not_known_is_left_out() -> None:
    class Word(Secret, SafeText):
        pass

    class Inner(StrictSchema):
        id = Uuid()
        word = Word()

    class Outer(StrictSchema):
        one = fields.Nested(Inner())
        many = fields.List(fields.Nested(Inner()))
        words = fields.List(Word())

    said = {"id": "1", "word": "open"}
    told = {"one": said, "many": [said, 7], "words": ["open"], "surprise": "open"}

    found = without_secrets(Outer(), told)

    assert found == {"one": {"id": "1"}, "many": [{"id": "1"}, None], "words": []}
