"""The fields of an area's file: each says in plain words what it wants."""

import dataclasses
import re
from datetime import date, time
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")


class Part(Schema):
    """A section of the file: a key that it does not know is a fault.

    `made` is the dataclass that it becomes; keys that the dataclass does not have stay in the
    document only. Without `made` it stays a mapping.
    """

    made: ClassVar[type | None] = None

    class Meta:
        """A misspelt key would otherwise be a rule that silently does not hold."""

        unknown = RAISE

    @post_load
    def _make(self, data: dict[str, Any], **_options: Any) -> Any:
        if self.made is None:
            return data
        known = {one.name for one in dataclasses.fields(self.made)}
        return self.made(**{name: value for name, value in data.items() if name in known})


class Several(fields.List[Any]):
    """A list, kept as a tuple."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **rest))


class Words(fields.String):
    """Text that is not empty."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **rest)
        if not text.strip():
            raise ValidationError("is empty.")
        return text


class Weekday(fields.String):
    """`mon` to `sun`, as `date.weekday` counts."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> int:  # type: ignore[override]
        if value not in DAYS:
            raise ValidationError(f"is one of {', '.join(DAYS)}.")
        return DAYS.index(value)


class ClockTime(fields.String):
    """A time of an English wall clock, `"09:00"`."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> time:  # type: ignore[override]
        return time_from(value)


class DayText(fields.String):
    """A date as text, `2026-12-24`; it stays text."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        text = super()._deserialize(value, attr, data, **rest)
        try:
            date.fromisoformat(text)
        except ValueError:
            raise ValidationError('is a date, like "2026-12-24".') from None
        return text


def time_from(value: Any) -> time:
    """The time that this text shows; ValidationError in plain words."""
    if not isinstance(value, str) or not _CLOCK.fullmatch(value):
        raise ValidationError('is a time in quotes, like "09:00".')
    return time.fromisoformat(value)


def listed() -> Several:
    """A list of texts, empty unless given."""
    return Several(Words(), load_default=())


def maybe() -> Words:
    """Text, or nothing."""
    return Words(allow_none=True, load_default=None)


def flag(*, default: bool = False) -> fields.Boolean:
    """true or false, and no other spelling of either."""
    return fields.Boolean(load_default=default, truthy={True}, falsy={False})


def count(*, required: bool = False) -> fields.Integer:
    """A whole number from 1 to 10,000; None unless it is required or given."""
    within = validate.Range(1, 10_000, error="is from 1 to 10,000.")
    if required:
        return fields.Integer(strict=True, required=True, validate=within)
    return fields.Integer(strict=True, allow_none=True, load_default=None, validate=within)


def one_of(*choices: str, default: Any = None) -> fields.String:
    """One of these words."""
    told = f"is {', '.join(choices[:-1])} or {choices[-1]}."
    check = validate.OneOf(choices, error=told)
    return fields.String(load_default=default, allow_none=default is None, validate=check)
