"""`POST /sync`: an outcome for each change, and what is new for this person (PROTOCOL 1)."""

from datetime import datetime
from typing import Any

import structlog
from flask import Blueprint, Response, current_app, request

from backend import clock
from backend.database import reading
from backend.errors import Invalid, NotSignedIn
from backend.people.author import Author
from backend.people.sessions import current_author
from backend.people.tokens import LOST
from backend.sync_api import body
from backend.sync_api.device import is_news, seen_now, write_seen
from backend.sync_api.epoch import NOT_YET, make_first_epoch
from backend.sync_api.lanes import write_queue
from backend.sync_api.pushing import Delivery
from backend.sync_api.registry import product_of
from backend.sync_api.sql_store import SqlStore
from backend.web.answers import as_response
from sync.errors import NotAMessage
from sync.messages import Outcome, PullAnswer, PullRequest
from sync.pull import pull
from sync.wire import MOST_CHANGES, answer_bytes, read_offered, read_request

blueprint = Blueprint("sync_api", __name__)
log = structlog.get_logger()


@blueprint.post("/sync")
def sync() -> Response:
    """Push in one write transaction, then pull in one snapshot after it."""
    author = current_author()
    received_at = clock.now()
    sent = body.read_json(request)
    changes = take_changes(sent)
    if author.device_lost and not changes:
        raise NotSignedIn(LOST, "device-lost")
    asked = read_request(sent)
    outcomes = push_for(author, changes, received_at) if changes else []
    if not changes:
        hear_from(author, received_at)
    answer = pull_for(author, asked.pull, received_at) if asked.pull else None
    for repair in asked.repaired:
        kind, held, wanted = repair.feed.partition(":")[0], repair.found[0], repair.expected[0]
        log.warning("a phone had a feed afresh", feed=kind, held=held, wanted=wanted)
    return body.json_response(request, answer_bytes(received_at, outcomes, answer))


def take_changes(sent: Any) -> list[Any]:
    """The changes, still as JSON, taken out of the envelope: they are read in the queue."""
    if not isinstance(sent, dict) or not isinstance(sent.get("changes", []), list):
        return []
    if len(sent.get("changes", [])) > MOST_CHANGES:
        raise body.too_large()
    changes: list[Any] = sent.pop("changes", [])
    return changes


def push_for(author: Author, changes: list[Any], received_at: datetime) -> list[Outcome]:
    """Through the queue, at its head when the phone says that it is urgent."""
    seen = seen_now(author.device_id, request.headers, received_at)
    delivery = Delivery(
        author, lambda: [read_offered(one) for one in changes], received_at, len(changes), seen
    )
    return delivery.settle(urgent=len(changes) == 1 and body.may_be_urgent(request))


def hear_from(author: Author, now: datetime) -> None:
    """What a device that only asks says of itself is written when it is new."""
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
