"""What a phone is told of the request's form, the gates before it and the checklist after it."""

from dataclasses import asdict
from typing import Any

from backend.areas.form import FormField, Option
from backend.areas.profile import Profile


def form_fields(profile: Profile) -> dict[str, Any]:
    """`form`, `gates`, `qa`, `missing_rule` and `verbal_by_phone` of `area_profile`."""
    rules = (one.missing for one in profile.urgent_categories if one.missing)
    found = next(rules, None)
    return {
        "form": [_field(one) for one in profile.form],
        "gates": [
            {
                "code": gate.code,
                "question": gate.question,
                "words": gate.words,
                "redirect": gate.redirect,
                "allow": gate.allow,
            }
            for gate in profile.gates.values()
            if gate.question
        ],
        "qa": _options(profile.authorisation.qa),
        "missing_rule": asdict(found) if found else None,
        "verbal_by_phone": profile.authorisation.verbal_by_phone == "urgent_only",
    }


def _field(one: FormField) -> dict[str, Any]:
    return {
        "code": one.code,
        "label": one.label,
        "hint": one.hint,
        "kind": one.kind,
        "by": one.by,
        "field": one.holds,
        "choices": _options(one.choices),
        "required": one.required,
        "required_when": {name: list(values) for name, values in one.required_when.items()},
        "prefill": one.prefill,
    }


def _options(options: tuple[Option, ...]) -> list[dict[str, str]]:
    return [{"code": one.code, "label": one.label} for one in options]
