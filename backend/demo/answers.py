"""What an invented request answers to whatever its area asks, today or later."""

from typing import Any

from backend.areas.form import FormField
from backend.areas.profile import Profile
from sync.messages import Fields

WORDS = "As the school and the health visitor have told us. (Invented.)"
SOMEBODY = {
    "name": "Nell Notreal",
    "role": "School nurse",
    "agency": "health",
    "phone": "01632 960123",
}
OWN = frozenset({"children", "manager", "category", "requester"})
"""What every request says by itself."""


def answers_of(profile: Profile, by: str) -> Fields:
    """Every field of the form that this hand fills in, and may need."""
    said: dict[str, Any] = {}
    form: dict[str, Any] = {}
    for one in profile.form:
        if one.by != by or one.kind in OWN or one.holds in SAID_ANYWAY:
            continue
        (said if one.holds else form)[one.holds or one.code] = _answer(one)
    return {**said, **({"form": form} if form else {})}


SAID_ANYWAY = frozenset({"what_is_happening", "reachable_number", "concern_at", "urgent"})


def _answer(one: FormField) -> Any:
    if one.kind == "yes_no":
        return False
    if one.kind == "choice":
        return one.choices[0].code if one.choices else None
    if one.kind == "people":
        return [SOMEBODY]
    return None if one.kind == "moment" else WORDS
