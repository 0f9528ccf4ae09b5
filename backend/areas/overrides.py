"""What administrators have changed of an area's file: values by dotted path, laid over it.

`{"contacts.dedicated_sergeant.number": "+44...", "readings.cutoff_inclusive": False}`. In a list of
things that have a `key` or a `code`, that is what they are called in a path.
"""

import copy
from collections.abc import Mapping
from typing import Any

from backend.areas.demo_numbers import document_in_demo, is_in_demo
from backend.areas.profile import Profile
from backend.areas.profiles import BadProfile, profile_from

Overrides = Mapping[str, Any]

OPEN_TO_CHANGE = frozenset(
    {
        "action_plan", "agenda", "authorisation", "booking", "booking_defaults", "calendar",
        "call_guidance", "calls", "cancellation", "clocks", "confidentiality", "contacts",
        "decision", "duty_roles", "email", "escalation", "form", "form_fields", "gates",
        "presence", "quorum", "readings", "record", "roles", "routing", "terms", "uasc", "urgent",
    }
)  # fmt: skip
"""The parts of the document that administrators may change. The rest is the release's."""

OF_A_CONTACT = frozenset(
    {"name", "number", "shown", "extension", "address", "use", "dialable", "suggestion", "hours"}
)
FOR_EVERYBODY = frozenset({"999", "police_101"})
"""Numbers that are the same everywhere and are never changed."""


def laid_over(document: Mapping[str, Any], overrides: Overrides) -> dict[str, Any]:
    """The document with these values in it. BadProfile names each path that leads nowhere."""
    changed, faults = copy.deepcopy(dict(document)), {}
    for path, value in overrides.items():
        try:
            _put(changed, path.split("."), copy.deepcopy(value))
        except (KeyError, IndexError, TypeError, ValueError):
            faults[path] = "leads nowhere in these arrangements."
    if faults:
        raise BadProfile("arrangements", faults)
    return document_in_demo(changed) if is_in_demo(changed) else changed


def value_at(document: Mapping[str, Any], path: str) -> Any:
    """What stands there; None when nothing does."""
    at: Any = document
    try:
        for step in path.split("."):
            at = at[_place(at, step)]
    except (KeyError, IndexError, TypeError, ValueError):
        return None
    return at


def profile_over(document: Mapping[str, Any], overrides: Overrides) -> Profile:
    """The whole area with these changes; BadProfile when something is not right."""
    return profile_from(laid_over(document, overrides))


def as_far_as_it_goes(
    document: Mapping[str, Any], overrides: Overrides
) -> tuple[Profile, dict[str, str]]:
    """The area with every change that still fits this release, and what no longer does.

    A release may bring another file: what was corrected before still counts wherever it can.
    """
    try:
        return profile_over(document, overrides), {}
    except BadProfile:
        fits: dict[str, Any] = {}
        faults: dict[str, str] = {}
        for path, value in overrides.items():
            try:
                profile_over(document, {**fits, path: value})
                fits[path] = value
            except BadProfile as bad:
                faults[path] = "; ".join(bad.faults.values())
        return profile_over(document, fits), faults


def closed_to_change(paths: Mapping[str, Any]) -> dict[str, str]:
    """Of these, what administrators may not set, each in plain words."""
    return {path: why for path in paths if (why := _why_closed(path.split(".")))}


def by_name(document: Any, key: str) -> str:
    """`contacts.0.number` as administrators know it: `contacts.dedicated_sergeant.number`."""
    at, named = document, []
    for step in key.split("."):
        inside = at[int(step)] if _is_place(at, step) else None
        named.append((_is_place(at, step) and _name_of(inside)) or step)
        at = inside if _is_place(at, step) else value_at(at, step)
    return ".".join(named)


def _why_closed(steps: list[str]) -> str | None:
    if steps[0] not in OPEN_TO_CHANGE:
        return "comes with the release and is not changed here."
    if steps[0] != "contacts":
        return None
    if steps[1:2] and steps[1] in FOR_EVERYBODY:
        return "is the same everywhere and is never changed."
    is_field = len(steps) == len(("contacts", "key", "field")) and steps[-1] in OF_A_CONTACT
    return None if is_field else "is not for administrators to change."


def _put(document: Any, steps: list[str], value: Any) -> None:
    at = document
    for step in steps[:-1]:
        at = at[_place(at, step)]
    if isinstance(at, dict):
        at[steps[-1]] = value
    else:
        at[_place(at, steps[-1])] = value


def _place(at: Any, step: str) -> Any:
    """The key of a mapping; in a list the place of what is called so."""
    if isinstance(at, Mapping):
        return step
    if not isinstance(at, list):
        raise TypeError("nothing is inside of this")
    names = [_name_of(one) for one in at]
    return names.index(step) if step in names else int(step)


def _name_of(one: Any) -> str | None:
    return one.get("key") or one.get("code") if isinstance(one, Mapping) else None


def _is_place(at: Any, step: str) -> bool:
    return isinstance(at, list) and step.isdigit() and int(step) < len(at)
