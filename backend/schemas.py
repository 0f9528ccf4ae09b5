"""The fields that every schema is made of: strict, bounded, and safe for both databases.

A field here loads to a JSON value (a time to its text on the wire), so that what a schema gives
can be stored and sent as it is. Make one instance of a schema and use it again: building one
costs more than using it.
"""

import re
import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any, ClassVar

from marshmallow import RAISE, Schema, ValidationError, fields, missing, validates_schema

from backend.plain_text import is_safe, made_safe, shows_nothing, turns_direction
from sync.errors import Refused
from sync.messages import Change, Fields, time_text

LINE = 200
PAGE = 10_000
MOST_COMPLAINTS = 50
LONGEST_TIME = 40
UUID_LENGTH = 36
FIRST_YEAR, LAST_YEAR = 1900, 2199
_PLAIN_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class StrictSchema(Schema):
    """Refuses what it does not know. `needs` holds conditional rules (see `required_when`)."""

    needs: ClassVar[tuple["RequiredWhen", ...]] = ()

    class Meta:
        """Nothing unknown passes."""

        unknown = RAISE

    @validates_schema(skip_on_field_errors=False)
    def _check_needs(self, data: Any, **_options: Any) -> None:
        if isinstance(data, dict) and not self.partial:
            wrong = {n.then: n.message for n in self.needs if n.is_missing(data)}
            if wrong:
                raise ValidationError({name: [message] for name, message in wrong.items()})

    def load_if_right(self, sent: Fields) -> Fields | None:
        """What `load` gives, without its bookkeeping; None where `load` has something to say."""
        partial = self.partial
        if not (isinstance(partial, bool | None) and sent.keys() <= self.load_fields.keys()):
            return None
        loaded: Fields = {}
        try:
            for name, one in self.load_fields.items():
                if name in sent or not partial:
                    value = one.deserialize(sent.get(name, missing), name, sent, partial=partial)
                    if value is not missing:
                        loaded[name] = value
            self._check_needs(loaded)
        except ValidationError:
            return None
        return loaded


class RequiredWhen:
    """`then` must be given when `name` has one of these values."""

    def __init__(self, name: str, values: tuple[Any, ...], then: str, message: str) -> None:
        self.name, self.values, self.then, self.message = name, values, then, message

    def is_missing(self, data: Mapping[str, Any]) -> bool:
        """The condition holds and the field is absent or empty."""
        return data.get(self.name) in self.values and data.get(self.then) in (None, "", [])


def required_when(
    name: str, *values: Any, then: str, message: str = "Needed here."
) -> RequiredWhen:
    """`required_when("seen", "no", then="where_absent")`."""
    return RequiredWhen(name, values, then, message)


class Secret:
    """Beside the type of a field: what it holds opens something, and is shown to nobody."""


class SafeText(fields.String):
    """Text without NUL or half a character, at most `longest` characters, trimmed.

    On one line, without what turns the direction of reading; text that shows nothing is empty.
    """

    one_line: ClassVar[bool] = True

    default_error_messages = {
        "unsafe": "Has a character that cannot be stored.",
        "turns": "Has a hidden character that changes the direction of reading.",
        "long": "Too long: at most {longest} characters.",
        "empty": "Needs some text.",
    }

    def __init__(
        self, *, longest: int = LINE, may_be_empty: bool = False, trim: bool = True, **rest: Any
    ) -> None:
        super().__init__(metadata={"maxLength": longest} | rest.pop("metadata", {}), **rest)
        self.longest, self.may_be_empty, self.trim = longest, may_be_empty, trim

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **rest)
        if not is_safe(text):
            raise self.make_error("unsafe")
        if self.one_line and turns_direction(text):
            raise self.make_error("turns")
        text = text.strip() if self.trim else text
        text = "" if self.trim and shows_nothing(text) else text
        if len(text) > self.longest:
            raise self.make_error("long", longest=self.longest)
        if not text and not self.may_be_empty:
            raise self.make_error("empty")
        return text


class LongText(SafeText):
    """What a person writes at length, in whatever script."""

    one_line = False

    def __init__(self, *, longest: int = PAGE, **rest: Any) -> None:
        super().__init__(longest=longest, **rest)


class Choice(SafeText):
    """One of a few words."""

    default_error_messages = {"choice": "Must be one of: {choices}."}

    def __init__(self, *choices: str, **rest: Any) -> None:
        super().__init__(metadata={"enum": list(choices)}, **rest)
        self.choices = choices

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        text = super()._deserialize(value, attr, data, **rest)
        if text not in self.choices:
            raise self.make_error("choice", choices=", ".join(self.choices))
        return text


class StrictInt(fields.Integer):
    """A whole number as a JSON number: not 3.9, not "3", not true; within 64 bits by default."""

    default_error_messages = {
        "invalid": "Must be a whole number.",
        "range": "Must be from {least} to {most}.",
    }

    def __init__(self, *, least: int = 0, most: int = 2**53 - 1, **rest: Any) -> None:
        super().__init__(strict=True, **rest)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> int:
        if type(value) is not int:
            raise self.make_error("invalid")
        if not self.least <= value <= self.most:
            raise self.make_error("range", least=self.least, most=self.most)
        return value


class StrictBool(fields.Boolean):
    """true or false, and nothing that looks like it."""

    default_error_messages = {"invalid": "Must be true or false."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> bool:
        if type(value) is not bool:
            raise self.make_error("invalid")
        return value


class AwareDateTime(fields.Field[str]):
    """A moment with its zone; loads to its wire form in UTC (`read_moment` makes it a datetime)."""

    default_error_messages = {"invalid": "Must be a date and time with its zone."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        if not isinstance(value, str) or len(value) > LONGEST_TIME:
            raise self.make_error("invalid")
        try:
            return time_text(read_moment(value))
        except (ValueError, OverflowError) as error:
            raise self.make_error("invalid") from error

    def _serialize(self, value: Any, attr: Any, obj: Any, **rest: Any) -> Any:
        return time_text(value) if isinstance(value, datetime) else value


class Day(fields.Field[str]):
    """A calendar date, `2026-11-22`."""

    default_error_messages = {"invalid": "Must be a date."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        try:
            if isinstance(value, str) and len(value) == len("2026-11-22"):
                return date.fromisoformat(value).isoformat()
        except ValueError:
            pass
        raise self.make_error("invalid")


class Uuid(fields.Field[str]):
    """A UUID; loads to 36 lower-case characters."""

    default_error_messages = {"invalid": "Must be a UUID."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        try:
            if isinstance(value, str) and len(value) == UUID_LENGTH:
                return value if _PLAIN_UUID.fullmatch(value) else str(uuid.UUID(value))
        except ValueError:
            pass
        raise self.make_error("invalid")


def without_secrets(schema: Schema, said: Fields) -> Fields:
    """What a change says, for somebody else to look at: only what its schema knows, no secret."""
    known = schema.load_fields
    open_to_see = {name: value for name, value in said.items() if name in known}
    return {
        name: _shown(known[name], value)
        for name, value in open_to_see.items()
        if not isinstance(known[name], Secret)
    }


def _shown(field: Any, value: Any) -> Any:
    if isinstance(field, fields.Nested):
        return without_secrets(field.schema, value) if isinstance(value, dict) else None
    if isinstance(field, fields.List):
        if isinstance(field.inner, Secret) or not isinstance(value, list):
            return []
        return [_shown(field.inner, one) for one in value]
    return value


def read_moment(text: str) -> datetime:
    """The aware UTC datetime of a wire time; ValueError when it has no zone or is not one."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError("no zone, or not of our time")
    return moment.astimezone(UTC)


def heard_by(received_at: datetime, fields: Fields, *names: str) -> Fields:
    """Those times of `fields` that are said to be later than the server heard of them, put back.

    A phone's clock may be fast by days. What it said stays with the change.
    """
    said = {name: value for name in names if (value := fields.get(name)) is not None}
    later = {name for name, value in said.items() if read_moment(value) > received_at}
    return {**fields, **dict.fromkeys(later, time_text(received_at))}


def reader(schema: Schema) -> Callable[[Change], Fields]:
    """`read_fields` of a kind of change, from its schema."""

    def read_fields(change: Change) -> Fields:
        short = schema.load_if_right(change.fields) if isinstance(schema, StrictSchema) else None
        return _load(schema, change.fields) if short is None else short

    read_fields.schema = schema  # type: ignore[attr-defined]  # for the OpenAPI document
    return read_fields


def _load(schema: Schema, sent: Fields) -> Fields:
    try:
        loaded: Fields = schema.load(sent)
    except ValidationError as error:
        wrong = plain_messages(error.messages)
        raise Refused("invalid-fields", in_words(wrong), wrong) from error
    return loaded


def plain_messages(messages: Any, under: str = "") -> dict[str, str]:
    """marshmallow's tree of complaints, flat: `{"injuries.0.place": "Needs some text."}`."""
    if isinstance(messages, Mapping):
        flat: dict[str, str] = {}
        for key, value in list(messages.items())[:MOST_COMPLAINTS]:
            name = "" if key == "_schema" else made_safe(str(key))[:LINE]
            flat |= plain_messages(value, ".".join(part for part in (under, name) if part))
        return flat
    texts = messages if isinstance(messages, list) else [messages]
    return {under: " ".join(str(text) for text in texts)}


def in_words(wrong: Mapping[str, str]) -> str:
    """One sentence for a person."""
    names = ", ".join(sorted(name.replace("_", " ") for name in wrong if name))
    return f"Something is missing or not right: {names}." if names else "Something is not right."
