"""The conversations in `sync/examples`, acted out over HTTP by people who sign in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Connection

from backend.people.author import Author
from backend.sync_api.authority import SessionAuthority
from backend.sync_api.registry import Product
from sync.messages import Change
from sync.pull import MOST_RECORDS
from tests.backend.people.people_builders import bearer, make_person, sign_in
from tests.backend.sync_api.shelves import open_shelves
from tests.sync.example import Cursors, Values, read_examples, read_people
from tests.sync.things import THINGS, Keeper

EXAMPLES = read_examples()


@dataclass(frozen=True)
class People:
    """Who keeps which shelf, in this example."""

    by_id: dict[str, Keeper]

    def feeds_of(self, _connection: Connection, author: Author, now: datetime) -> Sequence[str]:
        return self.by_id[author.person_id].feeds(now)

    def authority(self, connection: Connection, author: Author) -> Any:
        people = self.by_id

        class Keepers(SessionAuthority):
            def author_of(self, change: Change) -> Any:
                return people[super().author_of(change).person_id]

            def author_again(self, change: Change, person_id: str) -> Any:
                return people[person_id]

        return Keepers(connection, author)


def ask(app: Flask, step: Values, request: Values) -> Values:
    """Sign in on the step's device at the step's time, and post its request."""
    client = app.test_client()
    email = f"{step['person']}@example.invalid"
    signed_in = sign_in(client, email, install=step["device"]).get_json()
    lane = {"Doorstep-Lane": step["lane"]} if "lane" in step else {}
    headers = bearer(signed_in["access_token"]) | lane
    answer = client.post("/sync", data=json.dumps(request), headers=headers)
    assert answer.status_code == 200, answer.get_data()
    values: Values = answer.get_json()
    return values


@pytest.mark.parametrize(
    "example", [one for _, one in EXAMPLES], ids=[name for name, _ in EXAMPLES]
)
def test_the_server_answers_as_the_example_says(app: Flask, example: Values) -> None:
    people = read_people(example)
    keepers = People({keeper.person_id: keeper for keeper in people.values()})
    for name, keeper in people.items():
        make_person(f"{name}@example.invalid", id=keeper.person_id)
    cursors = Cursors()

    for step in example["steps"]:
        page = step.get("page", MOST_RECORDS)
        open_shelves(app, Product(THINGS, keepers.feeds_of, keepers.authority, page))
        with time_machine.travel(datetime.fromisoformat(step["at"]), tick=False):
            answer = ask(app, step, cursors.fill_in(step))
        assert cursors.learn(step, answer) == step["response"]
