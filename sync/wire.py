"""From JSON values to messages, and from messages to bytes (PROTOCOL 1)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields as parts_of
from datetime import datetime
from typing import Any

from sync.errors import NotAMessage
from sync.messages import (
    Change,
    Clock,
    FeedPage,
    Outcome,
    PullAnswer,
    PullRequest,
    Reason,
    Repair,
    Request,
    Unreadable,
    time_text,
)
from sync.values import (
    check_text,
    read_bool,
    read_feed,
    read_fields,
    read_integer,
    read_list,
    read_mapping,
    read_time,
    read_uuid,
    read_word,
    wrong,
)

PROTOCOL = 1
MOST_CHANGES = 100
MOST_DEPENDENCIES = 100
MOST_FEEDS = 10_000
MOST_OFFSET_MS = 4_000_000_000_000
MOST_VERSIONS = 2**31 - 1


def read_request(value: object) -> Request:
    """The envelope; raises NotAMessage. A bad change inside a good envelope is Unreadable."""
    envelope = read_mapping(value, "request")
    if read_integer(envelope.get("protocol"), "protocol") != PROTOCOL:
        raise NotAMessage("protocol-not-known", "This app is newer than the server. Try later.")
    return Request(
        device_id=read_uuid(envelope.get("device_id"), "device_id"),
        changes=tuple(
            read_offered(change)
            for change in read_list(envelope.get("changes", []), "changes", MOST_CHANGES)
        ),
        pull=_read_pull(envelope.get("pull")),
        repaired=_read_repairs(envelope.get("repaired")),
    )


def read_offered(value: object) -> Change | Unreadable:
    """A change, or what to answer in its place; never raises, so that it blocks no other."""
    try:
        return change_of(value)
    except NotAMessage as why:
        reason = Reason("not-a-change", f"This could not be read: {why.message}", why.fields)
        return Unreadable(_id_if_any(value), reason)


def change_of(value: object) -> Change:
    """A change from JSON values; raises NotAMessage."""
    parts = read_mapping(value, "change")
    return Change(
        id=read_uuid(parts.get("id"), "id"),
        device_id=read_uuid(parts.get("device_id"), "device_id"),
        number=read_integer(parts.get("number"), "number", 1),
        kind=read_word(parts.get("kind"), "kind"),
        schema=read_integer(parts.get("schema"), "schema", 1, MOST_VERSIONS),
        feed=read_feed(parts.get("feed"), "feed"),
        record_id=read_uuid(parts.get("record_id"), "record_id"),
        base_version=read_integer(parts.get("base_version"), "base_version", 0, MOST_VERSIONS),
        depends_on=_read_depends_on(parts),
        fields=read_fields(parts.get("fields"), "fields"),
        occurred_at=read_time(parts.get("occurred_at"), "occurred_at"),
        clock=_read_clock(parts.get("clock")),
    )


def answer_bytes(now: datetime, outcomes: Sequence[Outcome], pulled: PullAnswer | None) -> bytes:
    """The whole answer; records go in as the bytes they are kept as."""
    head = _json({"protocol": PROTOCOL, "now": time_text(now), "outcomes": outcome_list(outcomes)})
    pull = b"null" if pulled is None else _pull_bytes(pulled)
    return head[:-1] + b',"pull":' + pull + b"}"


def outcome_list(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """Outcomes as JSON values, each with its place in the request."""
    return [
        {"id": outcome.id, "index": index} | outcome_wire(outcome)
        for index, outcome in enumerate(outcomes)
    ]


def outcome_wire(outcome: Outcome) -> dict[str, Any]:
    """An outcome as JSON values, as stores keep it."""
    reason = outcome.reason
    return {
        "id": outcome.id,
        "status": outcome.status,
        "record_id": outcome.record_id,
        "version": outcome.version,
        "late": outcome.late,
        "reason": reason
        and {"code": reason.code, "message": reason.message, "fields": reason.fields},
    }


def outcome_of(values: Mapping[str, Any]) -> Outcome:
    """An outcome that this server wrote."""
    known = {part.name for part in parts_of(Outcome)}
    parts = {name: value for name, value in values.items() if name in known}
    return Outcome(**parts | {"reason": Reason(**values["reason"]) if values["reason"] else None})


def _pull_bytes(answer: PullAnswer) -> bytes:
    head = _json({"cursor": answer.cursor, "reset": answer.reset, "more": answer.more})
    tail = _json(
        {
            "drop": answer.drop,
            "checks": [
                {"feed": check.feed, "count": check.count, "checksum": check.checksum}
                for check in answer.checks
            ],
        }
    )
    pages = b",".join(_page_bytes(page) for page in answer.feeds)
    return head[:-1] + b',"feeds":[' + pages + b"]," + tail[1:]


def _page_bytes(page: FeedPage) -> bytes:
    head = _json({"feed": page.feed, "afresh": page.afresh, "complete": page.complete})
    tail = _json({"gone": page.gone, "count": page.count, "checksum": page.checksum})
    return head[:-1] + b',"records":[' + b",".join(page.records) + b"]," + tail[1:]


def _json(values: Mapping[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _id_if_any(value: object) -> str | None:
    """The id of something that is otherwise not a change, so that the phone knows which it was."""
    try:
        return read_uuid(read_mapping(value, "change").get("id"), "id")
    except NotAMessage:
        return None


def _read_depends_on(parts: Mapping[str, Any]) -> tuple[str, ...]:
    listed = read_list(parts.get("depends_on"), "depends_on", MOST_DEPENDENCIES)
    ids = tuple(read_uuid(item, "depends_on") for item in listed)
    if parts["id"] in ids:
        raise wrong("depends_on", "must not be the change itself")
    return ids


def _read_clock(value: object) -> Clock:
    parts = read_mapping(value, "clock")
    offset = parts.get("offset_ms")
    if offset is not None:
        offset = read_integer(offset, "clock.offset_ms", -MOST_OFFSET_MS, MOST_OFFSET_MS)
    return Clock(
        made_at=read_time(parts.get("made_at"), "clock.made_at"),
        offset_ms=offset,
        trusted=read_bool(parts.get("trusted"), "clock.trusted"),
    )


def _read_pull(value: object) -> PullRequest | None:
    if value is None:
        return None
    parts = read_mapping(value, "pull")
    cursor = parts.get("cursor")
    if cursor is not None and not isinstance(cursor, str):
        raise wrong("pull.cursor", "must be text or null")
    refresh = read_list(parts.get("refresh") or [], "pull.refresh", MOST_FEEDS)
    return PullRequest(
        cursor=cursor,
        check_all=read_bool(parts.get("check_all", False), "pull.check_all"),
        refresh=tuple(read_feed(feed, "pull.refresh") for feed in refresh),
    )


def _read_repairs(value: object) -> tuple[Repair, ...]:
    """Only a report: one that cannot be read keeps no change from being settled."""
    try:
        return tuple(_read_repair(one) for one in read_list(value or [], "repaired", MOST_FEEDS))
    except NotAMessage:
        return ()


def _read_repair(value: object) -> Repair:
    parts = read_mapping(value, "repaired")
    return Repair(
        feed=read_feed(parts.get("feed"), "repaired.feed"),
        expected=_read_tally(parts.get("expected"), "repaired.expected"),
        found=_read_tally(parts.get("found"), "repaired.found"),
    )


def _read_tally(value: object, name: str) -> tuple[int, str]:
    parts = read_mapping(value, name)
    checksum = parts.get("checksum")
    if not isinstance(checksum, str):
        raise wrong(f"{name}.checksum", "must be text")
    check_text(checksum, f"{name}.checksum", 16)
    return read_integer(parts.get("count"), f"{name}.count"), checksum
