"""Anything at all, posted to /sync: never a 500, and what is refused leaves nothing behind."""

import json
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.sync_api.product import DOORSTEP
from sync.messages import wire_of
from tests.backend.sync_api.shelves import Phone, make_phone, open_shelves
from tests.backend.sync_api.test_bad_input import rows
from tests.sync.making import make_change

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True)
    | st.text(st.characters(), max_size=20)
    | st.sampled_from(["shelf:red", "\0", "\ud800", "2026-11-22T10:00:00Z", "add_thing", "x" * 999])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
GOOD = wire_of(make_change())


@st.composite
def spoilt_changes(draw: st.DrawFn) -> Any:
    """A change with some of its parts replaced by anything, or taken away."""
    change = dict(GOOD)
    for name in draw(st.lists(st.sampled_from(sorted(GOOD)), min_size=1, max_size=3)):
        if draw(st.booleans()):
            change[name] = draw(JSON)
        else:
            change.pop(name, None)
    return change


ENVELOPES = st.fixed_dictionaries(
    {"protocol": st.just(1), "changes": st.lists(spoilt_changes() | JSON, max_size=4)},
    optional={"pull": JSON, "repaired": JSON, "surprise": JSON},
)
HERE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@given(body=st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode()))
@HERE
def test_any_bytes_get_an_answer_in_words(phone: Phone, body: bytes) -> None:
    answer = phone.post(body)

    assert answer.status_code in (400, 413, 422)
    assert set(answer.get_json()) == {"code", "message", "fields"}
    assert rows() == 0


@given(envelope=ENVELOPES)
@HERE
def test_any_envelope_is_answered_change_by_change(phone: Phone, envelope: dict[str, Any]) -> None:
    sent = envelope | {"device_id": phone.device_id}

    answer = phone.post(json.dumps(sent).encode())

    assert answer.status_code in (200, 422), answer.get_data()
    if answer.status_code == 200:
        outcomes = answer.get_json()["outcomes"]
        assert [one["index"] for one in outcomes] == list(range(len(sent["changes"])))
        assert {one["status"] for one in outcomes} <= {"refused", "held"}
    assert rows() == 0


@given(fields=st.dictionaries(st.text(max_size=30), JSON, max_size=6), kind=st.data())
@HERE
def test_any_fields_of_any_kind_are_settled(
    phone: Phone, app: Flask, fields: Any, kind: Any
) -> None:
    open_shelves(app, DOORSTEP)
    name = kind.draw(st.sampled_from(sorted(DOORSTEP.kinds)))
    change = wire_of(phone.add(kind=name, feed="case:none")) | {"fields": fields}

    answer = phone.post(json.dumps({**json.loads(phone.envelope()), "changes": [change]}).encode())

    assert answer.status_code == 200
    (outcome,) = answer.get_json()["outcomes"]
    assert outcome["status"] == "refused"
    assert outcome["reason"]["code"] != "server-trouble"


def test_the_fuzz_starts_from_a_change_that_is_good(app: Flask) -> None:
    phone = make_phone(app.test_client())

    assert phone.statuses(wire_of(phone.add())) == ["accepted"]
