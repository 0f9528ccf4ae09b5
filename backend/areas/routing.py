"""Where a request goes, and whether the police are rung with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from backend.areas.arrangements import Route
from backend.areas.profile import Contact, Profile

AlertCallNeed = Literal["required", "offered", "allowed", "not_allowed"]


@dataclass(frozen=True, slots=True)
class Routed:
    """The route, and the call that goes with it; `contact` when it is required or offered.

    `contact` is whom the documents name; who answers at a moment is the call line's to say.
    What is not allowed by the guidance changes what the app offers first, never whether somebody
    can ring (DESIGN 1, promise 1): "became urgent" is one tap away.
    """

    route: Route
    alert_call: AlertCallNeed
    contact: Contact | None


def route_of(profile: Profile, facts: Mapping[str, bool]) -> Routed:
    """The first route that is for this request. `facts`: `urgent`, `crime`, True or False."""
    route = next(
        one for one in profile.routing if not one.when or any(facts.get(name) for name in one.when)
    )
    call = profile.urgent.call
    if facts.get("urgent"):
        return Routed(route, call.when_urgent, profile.contacts[call.contact])
    return Routed(route, call.when_not_urgent, None)
