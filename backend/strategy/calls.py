"""What calls mean for a request. "Police told" is only ever a call in which somebody answered.

(Promise 3; analysis 3.4, invariant 2.) The request keeps one line for each call about it;
`urgent_call`, `police_told` and `police_answered_at` are worked out from these lines, so a call
that is put right ("wrong number") takes back what it claimed.
"""

from typing import Any

from backend.areas.checking import follow_wrong_number
from backend.strategy.following import follow
from backend.visits.calls import may_be_about, request_of
from sync.kinds import Desk
from sync.messages import Change, Record

TO_POLICE = frozenset({"999", "police", "101"})


def follow_call(change: Change, record: Record, desk: Desk) -> None:
    """A call about a request moves what is known of the police; a wrong number, what of that."""
    follow_wrong_number(record, desk)
    request = request_of(record.fields, desk)
    if request is not None and record.feed == request.feed:
        _count(record, request, desk)


def take_calls(request: Record, desk: Desk) -> None:
    """Calls made before the request was written: the caller says that they were about it."""
    for call_id in request.fields.get("call_ids", ()):
        call = desk.record(call_id)
        if call is None or call.type != "call_log" or call.feed == request.feed:
            continue
        if may_be_about(call.fields, call.made_by, request):
            fields = {**call.fields, "request_id": request.id}
            desk.write(call.next(feed=request.feed, fields=fields))
            _count(call, desk.record(request.id) or request, desk)


def _count(record: Record, request: Record, desk: Desk) -> None:
    if record.fields["called"] not in TO_POLICE:
        return
    outcomes = {**request.fields["call_outcomes"], record.id: _line(record)}
    follow(request, desk, call_outcomes=outcomes)


def _line(call: Record) -> dict[str, Any]:
    return {
        "called": call.fields["called"],
        "outcome": call.fields["outcome"],
        "at": call.fields["started_at"],
        "answered_by": call.fields.get("answered_by"),
        "by": call.made_by,
    }
