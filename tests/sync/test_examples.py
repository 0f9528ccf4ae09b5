"""P-04: the conversations in `sync/examples`, acted out by the engine and a model of the phone."""

from copy import deepcopy
from datetime import datetime
from typing import Any

import pytest

from tests.simulation.phone import Asked, Phone
from tests.sync.example import Cursors, ExampleServer, play, read_examples, read_people

EXAMPLES = read_examples()
every_example = pytest.mark.parametrize(
    "example", [example for _, example in EXAMPLES], ids=[name for name, _ in EXAMPLES]
)
Values = dict[str, Any]


def test_there_are_examples_of_every_kind_of_outcome() -> None:
    statuses = {
        outcome["status"]
        for _, example in EXAMPLES
        for step in example["steps"]
        for outcome in step["response"]["outcomes"]
    }

    assert len(EXAMPLES) >= 12
    assert statuses == {"accepted", "merged", "conflict", "refused", "held"}


@every_example
def test_the_engine_answers_as_the_example_says(example: Values) -> None:
    server = ExampleServer(read_people(example))

    for expected, answer in play(example, server):
        assert answer == expected


@every_example
def test_a_phone_asks_and_keeps_what_the_example_says(example: Values) -> None:
    phones = {step["device"]: Phone(step["device"]) for step in example["steps"]}

    for index, step in enumerate(example["steps"]):
        phone = phones[step["device"]]
        asked = ask(phone, step, example["steps"][index:])
        assert asked.request == step["request"]
        if not step.get("lost"):
            phone.take(asked, deepcopy(step["response"]), datetime.fromisoformat(step["at"]))
        assert state_of(phone) == step["after"]


def ask(phone: Phone, step: Values, from_here: list[Values]) -> Asked:
    """What happens on the phone before the request of a step leaves it."""
    for change_id in step["made"]:
        phone.saved.outbox[change_id] = content_of(change_id, from_here)
    phone.saved.cursor = step.get("cursor_before", phone.saved.cursor)
    for record_id in step.get("rows_lost_before", ()):
        del phone.saved.rows[record_id]
    if step.get("lane") == "urgent":
        return phone.ask_urgently(step["request"]["changes"][0]["id"])
    pull = step["request"]["pull"]
    return phone.ask(pull=pull is not None, check_all=bool(pull and pull["check_all"]))


def content_of(change_id: str, from_here: list[Values]) -> Values:
    """A change as the next request that carries it has it."""
    changes = (change for step in from_here for change in step["request"]["changes"])
    return deepcopy(next(change for change in changes if change["id"] == change_id))


def state_of(phone: Phone) -> Values:
    """What a phone holds, as the examples write it."""
    saved = phone.saved
    return {
        "rows": {id_: [row["feed"], row["version"]] for id_, row in saved.rows.items()},
        "outbox": list(saved.outbox),
        "attention": sorted(saved.attention),
        "cursor": saved.cursor,
    }


def test_cursors_stand_for_what_the_server_gave() -> None:
    cursors = Cursors({("ann", "$1"): "real"})

    filled = cursors.fill_in({"person": "ann", "request": {"pull": {"cursor": "$1"}}})

    assert filled == {"pull": {"cursor": "real"}}
