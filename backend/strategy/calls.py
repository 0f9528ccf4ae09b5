"""What calls mean for a request. "Police told" is only ever a call in which somebody answered.

(Promise 3; analysis 3.4, invariant 2.) The request keeps one line for each call about it;
`urgent_call`, `police_told` and `police_answered_at` are worked out from these lines, so a call
that is put right ("wrong number") takes back what it claimed.
"""

from collections.abc import Mapping
from typing import Any

from backend.areas.checking import follow_wrong_number
from backend.visits.calls import may_be_about, request_of
from sync.kinds import Desk
from sync.messages import Change, Fields, Record

TO_POLICE = frozenset({"999", "police", "101"})
UNANSWERED = frozenset({"no_answer", "wrong_number"})


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
    fields = {**request.fields, "call_outcomes": outcomes}
    desk.write(request.next(fields={**fields, **known_of_police(fields)}))


def known_of_police(request: Fields) -> Fields:
    """What the calls about a request add up to."""
    lines = list(request["call_outcomes"].values())
    spoke = sorted((line for line in lines if line["outcome"] == "spoke"), key=_by_time)
    return {
        "urgent_call": _urgent_call(lines, urgent=request["urgent"]),
        "police_told": _told(spoke[0]) if spoke else None,
        "police_answered_at": spoke[0]["at"] if spoke else None,
    }


def _urgent_call(lines: list[Mapping[str, Any]], *, urgent: bool) -> str:
    outcomes = {line["outcome"] for line in lines}
    if "spoke" in outcomes:
        return "spoke"
    if "attempted" in outcomes:
        return "attempted"
    if outcomes & UNANSWERED:
        return "no_answer"
    return "required" if urgent else "none"


def _line(call: Record) -> dict[str, Any]:
    return {
        "called": call.fields["called"],
        "outcome": call.fields["outcome"],
        "at": call.fields["started_at"],
        "answered_by": call.fields.get("answered_by"),
        "by": call.made_by,
    }


def _told(line: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: line[name] for name in ("at", "by", "answered_by", "called")}
    return {**told, "how": "call"}


def _by_time(line: Mapping[str, Any]) -> str:
    return str(line["at"])
