"""Reading JSON values that anybody may have sent: the value, or NotAMessage."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sync.errors import NotAMessage

LARGEST_INTEGER = 2**53 - 1
"""What a phone's numbers can hold exactly."""
LONGEST_TEXT = 100_000
LONGEST_NAME = 100
DEEPEST = 12
FIRST_YEAR = 1970
"""A phone with a dead clock says 1970, and what it recorded still counts (PROTOCOL 12)."""
LAST_YEAR = 2999

_HALF = re.compile("[\ud800-\udfff]")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_FEED = re.compile(r"[a-z][a-z0-9_]{0,31}:[A-Za-z0-9_-]{1,64}")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)", re.ASCII)


def wrong(name: str, why: str) -> NotAMessage:
    """What to raise when `name` is not as it must be."""
    return NotAMessage("not-a-message", f"{name}: {why}", {name: why})


def read_mapping(value: object, name: str) -> Mapping[str, Any]:
    """A JSON object."""
    if not isinstance(value, dict):
        raise wrong(name, "must be an object")
    return value


def read_list(value: object, name: str, most: int) -> list[Any]:
    """A JSON array of at most `most`."""
    if not isinstance(value, list):
        raise wrong(name, "must be a list")
    if len(value) > most:
        raise wrong(name, f"must have at most {most}")
    return value


def read_integer(value: object, name: str, least: int = 0, most: int = LARGEST_INTEGER) -> int:
    """A whole number; `true` is not one."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise wrong(name, f"must be a whole number from {least} to {most}")
    return value


def read_bool(value: object, name: str) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        raise wrong(name, "must be true or false")
    return value


def read_uuid(value: object, name: str) -> str:
    """A UUID as lower-case text with hyphens."""
    return _read_pattern(_UUID, value, name, "must be a UUID in lower case")


def read_word(value: object, name: str) -> str:
    """A name such as `add_thing`."""
    return _read_pattern(_WORD, value, name, "must be lower-case letters, digits and _")


def read_feed(value: object, name: str) -> str:
    """A feed such as `shelf:1a2b`."""
    return _read_pattern(_FEED, value, name, "must be a feed")


def read_time(value: object, name: str) -> datetime:
    """An ISO 8601 time that names its zone, brought to UTC and cut to milliseconds."""
    text = _read_pattern(_TIME, value, name, "must be a time with its zone")
    try:
        moment = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise wrong(name, "must be a time that exists") from None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise wrong(name, f"must be between {FIRST_YEAR} and {LAST_YEAR}")
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def read_fields(value: object, name: str) -> dict[str, Any]:
    """A JSON object of plain values that every store can keep and every phone can read."""
    fields = dict(read_mapping(value, name))
    check_plain(fields, name)
    return fields


def check_plain(value: object, name: str, depth: int = 0) -> None:
    """No NUL, no half character, no number that a phone would round, not too deep."""
    if isinstance(value, str):
        check_text(value, name)
    elif isinstance(value, float):
        if not math.isfinite(value):
            raise wrong(name, "must be a number")
    elif isinstance(value, int):
        if abs(value) > LARGEST_INTEGER:
            raise wrong(name, "is too large a number")
    elif value is not None:
        _check_nested(value, name, depth)


def check_text(value: str, name: str, longest: int = LONGEST_TEXT) -> None:
    """Text that is whole and not too long."""
    if len(value) > longest:
        raise wrong(name, f"must have at most {longest} characters")
    if "\x00" in value:
        raise wrong(name, "must not have a NUL character")
    if not value.isascii() and _HALF.search(value):
        raise wrong(name, "must not have half a character")


def _check_nested(value: object, name: str, depth: int) -> None:
    if depth >= DEEPEST:
        raise wrong(name, f"must be at most {DEEPEST} deep")
    if isinstance(value, dict):
        for key, inner in value.items():
            check_text(key, name, LONGEST_NAME)
            check_plain(inner, f"{name}.{key}" if depth == 0 else name, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            check_plain(inner, name, depth + 1)
    else:
        raise wrong(name, "must be a JSON value")


def _read_pattern(pattern: re.Pattern[str], value: object, name: str, why: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise wrong(name, why)
    return value
