"""Who is next when nobody answers: which rung of the area's ladder is open."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from backend.areas.arrangements import Rung
from backend.areas.clocks.due import due
from backend.areas.profile import Profile


@dataclass(frozen=True, slots=True)
class Tried:
    """What has happened since the request was sent.

    `unreachable`: contacts that were tried and not reached; `told`: contacts that know of it;
    `events`: what was reported, such as a manager who cannot be reached.
    """

    sent_at: datetime | None = None
    contacted_at: datetime | None = None
    unreachable: Collection[str] = ()
    told: Collection[str] = ()
    events: Collection[str] = ()


def open_rung(profile: Profile, tried: Tried, now: datetime) -> Rung | None:
    """The highest rung that is open; None while there is nothing but to wait.

    Once the police have been in touch the ladder is taken away.
    """
    if tried.contacted_at is not None and tried.contacted_at <= now:
        return None
    clocks_run_out = _clock_has_run_out(profile, tried, now)
    found: Rung | None = None
    for rung in profile.ladder:
        if _is_open(rung, profile, tried, clocks_run_out=clocks_run_out):
            found = rung
    return found


def _is_open(rung: Rung, profile: Profile, tried: Tried, *, clocks_run_out: bool) -> bool:
    if rung.events:
        return bool(set(rung.events) & set(tried.events))
    if rung.after_clock:
        return clocks_run_out
    at_once = profile.readings["next_rung_when_unreachable"] == "at_once"
    if not (clocks_run_out or at_once):
        return False
    if rung.told:
        return rung.told in tried.told
    return bool(rung.unreachable) and set(rung.unreachable) <= set(tried.unreachable)


def _clock_has_run_out(profile: Profile, tried: Tried, now: datetime) -> bool:
    keys = {rung.after_clock for rung in profile.ladder if rung.after_clock}
    facts = {"sent_at": tried.sent_at}
    ends = [due(profile, key, facts).due_at for key in keys]
    return any(end is not None and end <= now for end in ends)
