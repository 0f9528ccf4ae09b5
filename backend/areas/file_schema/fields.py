"""The fields of an area's file: each says in plain words what it wants."""

import dataclasses
import re
from collections.abc import Collection
from datetime import date, time
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, post_load, validate

from backend.areas.file_schema.texts import LONGEST, check_line

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
    """A list, kept as a tuple; with `some` it is not empty."""

    def __init__(self, inner: fields.Field[Any], *, some: bool = False, **rest: Any) -> None:
        super().__init__(inner, **rest)
        self.some = some

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> Any:
        found = tuple(super()._deserialize(value, attr, data, **rest))
        if self.some and not found:
            raise ValidationError("is empty.")
        return found


class Words(fields.String):
    """One line of text that is not empty, at most `longest` characters.

    `fills`: the placeholders that something fills in; None where people fill in any.
    """

    def __init__(
        self, *, longest: int = LONGEST, fills: Collection[str] | None = (), **rest: Any
    ) -> None:
        super().__init__(**rest)
        self.longest, self.fills = longest, fills

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **rest)
        check_line(text, self.longest, self.fills)
        return text


class Weekday(fields.String):
    """`mon` to `sun`, as `date.weekday` counts."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> int:  # type: ignore[override]  # no text comes out
        if value not in DAYS:
            raise ValidationError(f"is one of {', '.join(DAYS)}.")
        return DAYS.index(value)


class ClockTime(fields.String):
    """A time of an English wall clock, `"09:00"`."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> time:  # type: ignore[override]  # no text comes out
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


def listed(inner: fields.Field[Any] | None = None) -> Several:
    """A list, of texts unless said otherwise, empty unless given."""
    return Several(inner or Words(), load_default=())


def maybe(**of_words: Any) -> Words:
    """Text, or nothing."""
    return Words(allow_none=True, load_default=None, **of_words)


def word_of(known: Collection[str], otherwise: str, *, needed: bool = False) -> Words:
    """One of the words that rules know; what is told of another says what it is not."""
    check = validate.OneOf(sorted(known), error=otherwise)
    return Words(required=True, validate=check) if needed else maybe(validate=check)


def code() -> Words:
    """What other keys name it by."""
    shape = validate.Regexp(
        r"[a-z0-9][a-z0-9_]{0,59}\Z", error="is small letters, figures and _, at most 60."
    )
    return Words(required=True, validate=shape)


def flag(*, default: bool = False) -> fields.Boolean:
    """true or false, and no other spelling of either."""
    return fields.Boolean(load_default=default, truthy={True}, falsy={False})


def count(*, required: bool = False, most: int = 10_000) -> fields.Integer:
    """A whole number from 1; None unless it is required or given."""
    within = validate.Range(1, most, error=f"is from 1 to {most:,}.")
    if required:
        return fields.Integer(strict=True, required=True, validate=within)
    return fields.Integer(strict=True, allow_none=True, load_default=None, validate=within)


def one_of(*choices: str, default: Any = None, required: bool = False) -> fields.String:
    """One of these words."""
    told = f"is {', '.join(choices[:-1])} or {choices[-1]}."
    check = validate.OneOf(choices, error=told)
    if required:
        return fields.String(required=True, validate=check)
    return fields.String(load_default=default, allow_none=default is None, validate=check)
