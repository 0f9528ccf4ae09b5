"""What is known of the police: told is only ever a call that was answered, or their own contact.

(Promise 3; analysis 3.4, invariant 2.)
"""

from collections.abc import Mapping
from typing import Any

from sync.messages import Fields

UNANSWERED = frozenset({"no_answer", "wrong_number"})


def known_of_police(request: Fields) -> Fields:
    """What the calls about a request and the police's own contact add up to."""
    lines = list(request["call_outcomes"].values())
    heard = [_told(line) for line in lines if line["outcome"] == "spoke"]
    contact = request.get("police_contact")
    if contact:
        heard.append(_contacted(contact))
    told = min(heard, key=_by_time, default=None)
    return {
        "urgent_call": _urgent_call(lines, urgent=request["urgent"]),
        "police_told": told,
        "police_answered_at": told["at"] if told else None,
    }


def contacted_at(request: Fields) -> str | None:
    """When the police reached somebody of social care; having tried is not enough (S-14)."""
    contact = request.get("police_contact") or {}
    at: str | None = contact.get("at")
    return None if contact.get("purpose") == "cannot_reach_manager" else at


def is_known_outside(request: Fields) -> bool:
    """Whether anybody outside social care has it: then it is cancelled, not taken back."""
    sent = ("sent_to_police_at", "sent_to_business_support_at", "police_contact", "police_told")
    return any(request.get(name) for name in sent)


def _urgent_call(lines: list[Mapping[str, Any]], *, urgent: bool) -> str:
    outcomes = {line["outcome"] for line in lines}
    if "spoke" in outcomes:
        return "spoke"
    if "attempted" in outcomes:
        return "attempted"
    if outcomes & UNANSWERED:
        return "no_answer"
    return "required" if urgent else "none"


def _told(line: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: line[name] for name in ("at", "by", "answered_by", "called")}
    return {**told, "how": "call"}


def _contacted(contact: Mapping[str, Any]) -> dict[str, Any]:
    """The police were in touch themselves: they know of it."""
    told = {"at": contact["at"], "by": contact["by"], "answered_by": contact.get("name")}
    return {**told, "called": "police", "how": contact.get("how") or "contact"}


def _by_time(line: Mapping[str, Any]) -> str:
    return str(line["at"])
