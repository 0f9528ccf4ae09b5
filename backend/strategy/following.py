"""What follows from a change of a request: worked out from all of it, and written in one place.

Every chapter writes a request through `follow`, so that the clocks, what is known of the police and
who is waited for always belong to what the request says.
"""

from typing import Any

from backend.areas.versions import profile_of_request
from backend.strategy.clocks import request_clocks
from backend.strategy.known import known_of_police
from backend.strategy.openings import note_status
from backend.strategy.session import session_of
from backend.strategy.waiting import waiting_for
from sync.kinds import Desk
from sync.messages import Change, Fields, Record


def follow(request: Record, desk: Desk, **fields: Any) -> Record:
    """The request with these fields and what follows from them; written when that is news."""
    stands = desk.record(request.id) or request
    said = {**stands.fields, **fields}
    whole = {**said, **worked_out(said, desk)}
    if whole != stands.fields:
        stands = stands.next(fields=whole)
        desk.write(stands)
    note_status(stands, desk)
    return stands


def worked_out(request: Fields, desk: Desk) -> Fields:
    """What nobody writes: clocks, the police, whom it waits for, the session that it goes to."""
    profile = profile_of_request(request, desk)
    known = {**request, **known_of_police(request)}
    known["clocks"] = request_clocks(profile, known)
    known["waiting_for"] = waiting_for(profile, known)
    known["session"] = session_of(profile, known)
    names = ("urgent_call", "police_told", "police_answered_at", "clocks", "waiting_for", "session")
    return {name: known[name] for name in names}


def then_follow(change: Change, record: Record, desk: Desk) -> None:
    """For kinds of which nothing else follows."""
    follow(record, desk)
