"""What may not be asked for, or only under a condition, and where to go instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.areas.arrangements import Gate
from backend.areas.clocks.due import due
from backend.areas.profile import Profile


@dataclass(frozen=True, slots=True)
class GateAnswer:
    """Whether it may pass; `warns` says a word and lets pass; `earliest_at` is when it could."""

    allowed: bool
    warns: bool = False
    redirect: str | None = None
    words: str | None = None
    source: str | None = None
    earliest_at: datetime | None = None


def gate(
    profile: Profile, code: str, facts: Mapping[str, Any], now: datetime | None = None
) -> GateAnswer:
    """What the area says of this. What it has no gate for may pass.

    An urgent request is never stopped: it passes with a word (analysis 3.2).
    """
    found = profile.gates.get(code)
    if found is None:
        return GateAnswer(allowed=True)
    earliest = _earliest(profile, found, facts)
    stops = found.allow == "no" or (found.allow == "if" and not _holds(found, facts, earliest, now))
    soft = stops and found.allow == "no" and bool(facts.get("urgent"))
    said = stops or found.allow == "warn"
    return GateAnswer(
        allowed=soft or not stops,
        warns=soft or found.allow == "warn",
        redirect=found.redirect if said else None,
        words=found.words if said else None,
        source=found.source,
        earliest_at=earliest,
    )


def _holds(
    found: Gate, facts: Mapping[str, Any], earliest: datetime | None, now: datetime | None
) -> bool:
    if found.after_clock and (earliest is None or now is None or now < earliest):
        return False
    needed = all(facts.get(fact) in values for fact, values in found.needs.items())
    return needed and not any(facts.get(fact) in values for fact, values in found.refuses.items())


def _earliest(profile: Profile, found: Gate, facts: Mapping[str, Any]) -> datetime | None:
    return due(profile, found.after_clock, facts).due_at if found.after_clock else None
