"""One run: events in order of time, until all is said, and then everything is looked at."""

import heapq
import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import repeat, takewhile
from typing import Any

from tests.simulation.phone import Asked
from tests.simulation.plan import START, Plan
from tests.simulation.server import CrashedError, Server, Shelf
from tests.simulation.world import Actor, World

PATIENCE = timedelta(seconds=60)
"""How long a phone waits for an answer."""
MOST_ROUNDS = 300
Event = Callable[[], None]


class Simulation:
    """Phones that act and send, a network that loses and repeats, a server that is restored."""

    def __init__(self, plan: Plan, shelf: Shelf) -> None:
        self.plan = plan
        self.world = World(plan)
        self.server = Server(self.world, shelf)
        self.random = self.world.random
        self.requests = 0
        self._events: list[tuple[float, int, Event]] = []
        self._count = 0
        self._backup: Any = None

    def run(self) -> None:
        """Days of work over a bad network, then a quiet evening on a good one."""
        self._lay_out()
        while self._events:
            at, _, event = heapq.heappop(self._events)
            self.world.now = START + timedelta(milliseconds=int(at * 1000))
            event()
        self.world.now = START + self.plan.lasts + timedelta(hours=1)
        self._settle_down()

    def _lay_out(self) -> None:
        """When everybody acts, what goes wrong, and when it stops."""
        length = self.plan.lasts.total_seconds()
        for _ in range(self.plan.changes):
            actor = self.random.choice(self.world.actors)
            self._at(self.random.uniform(0, length), partial(self._act, actor))
        for actor in self.world.actors:
            for _ in range(self.plan.sends):
                self._at(self.random.uniform(0, length), partial(self._send, actor))
            for event in (self._kill, self._rot):
                at = self.random.uniform(0, length)
                self._at(at, partial(event, actor))
        for _ in range(40):
            self._at(self.random.uniform(0, length), self.world.hand_over)
        self._at(length * 0.6, self.server.learn_new_kind)
        if self.plan.restores:
            self._at(length * 0.4, self._back_up)
            self._at(length * 0.5, self._restore)

    def _at(self, seconds: float, event: Event) -> None:
        self._count += 1
        heapq.heappush(self._events, (seconds, self._count, event))

    def _after(self, seconds: float, event: Event) -> None:
        self._at((self.world.now - START).total_seconds() + seconds, event)

    def _act(self, actor: Actor) -> None:
        """In one case of three the person has signal and the phone sends at once."""
        change = self.world.act(actor)
        if change and self.random.random() < 0.1:
            self._ask(actor, actor.phone.ask_urgently(change.id))
        elif self.random.random() < 0.33:
            self._send(actor)

    def _send(self, actor: Actor) -> None:
        if not actor.waiting_for:
            check_all = self.random.random() < 0.1
            self._ask(actor, actor.phone.ask(check_all=check_all))

    def _ask(self, actor: Actor, asked: Asked) -> None:
        """A request leaves the phone: it may be lost, delayed, or arrive twice."""
        self.requests += 1
        mine, life = self.requests, actor.life
        actor.waiting_for = mine
        body = json.dumps(asked.request).encode()
        self._after(PATIENCE.total_seconds(), lambda: self._give_up(actor, mine))
        for _ in range(self._copies()):
            self._after(self._delay(), lambda: self._arrive(actor, asked, body, life))

    def _give_up(self, actor: Actor, mine: int) -> None:
        if actor.waiting_for == mine:
            actor.waiting_for = 0

    def _arrive(self, actor: Actor, asked: Asked, body: bytes, life: int) -> None:
        crash = self.random.random() < self.plan.crashes
        try:
            answer = self.server.handle(body, actor.person, crash=crash)
        except CrashedError:
            return
        if self.random.random() < self.plan.garbage:
            answer = b'{"welcome": "to this free network"}'
        feeds = tuple(self.world.feeds_of(actor.person))
        for _ in range(self._copies()):
            self._after(self._delay(), lambda: self._take(actor, asked, answer, (life, feeds)))

    def _take(
        self, actor: Actor, asked: Asked, answer: bytes, meant: tuple[int, tuple[str, ...]]
    ) -> None:
        life, feeds = meant
        values = json.loads(answer)
        if life != actor.life or values.get("protocol") != 1:
            return
        actor.waiting_for = 0
        actor.offset_ms = -int(actor.skew.total_seconds() * 1000)
        is_current = asked.request["pull"] and (
            asked.request["pull"]["cursor"] == actor.phone.saved.cursor
        )
        more = actor.phone.take(asked, values, self.world.now)
        if is_current:
            self._look_at(actor, feeds)
        if more:
            self._send(actor)

    def _look_at(self, actor: Actor, feeds: tuple[str, ...]) -> None:
        """No row of a feed that the person could not read when the answer was written."""
        actor.feeds = feeds
        shown = {row["feed"] for row in actor.phone.saved.rows.values()}
        extra = shown - set(feeds) - actor.phone.saved.drops
        assert not extra, f"a phone shows {extra}, which its person may not see"

    def _copies(self) -> int:
        """How often a message arrives: not at all, once, or twice."""
        dice = self.random.random()
        if dice < self.plan.loss:
            return 0
        return 2 if dice < self.plan.loss + self.plan.repeats else 1

    def _delay(self) -> float:
        """Mostly a second, at times longer than anybody waits."""
        return self.random.expovariate(1 / (90 if self.random.random() < 0.1 else 1))

    def _kill(self, actor: Actor) -> None:
        """The app is closed by the phone: what it was asking is forgotten."""
        actor.life += 1
        actor.waiting_for = 0

    def _rot(self, actor: Actor) -> None:
        """A row vanishes from one phone in four."""
        rows = actor.phone.saved.rows
        if rows and self.random.random() < 0.25:
            actor.rotten = True
            del rows[self.random.choice(list(rows))]

    def _back_up(self) -> None:
        self._backup = self.server.shelf.back_up()

    def _restore(self) -> None:
        self.server.restore(self._backup)

    def _settle_down(self) -> None:
        """Every phone gets through, as often as it takes until nothing is new."""
        for _ in range(6):
            for actor in self.world.actors:
                actor.life += 1
                rounds = sum(1 for _ in takewhile(self._exchange, repeat(actor, MOST_ROUNDS)))
                assert rounds < MOST_ROUNDS, f"{actor.phone.device_id} never comes to an end"

    def _exchange(self, actor: Actor) -> bool:
        asked = actor.phone.ask(check_all=True)
        answer = self.server.handle(json.dumps(asked.request).encode(), actor.person)
        more = actor.phone.take(asked, json.loads(answer), self.world.now)
        self._look_at(actor, tuple(self.world.feeds_of(actor.person)))
        waiting = actor.phone.saved.outbox.keys() - actor.phone.saved.offered.keys()
        return more or bool(waiting) or bool(actor.phone.saved.refresh)
