"""What is wrong with a device and matters to whoever looks after it, from what it last said."""

import re
from typing import Any

from sync.messages import Fields, Record, time_text

MATTERS = frozenset(
    {
        "storage-vanished",
        "storage-full",
        "storage-fails",
        "clock-out",
        "rows-unreadable",
        "locks-destroyed",
    }
)
"""A browser that may clear the phone's storage says so to its person, not to their manager."""

TOO_OLD = "release-too-old"


def trouble_of(row: Any, published: Record | None, minimum: str) -> list[Fields]:
    """Each with the time when it was first heard of."""
    known = published.fields.get("trouble", []) if published else []
    since = {one["code"]: one["since"] for one in known}
    now = time_text(row.last_seen_at)
    said = dict(_read(code) for code in (row.health or "").split(",") if code)
    found: dict[str, int | None] = {code: said[code] for code in said if code in MATTERS}
    if is_older(row.app_release, minimum):
        found[TOO_OLD] = None
    return [
        {"code": code, "since": since.get(code, now), "much": much}
        for code, much in sorted(found.items())
    ]


def _read(code: str) -> tuple[str, int | None]:
    name, _, much = code.partition("=")
    return name, int(much) if much else None


def is_older(release: str | None, minimum: str) -> bool:
    """`0.9.2` is older than `0.10`; a release that says nothing of itself is as old as can be."""
    return bool(minimum) and _numbers(release or "") < _numbers(minimum)


def _numbers(release: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", release)]
