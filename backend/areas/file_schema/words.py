"""Words that lead to a rule, a role or a post: each leads somewhere, and no deadline to nowhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from backend.areas.arrangements import Clock, ClockRule
from backend.areas.vocabulary import (
    ALWAYS_GIVEN,
    DONE_ELSEWHERE,
    DONE_IN_THE_APP,
    GIVEN_BY_MODE,
    IN_SLOTS,
    OF_A_GATE,
    OF_A_QUORUM,
    PEOPLE,
    POSTS,
)

Loaded = Mapping[str, Any]
Faults = Iterator[tuple[str, str]]
NO_FACT = "is no fact that is known here."
NO_ROLE = "is no role that is known here."
NO_POST = "is no post, duty role or contact that is known here."
NOBODY = "has nobody of the app, so it could never be done."
EVERYWHERE = ("child_seen", "minutes", "icpc")
"""Clocks that every area has, its own or the default."""


def _clocks(loaded: Loaded) -> Faults:
    for key in sorted(set(EVERYWHERE) - {one.key for one in loaded["clocks"]}):
        yield f"clocks.{key}", "must be there."
    for number, clock in enumerate(loaded["clocks"]):
        if clock.about == "safety" and clock.kind == "due":
            for where, rules in _rules(clock):
                if not _always_due(rules):
                    yield f"clocks.{number}.{where}", "has no rule for when nobody has said it."


def _rules(clock: Clock) -> Iterator[tuple[str, tuple[ClockRule, ...]]]:
    yield "rules", clock.rules
    for code, one in clock.categories.items():
        yield f"categories.{code}.rules", one.rules


def _always_due(rules: Iterable[ClockRule]) -> bool:
    """Whatever is answered, or is not: one rule without a condition, or one for yes and for no."""
    timed = [rule for rule in rules if rule.before is None and not rule.starts]
    yes = {rule.when for rule in timed if rule.when}
    no = {rule.unless for rule in timed if rule.unless}
    return bool(yes & no) or any(not (rule.when or rule.unless) for rule in timed)


def _roles(loaded: Loaded) -> Faults:
    known = _posts(loaded)
    for deed, roles in loaded["roles"].items():
        if deed not in DONE_IN_THE_APP | DONE_ELSEWHERE:
            yield f"roles.{deed}", "is nothing that is done here."
        for number, role in enumerate(roles):
            if role not in known:
                yield f"roles.{deed}.{number}", NO_ROLE
    for deed in sorted(_needed_deeds(loaded)):
        if not PEOPLE & set(loaded["roles"].get(deed, ())):
            yield f"roles.{deed}", NOBODY


def _needed_deeds(loaded: Loaded) -> set[str]:
    needed = {*ALWAYS_GIVEN, GIVEN_BY_MODE[loaded["booking"].mode]}
    if loaded["email"].via:
        needed.add("forward_to_police")
    return needed | (DONE_IN_THE_APP & set(loaded["roles"]))


def _guidance(loaded: Loaded) -> Faults:
    for role in loaded["call_guidance"]:
        if role not in PEOPLE:
            yield f"call_guidance.{role}", NO_ROLE


def _routes(loaded: Loaded) -> Faults:
    posts, contacts = _posts(loaded), _contacts(loaded)
    for number, route in enumerate(loaded["routing"]):
        for name, post in (("to", route.to), ("overseen_by", route.overseen_by)):
            if post is not None and post not in posts | contacts:
                yield f"routing.{number}.{name}", NO_POST
        for place, key in enumerate(route.via):
            if key not in contacts:
                yield f"routing.{number}.via.{place}", f"there is no contact called {key}."


def _ladder(loaded: Loaded) -> Faults:
    known = _posts(loaded) | _contacts(loaded)
    for number, rung in enumerate(loaded["escalation"]):
        named = [("by", rung.by), ("to_role", rung.to_role)]
        named += [(f"also.{place}", one) for place, one in enumerate(rung.also)]
        for name, one in named:
            if one is not None and one not in known:
                yield f"escalation.{number}.{name}", NO_ROLE
        if not (rung.to or rung.to_role):
            yield f"escalation.{number}", "says nobody who is next."


def _booking(loaded: Loaded) -> Faults:
    booking = loaded["booking"]
    if booking.mode == IN_SLOTS and booking.sessions is None:
        yield "booking.sessions", "is missing: times are found in sessions here."
    if booking.bridge is not None and booking.bridge not in _contacts(loaded):
        yield "booking.bridge", f"there is no contact called {booking.bridge}."


def _quorum(loaded: Loaded) -> Faults:
    quorum = loaded["quorum"]
    if "police" not in quorum.must:
        yield "quorum.must", "lacks the police."
    for fact in quorum.plus:
        if fact not in OF_A_QUORUM:
            yield f"quorum.plus.{fact}", NO_FACT


def _gates(loaded: Loaded) -> Faults:
    for number, gate in enumerate(loaded["gates"]):
        for name, facts in (("needs", gate.needs), ("refuses", gate.refuses)):
            for fact in facts:
                if fact not in OF_A_GATE:
                    yield f"gates.{number}.{name}.{fact}", NO_FACT
        if gate.allow == "if" and not (gate.needs or gate.refuses or gate.after_clock):
            yield f"gates.{number}", "says no condition."


def _contacts(loaded: Loaded) -> frozenset[str]:
    return frozenset(one["key"] for one in loaded["contacts"])


def _posts(loaded: Loaded) -> frozenset[str]:
    """Roles of the app, posts of the documents, and the area's own duty roles."""
    return PEOPLE | POSTS | {one["key"] for one in loaded["duty_roles"]}


CHECKS_OF_WORDS: tuple[Callable[[Loaded], Faults], ...] = (
    _clocks,
    _roles,
    _guidance,
    _routes,
    _ladder,
    _booking,
    _quorum,
    _gates,
)
