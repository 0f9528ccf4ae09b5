"""Reading `sync/examples` and acting them out on the engine; README.md there says how."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sync.memory import MemoryShelf
from sync.messages import Request
from sync.pull import MOST_RECORDS, pull
from sync.push import push
from sync.wire import answer_bytes, read_request
from tests.sync.things import THINGS, Access, Keeper, KeeperAuthority

FOLDER = Path(__file__).parents[2] / "sync" / "examples"
Values = dict[str, Any]


def read_examples() -> list[tuple[str, Values]]:
    """Every example, by the name of its file."""
    return [(path.stem, json.loads(path.read_text())) for path in sorted(FOLDER.glob("*.json"))]


def read_people(example: Values) -> dict[str, Keeper]:
    """The people of an example, by name, with the shelves that they have and had."""
    return {
        name: Keeper(person["id"], tuple(_access(one) for one in person["access"]))
        for name, person in example["people"].items()
    }


@dataclass
class Cursors:
    """`$1`, `$2`... in an example stand for whatever cursor the server gave that person there."""

    known: dict[tuple[str, str], str] = field(default_factory=dict)

    def fill_in(self, step: Values) -> Values:
        """A request with real cursors."""
        request: Values = step["request"]
        asking = request["pull"]
        if asking is None or asking["cursor"] is None:
            return request
        cursor = self.known.get((step["person"], asking["cursor"]), asking["cursor"])
        return request | {"pull": asking | {"cursor": cursor}}

    def learn(self, step: Values, answer: Values) -> Values:
        """An answer with the cursor named as the example names it."""
        expected, pulled = step["response"], answer["pull"]
        if pulled is None or expected["pull"] is None:
            return answer
        name = expected["pull"]["cursor"]
        self.known[step["person"], name] = pulled["cursor"]
        return answer | {"pull": pulled | {"cursor": name}}


@dataclass
class ExampleServer:
    """The engine over memory, with the people of one example."""

    people: dict[str, Keeper]
    shelf: MemoryShelf = field(default_factory=MemoryShelf)

    def answer(self, step: Values, request: Values) -> Values:
        """What a server answers in this step."""
        read = read_request(request)
        at = datetime.fromisoformat(step["at"])
        keeper = self.people[step["person"]]
        return self._settle(read, keeper, at, step.get("page", MOST_RECORDS))

    def _settle(self, read: Request, keeper: Keeper, at: datetime, limit: int) -> Values:
        everyone = {one.person_id: one for one in self.people.values()}
        authority = KeeperAuthority(keeper, everyone)
        with self.shelf.writing() as store:
            outcomes = push(store, THINGS, read.changes, authority, at)
        pulled = None
        if read.pull is not None:
            with self.shelf.reading() as store:
                pulled = pull(store, keeper.feeds(at), read.pull, limit, keeper.person_id)
        answer: Values = json.loads(answer_bytes(at, outcomes, pulled))
        return answer


def play(example: Values, server: ExampleServer) -> Iterator[tuple[Values, Values]]:
    """Each step's expected answer beside the answer given."""
    cursors = Cursors()
    for step in example["steps"]:
        answer = server.answer(step, cursors.fill_in(step))
        yield step["response"], cursors.learn(step, answer)


def _access(values: Values) -> Access:
    until = values["until"]
    return Access(
        values["feed"],
        datetime.fromisoformat(values["from"]),
        datetime.fromisoformat(until) if until else None,
    )
