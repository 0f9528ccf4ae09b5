"""What administrators have changed of an area's file: values by dotted path, laid over it.

`{"contacts.dedicated_sergeant.number": "+44...", "readings.cutoff_inclusive": False}`. In a list of
things that have a `key` or a `code`, that is what they are called in a path.
"""

import copy
import re
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

WRITTEN_OUT = re.compile(
    r"\+44(?:[12379]\d{9}|5[56]\d{8}|8\d{9}|1\d{8}|800\d{4,6})|\+(?!44)\d{8,15}|\d{3}|116\d{3}"
)
"""By Ofcom's plan for the United Kingdom; abroad by length."""


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


def badly_written(document: Mapping[str, Any]) -> dict[str, str]:
    """Numbers that cannot be dialled as written, or that are shown as another than is dialled."""
    faults = {}
    for contact in document["contacts"]:
        number, path = contact.get("number"), f"contacts.{contact['key']}"
        if number is None or not contact.get("dialable", True):
            continue
        if not WRITTEN_OUT.fullmatch(number):
            faults[f"{path}.number"] = "is not a whole number: write all of it, from the first 0."
        elif not _is_same(number, contact.get("shown") or number):
            faults[f"{path}.shown"] = "is another number than the one that is dialled."
    return faults


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


def _is_same(number: str, shown: str) -> bool:
    written = re.sub(r"\D", "", shown.removesuffix("(demo)"))
    dialled = re.sub(r"\D", "", number)
    of_drama = dialled.endswith(written) and written in {"999", "101"}
    return of_drama or dialled in (written, "44" + written.removeprefix("0"))
