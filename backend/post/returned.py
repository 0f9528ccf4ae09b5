"""What comes back: a report that a mail was not delivered (RFC 3464), found again by its key.

The key stands in the address that it comes back to, in the envelope's id, and in the Message-ID of
the mail that is quoted: whichever the other side has kept. Nobody can guess it, so nobody but who
had the mail can say that it came back. Said twice it is said once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from typing import Any, Literal

from sqlalchemy import Row

from backend import clock
from backend.database import reading, writing
from backend.post.addressing import profile_for
from backend.post.mails import find_by_key, mail_id_of, settle
from backend.post.noting import Noted, note
from backend.post.replied import take_calendar_reply
from backend.post.sending import Asked, finder, read_asked
from backend.post.troubles import words_of

What = Literal["failed", "delayed", "unclear", "nothing"]
KEY = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
ADDRESSED = ("to", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to")
ANSWERED = ("in-reply-to", "references", "x-failed-message-id")
LONGEST = 5_000_000
CODES: dict[What, str] = {"failed": "came-back", "delayed": "delayed", "unclear": "something-came"}
TROUBLES = ("failed", "delayed")
"""Anything else (delivered, relayed, expanded) is no trouble."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a message says of one of our mails."""

    keys: tuple[str, ...]
    what: What
    detail: str


def take_in(data: bytes) -> bool:
    """Whether this was about a mail of ours; what it says is noted for everybody."""
    if len(data) > LONGEST:
        return False
    return take_calendar_reply(data) or _take_report(read_report(data))


def _take_report(report: Report) -> bool:
    if report.what == "nothing":
        return False
    for key in report.keys:
        with reading() as connection:
            mail = find_by_key(connection, key)
            asked = read_asked(connection, mail.dispatch_id) if mail is not None else None
        if mail is not None and asked is not None:
            _note(mail, asked, report)
            return True
    return False


def read_report(data: bytes) -> Report:
    """From the bytes of a message, whoever has written it."""
    message: Message = message_from_bytes(data, policy=policy.compat32)
    what, detail, keys = _status_of(message)
    keys += _keys_in(message, ADDRESSED)
    keys += _keys_in(message, ANSWERED)
    keys += [key for part in _quoted(message) for key in _keys_in(part, ("message-id",))]
    if not keys:
        return Report((), "nothing", "")
    return Report(tuple(dict.fromkeys(keys)), what, detail)


def _status_of(message: Message) -> tuple[What, str, list[str]]:
    """By the machine-readable part; without one nobody can say what it means."""
    actions, keys, detail = [], [], ""
    machine_readable = False
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        machine_readable = True
        for group in _groups(part):
            keys += KEY.findall(str(group.get("Original-Envelope-Id", "")))
            action = str(group.get("Action", "")).strip().lower()
            if action in TROUBLES:
                actions.append(action)
                detail = str(group.get("Diagnostic-Code") or group.get("Status") or "")[:300]
    return _worst(actions) if machine_readable else "unclear", detail, keys


def _worst(actions: list[str]) -> What:
    if "failed" in actions:
        return "failed"
    return "delayed" if "delayed" in actions else "nothing"


def _groups(part: Message) -> Iterator[Message]:
    """The fields of the message, then of each recipient."""
    payload: Any = part.get_payload()
    if isinstance(payload, list):
        yield from payload
    elif isinstance(payload, str):
        yield from (message_from_bytes(one.encode()) for one in payload.split("\n\n"))


def _quoted(message: Message) -> Iterator[Message]:
    """The mail that came back, or its headers."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822" and isinstance(part.get_payload(), list):
            yield from part.get_payload()  # type: ignore[misc]  # parts of a report are messages
        if kind == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            yield message_from_bytes(text if isinstance(text, bytes) else b"")


def _keys_in(message: Message, names: tuple[str, ...]) -> list[str]:
    return [
        key
        for name in names
        for value in message.get_all(name, [])
        for key in KEY.findall(str(value))
    ]


def _note(mail: Row[Any], asked: Asked, report: Report) -> None:
    """A mail that came back is told of at once; its request says so."""
    with reading() as connection:
        profile = profile_for(asked.request, finder(connection))
    code = CODES[report.what]
    words = words_of(code, profile, asked.request.fields)
    state = "bounced" if report.what == "failed" else asked.dispatch.fields["state"]
    if report.what == "failed":
        with writing() as connection:
            settle(connection, mail.id, "bounced", code, report.detail, clock.now())
    if asked.dispatch.fields["state"] == "sent" and mail.id == mail_id_of(asked.dispatch):
        note(Noted(asked.dispatch, state, f"{code} {mail.id}", code, words))
