"""The form that an area asks for: its fields, what is missing, and what does not fit.

A field stands in a field of the request itself (`holds`), or among the area's own under its code.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

from backend.schemas import read_moment

FormKind = Literal[
    "text",
    "long",
    "yes_no",
    "choice",
    "people",
    "moment",
    "children",
    "manager",
    "category",
    "requester",
]
"""The last four are drawn by the phone by itself."""
NOTHING: tuple[Any, ...] = (None, "", [])
Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Option:
    """One of a few: its code, and what people read."""

    code: str
    label: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the form.

    `by`: who fills it in, the worker or whoever authorises. `required_when`: another field of the
    request or of the form, and the values with which this one is needed. `prefill`: what the phone
    may already know of it.
    """

    label: str
    kind: FormKind
    code: str = ""
    hint: str | None = None
    by: Literal["worker", "authoriser"] = "worker"
    holds: str | None = None
    choices: tuple[Option, ...] = ()
    required: bool = False
    required_when: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    prefill: str | None = None
    source: str | None = None

    def value_in(self, request: Answers) -> Any:
        """What the request says here; None where it says nothing."""
        if self.holds:
            return request.get(self.holds)
        return (request.get("form") or {}).get(self.code)

    def is_needed(self, request: Answers) -> bool:
        """Whether it must be filled in, with what else the request says."""
        said = {**(request.get("form") or {}), **request}
        return self.required or any(
            said.get(name) in values for name, values in self.required_when.items()
        )


Form = tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class Authorisation:
    """How a request is authorised: by when, whether by telephone, and what is looked at (`qa`)."""

    urgent_within_minutes: int
    confirm_in_app_within_minutes: int
    verbal_by_phone: str
    qa: tuple[Option, ...]

    @property
    def urgent_within(self) -> timedelta:
        """How long an urgent request may wait before the next manager is due."""
        return timedelta(minutes=self.urgent_within_minutes)

    @property
    def confirm_within(self) -> timedelta:
        """How long what was said by telephone may wait for its confirmation."""
        return timedelta(minutes=self.confirm_in_app_within_minutes)


def gaps(form: Form, request: Answers, by: str = "worker") -> list[str]:
    """The codes of the fields that are needed and say nothing, or nothing that fits."""
    unfit = dict(misfits(form, request))
    return [
        one.code
        for one in form
        if one.by == by
        and (one.code in unfit or (one.is_needed(request) and one.value_in(request) in NOTHING))
    ]


def misfits(form: Form, request: Answers) -> Iterator[tuple[str, str]]:
    """What is filled in and is not of its field's kind: by code, in words."""
    own = {one.code: one for one in form if not one.holds}
    for code, value in (request.get("form") or {}).items():
        if code not in own:
            yield code, "Is not asked here."
        elif value not in NOTHING and not _fits(own[code], value):
            yield code, WANTED[own[code].kind]


def _fits(asked: FormField, value: Any) -> bool:
    if asked.kind == "yes_no":
        return isinstance(value, bool)
    if asked.kind == "choice":
        return value in {one.code for one in asked.choices}
    if asked.kind == "people":
        return isinstance(value, list)
    return isinstance(value, str) and (asked.kind != "moment" or _is_moment(value))


def _is_moment(value: str) -> bool:
    try:
        read_moment(value)
    except (ValueError, OverflowError):
        return False
    return True


WANTED: Mapping[FormKind, str] = {
    "text": "Must be text.",
    "long": "Must be text.",
    "yes_no": "Must be yes or no.",
    "choice": "Is not one of the choices.",
    "people": "Must be a list of people.",
    "moment": "Must be a date and time.",
    "children": "Must be text.",
    "manager": "Must be text.",
    "category": "Must be text.",
    "requester": "Must be text.",
}
