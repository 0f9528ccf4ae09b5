"""From phones to the server: settle what is offered, in order, and save it all at once."""

import logging
import traceback
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sync.desk import Ledger, PushDesk
from sync.errors import NotAMessage, Refused
from sync.kinds import Author, Authority, Kind
from sync.messages import Change, Outcome, Reason, Unreadable
from sync.settle import settle
from sync.store import Settled, Store

MISTAKES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotAMessage,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a rule with a fault in it raises; trouble of the store is none of these."""

log = logging.getLogger(__name__)
RequestOf = Callable[[Change | Unreadable], object]
NOT_OFFERED = object()
NOT_JUDGED = Outcome(None, "held")
"""Until its turn comes, a moment later."""


def _one_request(_item: Change | Unreadable) -> object:
    return None


def push(
    store: Store,
    kinds: Mapping[str, Kind],
    offered: Sequence[Change | Unreadable],
    authority: Authority,
    received_at: datetime,
    request_of: RequestOf = _one_request,
) -> list[Outcome]:
    """An outcome for each, in the same order. Raises Contended: roll back and push again.

    Several requests may be pushed together; `request_of` then says with which one each came.
    """
    moment = received_at.replace(microsecond=received_at.microsecond // 1000 * 1000)
    one_push = _Push(Ledger(store, moment), kinds, authority, request_of)
    one_push.read([item for item in offered if isinstance(item, Change)])
    answers = [one_push.take(item) for item in offered]
    one_push.ledger.save()
    return [one_push.final(answer) for answer in answers]


def server_trouble(change: Change) -> Outcome:
    """Held because of a fault of the server's, with this one change (PROTOCOL 5)."""
    message = "The server could not take this yet. It is kept, and will be tried again."
    return _held(change, "server-trouble", message)


@dataclass
class _Push:
    ledger: Ledger
    kinds: Mapping[str, Kind]
    authority: Authority
    request_of: RequestOf

    def read(self, changes: Sequence[Change]) -> None:
        """Everything that is needed, in a few reads, whatever the number of changes."""
        self.waiting: dict[str, list[str]] = {}
        self.unreadable: set[tuple[object, str]] = set()
        self.came_with: dict[str, object] = {}
        ids = {change.id for change in changes}
        self.ledger.read_changes(ids.union(*(change.depends_on for change in changes)))
        waiting = self.ledger.read_waiting(ids) if ids else []
        for held in waiting:
            self._wait(held.change)
        every = [*changes, *(held.change for held in waiting)]
        self.ledger.read_records({id_ for change in every for id_ in self._records_of(change)})

    def take(self, item: Change | Unreadable) -> Outcome:
        """The outcome as far as it is known when its turn comes."""
        if isinstance(item, Unreadable):
            return self._take_unreadable(item)
        content_hash = item.content_hash()
        before = self.ledger.find(item.id)
        if before is None:
            return self._take_new(item, content_hash)
        if before.content_hash != content_hash:
            return self._keep_aside(item)
        self.came_with[item.id] = self.request_of(item)
        if before.outcome.status == "held":
            self._judge(before)
        return self._outcome(item.id)

    def final(self, answer: Outcome) -> Outcome:
        """The outcome at the end: what was held in its turn may have been settled since."""
        return self._outcome(answer.id) if answer.status == "held" and answer.id else answer

    def _take_unreadable(self, item: Unreadable) -> Outcome:
        if item.id and self.ledger.find(item.id) is None:
            self.unreadable.add((self.request_of(item), item.id))
        return Outcome(item.id, "refused", reason=item.reason)

    def _take_new(self, change: Change, content_hash: str) -> Outcome:
        # PROTOCOL 11: who may not post at all leaves no trace under an id.
        try:
            author = self.authority.author_of(change)
        except Refused as why:
            return _refused(change, why)
        entry = Settled(content_hash, NOT_JUDGED, change, author.person_id, self.ledger.received_at)
        self.came_with[change.id] = self.request_of(change)
        self._judge(entry, author)
        return self._outcome(change.id)

    def _keep_aside(self, change: Change) -> Outcome:
        # PROTOCOL 4: the same id with other content is never applied.
        try:
            person_id = self.authority.author_of(change).person_id
        except Refused as why:
            return _refused(change, why)
        self.ledger.batch.kept_aside.append((change, person_id))
        message = "Another change was sent under this id. This one is kept."
        return _refused(change, Refused("id-used-before", message))

    def _judge(self, entry: Settled, author: Author | None = None) -> None:
        """Settle a change that may have waited, then those that waited for it (PROTOCOL 3)."""
        queue = deque([(entry, author)])
        while queue:
            held, known = queue.popleft()
            outcome = self._verdict(held, known)
            self.ledger.enter(_with_outcome(held, outcome))
            if outcome.status == "held":
                self._wait(held.change)
            else:
                queue.extend((one, None) for one in self._released_by(held.change.id))

    def _released_by(self, change_id: str) -> list[Settled]:
        ids = self.waiting.pop(change_id, [])
        entries = [entry for id_ in ids if (entry := self.ledger.find(id_)) is not None]
        return [entry for entry in entries if entry.outcome.status == "held"]

    def _wait(self, change: Change) -> None:
        for dependency in change.depends_on:
            ids = self.waiting.setdefault(dependency, [])
            if change.id not in ids:
                ids.append(change.id)

    def _verdict(self, entry: Settled, author: Author | None) -> Outcome:
        change = entry.change
        statuses = {self._status_of(dependency, change) for dependency in change.depends_on}
        if "refused" in statuses:
            message = "This builds on something that was refused."
            return _refused(change, Refused("depends-on-refused", message))
        if statuses & {"held", None}:
            return _waiting(change)
        kind = self.kinds.get(change.kind)
        if kind is None or change.schema not in kind.schemas:
            message = "The server does not know this yet. It is kept, and will be tried again."
            return _held(change, "kind-not-known-yet", message)
        return self._settle(entry, kind, author)

    def _settle(self, entry: Settled, kind: Kind, author: Author | None) -> Outcome:
        change = entry.change
        if self._is_ahead(change, kind):
            message = "The server does not have what this changes yet. It will be tried again."
            return _held(change, "record-not-here-yet", message)
        try:
            who = author or self.authority.author_again(change, entry.person_id)
            desk = PushDesk(self.ledger, change, who, entry.received_at)
            outcome = settle(change, kind, desk)
        except Refused as why:
            return _refused(change, why)
        except MISTAKES as fault:
            _log_fault(change, fault)
            return server_trouble(change)
        self.ledger.keep(desk)
        return outcome

    def _is_ahead(self, change: Change, kind: Kind) -> bool:
        """The phone has seen a record that a restored server does not have yet (PROTOCOL 14)."""
        if kind.effect == "create" or change.base_version == 0:
            return False
        return self.ledger.record(change.record_id) is None

    def _status_of(self, change_id: str, asked_by: Change) -> str | None:
        entry = self.ledger.find(change_id)
        if entry is not None:
            return entry.outcome.status
        # Unreadable in another's request: what this waits for may still come.
        request = self.came_with.get(asked_by.id, NOT_OFFERED)
        return "refused" if (request, change_id) in self.unreadable else None

    def _outcome(self, change_id: str) -> Outcome:
        entry = self.ledger.find(change_id)
        assert entry is not None
        return entry.outcome

    def _records_of(self, change: Change) -> Collection[str]:
        kind = self.kinds.get(change.kind)
        try:
            others = kind.reads(change) if kind else ()
        except (Refused, *MISTAKES):
            others = ()
        return (change.record_id, *others)


def _with_outcome(entry: Settled, outcome: Outcome) -> Settled:
    return Settled(entry.content_hash, outcome, entry.change, entry.person_id, entry.received_at)


def _waiting(change: Change) -> Outcome:
    return _held(change, "waiting-for-another", "This waits for something that has not come yet.")


def _held(change: Change, code: str, message: str) -> Outcome:
    return Outcome(change.id, "held", change.record_id, reason=Reason(code, message))


def _refused(change: Change, why: Refused) -> Outcome:
    reason = Reason(why.code, why.message, why.fields)
    return Outcome(change.id, "refused", change.record_id, reason=reason)


def _log_fault(change: Change, fault: BaseException) -> None:
    """Where it failed, without what the change or the message says (DESIGN 1, promise 4)."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    log.error(
        "a rule failed: kind %s, change %s, %s at %s:%s",
        change.kind,
        change.id,
        type(fault).__name__,
        frame.filename,
        frame.lineno,
    )
