"""What a product teaches the engine: its kinds of change, and the desk at which one is settled."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from sync.messages import Change, Fields, Record

Effect = Literal["create", "edit", "correct", "decide", "move", "choose"]
"""create: a new record. edit: merges by field. correct: a fact is put right; `reason` says why.
decide: the server's own decision, all or nothing. move: to another feed (`home` says which).
choose: between two values in conflict; fields {change_id, field, choose: "kept" | "other"}."""

ANY_TYPE = "*"
"""The record type of a kind that works on records of every type."""


class Author(Protocol):
    """Whose change it is. The product's own class says what they may do."""

    @property
    def person_id(self) -> str: ...


class Authority(Protocol):
    """Says whose a change is: by the session, later by the change's signature (PROTOCOL 11)."""

    def author_of(self, change: Change) -> Author: ...

    def author_again(self, change: Change, person_id: str) -> Author:
        """The author of a change that was held when it first came."""
        ...


class Desk(Protocol):
    """What a rule may look at, and ask for, while one change is settled."""

    @property
    def author(self) -> Author: ...

    @property
    def received_at(self) -> datetime: ...

    @property
    def happened_at(self) -> datetime: ...

    def record(self, record_id: str) -> Record | None:
        """As it stands now, with what this push has already settled."""
        ...

    def write(self, record: Record) -> None:
        """Save another record with this change (one version on, or new at version 1)."""
        ...

    def also(self, effect: Callable[[Any], None]) -> None:
        """Run `effect(transaction)` when the change is saved, in the same transaction."""
        ...

    def mark_late(self) -> None:
        """This change is a late contribution (PROTOCOL 10)."""
        ...


def nothing_else(change: Change, record: Record, desk: Desk) -> None:
    """Most changes touch their own record only."""


def no_other_records(change: Change) -> Collection[str]:
    """Most rules look at their own record only."""
    return ()


def stay(change: Change, desk: Desk) -> str:
    """The feed that the phone named."""
    return change.feed


def as_sent(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The record's fields are those of the change."""
    return fields


@dataclass(frozen=True)
class Kind:
    """One named change: who may make it, and what becomes of it.

    `read_fields(change)` validates and brings any schema ever shipped to today's; raises Refused.
    The rules below are given the change with the fields that this made of it.
    `check(change, current, desk)` raises Refused when this author may not, or the state forbids it.
    `becomes(change, current, fields, desk)` gives the record's fields to set (by whom, when);
    on a record that exists already, a `create` sets only what the phone sent.
    `home(change, desk)` gives the feed of a new or moved record.
    `reads(change)` names other records the rule looks at, so that a batch loads them together;
    it sees the change as sent. One that is not named is read when asked for.
    `and_then(change, record, desk)` writes what else follows; not called when nothing was taken
    (of a `create` that meets another's record: when nothing of it is kept beside).
    """

    name: str
    record_type: str
    effect: Effect
    read_fields: Callable[[Change], Fields]
    check: Callable[[Change, Record | None, Desk], None]
    becomes: Callable[[Change, Record | None, Fields, Desk], Fields] = as_sent
    home: Callable[[Change, Desk], str] = stay
    reads: Callable[[Change], Collection[str]] = no_other_records
    and_then: Callable[[Change, Record, Desk], None] = nothing_else
    schemas: frozenset[int] = frozenset({1})
