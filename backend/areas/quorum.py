"""Who is missing from a discussion, and from the agreement to cancel one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from backend.areas.profile import Profile


@dataclass(frozen=True, slots=True)
class Completeness:
    """Who or what is still missing, in the order of the area."""

    missing: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Nothing is missing."""
        return not self.missing


def quorum(
    profile: Profile, present: Collection[str], facts: Mapping[str, bool] | None = None
) -> Completeness:
    """Who must be there and is not. `facts` such as `looked_after` add somebody."""
    known = facts or {}
    plus = [one for fact, more in profile.quorum.plus.items() if known.get(fact) for one in more]
    return _without([*profile.quorum.must, *plus], present)


def cancellation(profile: Profile, agreed: Collection[str], rationale: str | None) -> Completeness:
    """Whose agreement is missing to cancel what the police know of, and the reason why."""
    said = () if rationale and rationale.strip() else ("rationale",)
    needed = said if profile.cancellation.rationale_required else ()
    return _without([*profile.cancellation.agreement, *needed], agreed)


def _without(needed: Collection[str], there: Collection[str]) -> Completeness:
    return Completeness(tuple(one for one in needed if one not in there))
