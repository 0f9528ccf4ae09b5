"""What somebody answers by a link: looked at, said once, and told to those who wait for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, Row

from backend.post.asking import ASKING, Asking, Said, Shown, read_answer
from backend.post.documents.request_form import moment_in_words
from backend.post.links import find_link, take_answer
from backend.post.noting import NotNoted, write_server_change
from backend.post.sending import finder
from backend.sync_api.sql_store import SqlStore
from sync.messages import Fields, Record, time_text

CLOSE = "You can close this page."


class NoLink(LookupError):
    """No link has this code."""


@dataclass(frozen=True, slots=True)
class Over:
    """A page that takes no answer, and why in words."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """A link that waits for its answer, and what may be shown to whoever holds it."""

    asking: Asking
    ref: str
    shown: Shown


def look(connection: Connection, token: str, now: datetime) -> Open | Over:
    """Changes nothing, however often, whoever looks: a mail scanner too. NoLink."""
    link = _link(connection, token)
    if over := _over(link, now):
        return over
    request, about = _records(connection, link)
    asking = ASKING[link.purpose]
    shown = asking.show(request, about, finder(connection))
    return Open(asking, str(request.fields["ref"]), shown)


def give(connection: Connection, token: str, said: Said, now: datetime) -> Over:
    """The one answer of this link, through the one door; what another gave first stands.

    NoLink; ValidationError, by field; NotNoted when the request takes no such answer now.
    """
    link = _link(connection, token)
    if over := _over(link, now):
        return over
    asking = ASKING[link.purpose]
    answer = read_answer(asking, said)
    if not take_answer(connection, link.id, _kept(answer), now):
        return _over(_link(connection, token), now) or Over("This link is over", ())
    _, about = _records(connection, link)
    change_id = str(uuid5(UUID(link.id), "answer"))
    fields = asking.change(answer, link.id)
    write_server_change(connection, asking.kind, change_id, about, fields, now)
    return Over("Your answer is recorded", (_recorded(asking, answer, now), CLOSE))


def refused(refusal: NotNoted) -> Over:
    """The request stands where this cannot be said of it."""
    return Over("This cannot be answered now", (refusal.words,))


def _link(connection: Connection, token: str) -> Row[Any]:
    found = find_link(connection, token)
    if found is None:
        raise NoLink
    return found


def _records(connection: Connection, link: Row[Any]) -> tuple[Record, Record]:
    """The request, and what the answer is about: the request itself, or an invitation."""
    about_id = link.about_id or link.request_id
    found = SqlStore(connection).records({link.request_id, about_id})
    return found[link.request_id], found[about_id]


def _kept(answer: Fields) -> dict[str, Any]:
    return {name: answer.get(name) for name in ("answer", "name", "rank")}


def _over(link: Row[Any], now: datetime) -> Over | None:
    if link.answered_at is not None:
        kept: Mapping[str, Any] = link.answer or {}
        said = ASKING[link.purpose].choices.get(kept.get("answer", ""), "An answer")
        at = moment_in_words(time_text(link.answered_at))
        who = kept.get("name") or "Somebody"
        lines = (f"{who} answered on {at}: “{said}”.", "This link works once.")
        return Over("This has been answered", lines)
    if link.expires_at <= now:
        return Over("This link is over", ("It was good for 14 days. Ring the team that sent it.",))
    return None


def _recorded(asking: Asking, answer: Fields, now: datetime) -> str:
    said = asking.choices[answer["answer"]]
    return f"“{said}”, {answer['name']}, {moment_in_words(time_text(now))}."
