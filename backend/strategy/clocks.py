"""The clocks of a request, worked out once, on the server: phones get the due times as data."""

from typing import Any

from backend.areas.clocks.due import Due, due
from backend.areas.profile import Profile
from backend.schemas import read_moment
from sync.messages import Fields, time_text


def request_clocks(profile: Profile, request: Fields) -> list[dict[str, Any]]:
    """Each clock of the area that runs: `{key, name, about, starts_at, due_at, in_setting}`.

    A concern counts from the earliest time that is recorded, whatever waited without signal;
    what says "received" counts from the server's receipt (analysis 4).
    """
    known = _known(request)
    urgent, category = request["urgent"], request.get("category")
    asked = (key for key, clock in profile.clocks.items() if urgent or not clock.only_urgent)
    found = (due(profile, key, known, category) for key in asked)
    return [_told(one) for one in found if one.due_at is not None]


def _known(request: Fields) -> dict[str, Any]:
    concern, raised = (read_moment(request[name]) for name in ("concern_at", "raised_at"))
    return {
        "referral_at": min(concern, raised),
        "server_received_at": read_moment(request["received_at"]),
    }


def _told(found: Due) -> dict[str, Any]:
    assert found.due_at is not None
    assert found.started_at is not None
    return {
        "key": found.clock.key,
        "name": found.clock.name,
        "about": found.clock.about,
        "starts_at": time_text(found.started_at),
        "due_at": time_text(found.due_at),
        "in_setting": found.must_be_in_setting,
    }
