"""A picture is announced by a named change; its content follows in pieces, after all else."""

from functools import partial
from typing import Any, cast

from sqlalchemy import Connection, Table

from backend.attachments.keys import wrap
from backend.attachments.models import Attachment
from backend.attachments.schemas import AddAttachmentSchema, AttachmentStateSchema
from backend.cases.caseload import cases_of, check_may_write
from backend.cases.changes import named_in
from backend.database import insert_unless_there
from backend.letterbox.schemas import read_base64url
from backend.people.author import Role, author_at
from backend.schemas import reader
from backend.visits.children import check_child
from sync.errors import Refused
from sync.kinds import Desk, Kind
from sync.messages import Change, Fields, Record

ATTACHMENTS = cast(Table, Attachment.__table__)
SUBJECTS = frozenset({"visit", "child_seen_check", "note"})
TOLD = ("case_id", "subject_id", "child_id", "what", "sha256", "size", "media_type")
"""What the record says. The key of the content is in none of it."""


def check_add(change: Change, current: Record | None, desk: Desk) -> None:
    """By whoever may write a note on that case, to something in that family's file."""
    case_id = change.fields["case_id"]
    check_may_write((case_id,), desk)
    if current is not None:
        raise Refused("already-added", "There is an attachment of this name already.")
    _subject(change, desk)
    if change.fields.get("child_id"):
        check_child(change.fields["child_id"], case_id, desk)


def as_announced(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """It waits for its content."""
    return {**{name: fields.get(name) for name in TOLD}, "state": "waiting", "problem": None}


def home_of_attachment(change: Change, desk: Desk) -> str:
    """Where what it belongs to is now."""
    return _subject(change, desk).feed


def expect_content(change: Change, record: Record, desk: Desk) -> None:
    """Its author's phone may send it from now on, and nobody else."""
    author = author_at(desk)
    fields = change.fields
    values = {
        "id": record.id,
        "person_id": author.person_id,
        "device_id": change.device_id,
        "added_at": desk.received_at,
        "size": fields["size"],
        "sha256": fields["sha256"],
        "media_type": fields["media_type"],
    }
    desk.also(partial(_expect, values, read_base64url(fields["content_key"])))


def check_settle(change: Change, current: Record | None, desk: Desk) -> None:
    """Only the server knows whether the content is here."""
    if author_at(desk).role is not Role.SERVER:
        raise Refused("not-allowed", "Only the server says that a picture has arrived.")


def _expect(values: dict[str, Any], content_key: bytes, connection: Connection) -> None:
    sent_key = wrap(content_key, values["id"])
    insert_unless_there(connection, Attachment, **values, sent_key=sent_key)


def _subject(change: Change, desk: Desk) -> Record:
    subject = desk.record(change.fields["subject_id"])
    if subject is None or subject.type not in SUBJECTS:
        raise Refused(
            "no-such-subject",
            "The visit, check or note that this picture belongs to is not here.",
            {"subject_id": "Unknown."},
        )
    if change.fields["case_id"] not in cases_of(subject, desk):
        raise Refused("other-family", "That is of another family.", {"subject_id": "Another."})
    return subject


KINDS = (
    Kind(
        "add_attachment",
        "attachment",
        "create",
        reader(AddAttachmentSchema()),
        check_add,
        becomes=as_announced,
        home=home_of_attachment,
        reads=named_in("case_id", "subject_id", "child_id"),
        and_then=expect_content,
    ),
    Kind(
        "settle_attachment",
        "attachment",
        "edit",
        reader(AttachmentStateSchema()),
        check_settle,
    ),
)
