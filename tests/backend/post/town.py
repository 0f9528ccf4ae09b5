"""What people of the demonstration do with a request, and how things stand afterwards."""

import io
from typing import Any
from uuid import uuid4

from pypdf import PdfReader
from sqlalchemy import select

from backend import clock
from backend.database import reading, writing
from backend.demo.people import demo_id, staff_of
from backend.people.author import Author, Role
from backend.strategy.mailing import DISPATCH
from backend.sync_api.models import feed as feeds
from backend.sync_api.models import record as records
from backend.sync_api.server_changes import write_as
from backend.sync_api.sql_store import SqlStore
from sync.messages import Change, Clock, Fields, Outcome, Record
from tests.backend.post.mail_server import Got

WIRRAL = staff_of("wirral")
MANAGER, WORKER = WIRRAL.manager, WIRRAL.worker
SUPPORT, SERGEANT = (WIRRAL.authors[role] for role in (Role.BUSINESS_SUPPORT, Role.POLICE_SERGEANT))
REQUEST = demo_id("wirral", 8, "request")
"""The urgent one of this morning, which waits for its manager."""


def offer(author: Author, kind: str, record_id: str, said: Fields) -> Outcome:
    """As a phone of theirs would, having seen everything."""
    now = clock.now()
    with writing() as connection:
        known = SqlStore(connection).records([record_id]).get(record_id)
        change = Change(
            str(uuid4()), author.device_id, int(now.timestamp() * 1000), kind, 1,
            known.feed if known else f"discussion:{REQUEST}", record_id,
            known.version if known else 0, (), said, now, Clock(now, 0, True),
        )  # fmt: skip
        (outcome,) = write_as(connection, author, [change], now)
    return outcome


def post(author: Author, kind: str, record_id: str = REQUEST, **said: Any) -> None:
    """It must be taken."""
    outcome = offer(author, kind, record_id, said)
    assert outcome.status in ("accepted", "merged"), outcome


def authorise() -> None:
    post(MANAGER, "authorise_request", checked=True)


def fetch(record_id: str = REQUEST) -> Record:
    """As it stands."""
    with reading() as connection:
        return SqlStore(connection).records([record_id])[record_id]


def request() -> Fields:
    """What the request says."""
    return fetch().fields


def in_discussion(record_type: str) -> list[Record]:
    """Everything of this type that stands beside the request, in order of writing."""
    query = (
        select(records.c.id)
        .join(feeds, feeds.c.id == records.c.feed_id)
        .where(feeds.c.name == f"discussion:{REQUEST}", records.c.type == record_type)
        .order_by(records.c.position)
    )
    with reading() as connection:
        ids = list(connection.scalars(query))
        found = SqlStore(connection).records(ids)
    return [found[one] for one in ids]


def dispatch(purpose: str) -> Record:
    """The one mail of this purpose."""
    (found,) = (one for one in in_discussion(DISPATCH) if one.fields["purpose"] == purpose)
    return found


def alerted(author: Author) -> list[str]:
    """The kinds of alerts that somebody has."""
    query = (
        select(records.c.id)
        .join(feeds, feeds.c.id == records.c.feed_id)
        .where(feeds.c.name == f"person:{author.person_id}", records.c.type == "alert")
    )
    with reading() as connection:
        found = SqlStore(connection).records(list(connection.scalars(query)))
    return sorted(one.fields["kind"] for one in found.values())


def text_of(got: Got) -> str:
    """What the mail says to a person."""
    body = got.message.get_body(preferencelist=("plain",))
    assert body is not None
    return str(body.get_content())


def document_of(got: Got) -> tuple[str, bytes]:
    """The name and the bytes of the one document in it."""
    (attached,) = got.message.iter_attachments()
    data = attached.get_content()
    assert isinstance(data, bytes)
    return attached.get_filename() or "", data


def words_of_pdf(data: bytes) -> str:
    """Everything that stands in it, as another program reads it."""
    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def everybody_named() -> list[str]:
    """The names of the family and of its children: none may stand outside the document."""
    said = request()
    children = [name for child in said["children"] for name in child["name"].split()]
    return [*children, *said["family_name"].split()]
