"""`POST /sync`: an outcome for each change, and what is new for this person (PROTOCOL 1)."""

from datetime import datetime
from typing import Any

import structlog
from flask import Blueprint, Response, current_app, request

from backend import clock
from backend.database import reading, writing
from backend.errors import Invalid, NotSignedIn
from backend.letterbox.opening import is_sealed
from backend.letterbox.taking import Asker, take_letters
from backend.people.author import Author
from backend.people.security_events import What, note
from backend.people.tokens import LOST, take_session
from backend.sync_api import body
from backend.sync_api.device import is_news, seen_now, write_seen
from backend.sync_api.epoch import NOT_YET, make_first_epoch
from backend.sync_api.lanes import write_queue
from backend.sync_api.pushing import Delivery
from backend.sync_api.registry import product_of
from backend.sync_api.sql_store import SqlStore
from backend.web.answers import as_response
from backend.web.doors import asks_itself
from sync.errors import NotAMessage
from sync.messages import Outcome, PullAnswer, PullRequest
from sync.pull import pull
from sync.wire import MOST_CHANGES, answer_bytes, read_request

blueprint = Blueprint("sync_api", __name__)
log = structlog.get_logger()


@blueprint.post("/sync")
@asks_itself
def sync() -> Response:
    """Push in one write transaction, then pull in one snapshot after it."""
    received_at = clock.now()
    sent = body.read_json(request)
    author = None if is_only_letters(sent) else take_session()
    changes = take_changes(sent)
    asked = read_request(sent)
    outcomes = push_for(author, changes, received_at) if changes else []
    if author and not changes:
        hear_from(author, received_at)
    answer = pull_for(author, asked.pull, received_at) if author and asked.pull else None
    for repair in asked.repaired:
        kind, held, wanted = repair.feed.partition(":")[0], repair.found[0], repair.expected[0]
        log.warning("a phone had a feed afresh", feed=kind, held=held, wanted=wanted)
    return body.json_response(request, answer_bytes(received_at, outcomes, answer))


def is_only_letters(sent: Any) -> bool:
    """PROTOCOL 21.2: sealed changes and nothing else need no session; each proves itself."""
    if not isinstance(sent, dict) or sent.get("pull") is not None or sent.get("repaired"):
        return False
    changes = sent.get("changes")
    return isinstance(changes, list) and bool(changes) and all(map(is_sealed, changes))


def take_changes(sent: Any) -> list[Any]:
    """The changes, still as JSON, taken out of the envelope: they are read in the queue."""
    if not isinstance(sent, dict) or not isinstance(sent.get("changes", []), list):
        return []
    if len(sent.get("changes", [])) > MOST_CHANGES:
        raise body.too_large()
    changes: list[Any] = sent.pop("changes", [])
    return changes


def push_for(author: Author | None, changes: list[Any], received_at: datetime) -> list[Outcome]:
    """Through the queue, at its head when the phone says that it is urgent."""
    urgent = len(changes) == 1 and body.may_be_urgent(request)
    asker = Asker(None if author else request.remote_addr or "", urgent)
    parts = open_letters(changes, received_at, asker)
    to_settle = [part for part in parts if not isinstance(part, Outcome)]
    if not to_settle:
        return parts
    who = author or to_settle[0].author
    seen = seen_now(who.device_id, request.headers, received_at)
    delivery = Delivery(author, to_settle, received_at, seen, asker.used)
    outcomes = delivery.settle(urgent=urgent)
    note_not_allowed(who, outcomes)
    settled = iter(outcomes)
    return [part if isinstance(part, Outcome) else next(settled) for part in parts]


NOT_ALLOWED = frozenset(
    {"not-allowed", "not-your-case", "not-your-team", "not-your-device", "not-yours"}
)
"""Refusals that say: this is not for you. (A moved caseload gives an honest one too.)"""


def note_not_allowed(who: Author, outcomes: list[Outcome]) -> None:
    """How many were refused because they are for somebody else to do."""
    times = sum(1 for one in outcomes if one.reason and one.reason.code in NOT_ALLOWED)
    if times:
        with writing() as connection:
            note(connection, What.NOT_ALLOWED, who.person_id, who.device_id, times=times)


def open_letters(changes: list[Any], now: datetime, asker: Asker) -> list[Any]:
    """The changes in their order, of which those that were sealed are Opened, or an Outcome."""
    if not any(map(is_sealed, changes)):
        return changes
    taken = iter(take_letters([one for one in changes if is_sealed(one)], now, asker))
    return [next(taken) if is_sealed(one) else one for one in changes]


def hear_from(author: Author, now: datetime) -> None:
    """What a device that only asks says of itself is written when it is new."""
    if author.device_lost:
        raise NotSignedIn(LOST, "device-lost")
    seen = seen_now(author.device_id, request.headers, now)
    with reading() as connection:
        news = is_news(connection, seen)
    if news:
        write_queue().run(lambda connection: write_seen(connection, [seen]))


def pull_for(author: Author, asked: PullRequest, now: datetime) -> PullAnswer | None:
    """What this person may read as of one moment after their own changes."""
    if author.device_lost:
        return None
    with reading() as connection:
        store = SqlStore(connection)
        if store.epoch != NOT_YET:
            product = product_of(current_app)
            feeds = product.feeds_of(connection, author, now)
            return pull(store, feeds, asked, product.page, author.person_id)
    write_queue().run(make_first_epoch)
    return pull_for(author, asked, now)


@blueprint.errorhandler(NotAMessage)
def _not_a_message(error: NotAMessage) -> Response:
    return as_response(Invalid(error.message, error.code, error.fields))
