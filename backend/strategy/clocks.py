"""The clocks of a request, worked out once, on the server: phones get the due times as data."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from backend.areas.clocks.due import Due, due
from backend.areas.clocks.facts import ANSWERS, TOLD
from backend.areas.profile import Profile
from backend.schemas import read_moment
from backend.strategy.known import contacted_at
from backend.strategy.states import ENDED
from sync.messages import Fields, time_text


def request_clocks(profile: Profile, request: Fields) -> list[dict[str, Any]]:
    """Each clock of the area that runs or has been stopped.

    `{key, name, about, kind, starts_at, due_at, in_setting, met_by, met_at}`. A concern counts
    from the earliest time that is recorded, whatever waited without signal; what says "received"
    counts from the server's receipt (analysis 4). When the request has ended, those that protect
    the child run on.
    """
    known = known_times(request)
    urgent, category = request["urgent"], request.get("category")
    asked = (
        key
        for key, clock in profile.clocks.items()
        if (urgent or not clock.only_urgent) and _runs(clock.outlives_request, request["status"])
    )
    found = (due(profile, key, known, category) for key in asked)
    return [_told(one, known) for one in found if one.due_at is not None]


def known_times(request: Fields) -> dict[str, Any]:
    """The facts that clocks start from, stop at and depend on; what is not known is left out."""
    concern, raised = (read_moment(request[name]) for name in ("concern_at", "raised_at"))
    facts = request.get("facts") or {}
    texts = {
        "server_received_at": request["received_at"],
        "sent_at": request.get("sent_to_police_at"),
        "police_contacted_at": contacted_at(request),
        "police_answered_at": request.get("police_answered_at"),
        "child_seen_at": request.get("child_seen_at"),
        **{name: facts.get(name) for name in TOLD},
    }
    times: dict[str, Any] = {name: read_moment(text) for name, text in texts.items() if text}
    answers = {name: facts[name] for name in ANSWERS if facts.get(name) is not None}
    return {"referral_at": min(concern, raised), **times, **answers}


def _runs(outlives: bool, status: str) -> bool:  # noqa: FBT001  one of two of the clock's own
    if status == "merged":
        return False
    return outlives or status not in ENDED


def _told(found: Due, known: Mapping[str, Any]) -> dict[str, Any]:
    assert found.due_at is not None
    assert found.started_at is not None
    return {
        "key": found.clock.key,
        "name": found.clock.name,
        "about": found.clock.about,
        "kind": found.clock.kind,
        "starts_at": time_text(found.started_at),
        "due_at": time_text(found.due_at),
        "in_setting": found.must_be_in_setting,
        "met_by": list(found.clock.met_by),
        "met_at": _met_at(found.clock.met_by, known),
    }


def _met_at(met_by: tuple[str, ...], known: Mapping[str, Any]) -> str | None:
    times: list[datetime] = [known[name] for name in met_by if known.get(name)]
    return time_text(min(times)) if times else None
