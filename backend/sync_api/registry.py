"""Every kind of change that there is: those of each area of work, and one of sync's own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from sqlalchemy import Connection

from backend.people.author import Author
from backend.sync_api.authority import LetterAuthority, SessionAuthority
from sync.kinds import Authority, Kind
from sync.pull import MOST_RECORDS

EXTENSION = "doorstep_sync"
FeedsOf = Callable[[Connection, Author, datetime], Sequence[str]]
AuthorityOf = Callable[[Connection, Author], Authority]
LettersOf = Callable[[Connection, Mapping[int, Author], datetime, Authority | None], Authority]


@dataclass(frozen=True, slots=True)
class Product:
    """What this application teaches the engine, and who reads what."""

    kinds: Mapping[str, Kind]
    feeds_of: FeedsOf
    authority_of: AuthorityOf = SessionAuthority
    page: int = MOST_RECORDS
    """The most records in one answer."""
    letters_of: LettersOf = LetterAuthority
    """The authority of a request with sealed changes in it."""


def by_name(kinds: Iterable[Kind]) -> dict[str, Kind]:
    """The registry; two kinds of one name are a mistake that must not start."""
    registry: dict[str, Kind] = {}
    for kind in kinds:
        if kind.name in registry:
            raise ValueError(f"two kinds of change are named {kind.name}")
        registry[kind.name] = kind
    return registry


def product_of(app: Flask) -> Product:
    """What `init_app` was given."""
    product: Product = app.extensions[EXTENSION]
    return product
