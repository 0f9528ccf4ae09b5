"""To which session a request goes, where its area has them: said from the first word on."""

from typing import Any

from backend.areas.profile import Profile
from backend.areas.sessions import missed_while_offline, session_for
from backend.schemas import read_moment
from sync.messages import Fields, time_text


def gives_slots(profile: Profile, request: Fields) -> bool:
    """Whether this request gets a slot: the area has sessions, and it can wait for one."""
    bypasses = request["urgent"] and profile.booking.urgent_bypasses_slots
    return profile.booking.sessions is not None and not bypasses


def session_of(profile: Profile, request: Fields) -> dict[str, Any] | None:
    """To which session a request goes by what the server knows, and which one it has missed.

    It counts from when it reached the police; until then from when the server had it.
    """
    if not gives_slots(profile, request):
        return None
    received_at = read_moment(request.get("sent_to_police_at") or request["received_at"])
    written_at = read_moment(request["raised_at"])
    session = session_for(profile, received_at)
    missed = missed_while_offline(profile, written_at, received_at)
    meant = session_for(profile, written_at).day.isoformat() if missed else None
    return {
        "day": session.day.isoformat(),
        "meant_day": meant,
        "missed_cutoff": missed,
        "missed_because": _because(profile, request) if missed else None,
        "starts_at": time_text(session.starts_at),
        "ends_at": time_text(session.ends_at),
        "waiting_days": session.waiting_days,
        "long_wait": session.long_wait,
    }


def _because(profile: Profile, request: Fields) -> str:
    """It waited without signal on a phone, or for somebody to authorise and send it."""
    written_at, received_at = (read_moment(request[one]) for one in ("raised_at", "received_at"))
    return "offline" if missed_while_offline(profile, written_at, received_at) else "later"
