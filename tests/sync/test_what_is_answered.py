"""Outcomes and pages as bytes (PROTOCOL 1.1)."""

import json

from hypothesis import given
from hypothesis import strategies as st

from sync.keeping import record_bytes, record_of, record_wire
from sync.messages import FeedPage, Outcome, PullAnswer, Reason, Unreadable
from sync.wire import answer_bytes, outcome_of, outcome_wire
from tests.sync.making import NOON, RED, Phone, Server, codes, make_id

outcomes = st.builds(
    Outcome,
    id=st.none() | st.uuids().map(str),
    status=st.sampled_from(["accepted", "merged", "conflict", "refused", "held"]),
    record_id=st.none() | st.uuids().map(str),
    version=st.none() | st.integers(1),
    late=st.booleans(),
    reason=st.none()
    | st.builds(Reason, st.text(), st.text(), st.dictionaries(st.text(), st.text())),
)


@given(outcomes)
def test_an_outcome_is_read_as_it_was_kept(outcome: Outcome) -> None:
    assert outcome_of(json.loads(json.dumps(outcome_wire(outcome)))) == outcome


def test_each_outcome_has_its_place() -> None:
    answer = json.loads(
        answer_bytes(NOON, [Outcome(None, "refused"), Outcome(make_id(1), "accepted")], None)
    )

    assert answer["now"] == "2026-03-02T12:00:00.000Z"
    assert [(one["index"], one["id"]) for one in answer["outcomes"]] == [(0, None), (1, make_id(1))]
    assert answer["pull"] is None


def test_records_go_in_as_the_bytes_that_they_are_kept_as() -> None:
    page = FeedPage(RED, True, True, (b'{"kept":1}', b'{"as":"\xc3\xb3"}'), ("x",), 2, "0" * 16)

    raw = answer_bytes(NOON, [], PullAnswer("c", False, True, (page, page), (RED,), ()))

    pulled = json.loads(raw)["pull"]
    assert pulled["feeds"][1]["records"] == [{"kept": 1}, {"as": "ó"}]
    assert pulled["feeds"][0]["gone"] == ["x"]
    assert (pulled["cursor"], pulled["more"], pulled["drop"]) == ("c", True, [RED])


def test_a_record_with_everything_on_it_is_read_as_it_was_kept() -> None:
    server, ann, bob = Server(), Phone(1), Phone(2)
    server.push(ann.add(name="cup", amount=1))
    server.push(ann.change("correct_thing", 1, {"name": "mug", "reason": "x"}, base_version=1))
    server.push(bob.edit(name="jug"), by="bob")
    record = server.thing()

    assert record.conflicts
    assert record.corrections
    assert record_of(json.loads(record_bytes(record)), record.stamps) == record
    assert "stamps" not in record_wire(record)


def test_one_that_cannot_be_read_keeps_its_place_among_the_others() -> None:
    server, phone = Server(), Phone(1)
    bad = Unreadable(make_id(77), Reason("not-a-change", "No."))
    nameless = Unreadable(None, Reason("not-a-change", "No."))

    outcomes = server.push(phone.add(1), bad, nameless, phone.add(2))

    assert codes(outcomes) == [None, "not-a-change", "not-a-change", None]
    assert [outcome.id for outcome in outcomes][1:3] == [make_id(77), None]
