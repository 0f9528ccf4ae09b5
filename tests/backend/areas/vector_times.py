"""Rules of time of a vectors file, asked of the product: sessions, slots and clocks."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from backend.areas.calendar import WorkingDays
from backend.areas.clocks.due import Due, due
from backend.areas.clocks.standing import Discussion, conference_starts_from, seen_in_time
from backend.areas.ladder import Tried, open_rung
from backend.areas.profile import Profile
from backend.areas.sessions import missed_while_offline, session_for
from backend.areas.slots import Slot, Taken, TooLong, first_free
from tests.backend.areas.vector_reading import Case, time_in


def working_day(profile: Profile, case: Case) -> Case:
    calendar = WorkingDays()
    return {
        "is_working_day": calendar.is_working_day(case["date"]),
        "next_working_day": calendar.next_working_day(case["date"]),
    }


def session(profile: Profile, case: Case) -> Case:
    found = session_for(profile, case["server_received_at"])
    written = case.get("device_created_at")
    return {
        "effective_day": found.effective_day,
        "session_date": found.day,
        "session_start": found.starts_at,
        "long_wait_warning": found.long_wait,
        "missed_cutoff_while_offline": missed_while_offline(
            profile, written, case["server_received_at"]
        ),
    }


def slot(profile: Profile, case: Case) -> Case:
    booked = [_taken(one) for one in case["booked"]]
    try:
        found = first_free(
            profile, case["session_date"], case["duration_min"], booked, case.get("now")
        )
    except TooLong:
        return {"error": "too_long_for_session"}
    return {**_shown(found.slot), "overflow": found.overflow}


def slot_race(profile: Profile, case: Case) -> Case:
    booked, given = [_taken(one) for one in case["booked"]], {}
    for request in sorted(case["requests"], key=lambda one: one["committed_order"]):
        minutes = request.get("duration_min", case["duration_min"])
        found = first_free(profile, case["session_date"], minutes, booked)
        booked.append(Taken(found.slot))
        given[request["id"]] = _shown(found.slot)
    return given


def police_contact(profile: Profile, case: Case) -> Case:
    now, sent, contacted = case["now"], case.get("sent_at"), case.get("contacted_at")
    told = [name.removesuffix("_told") for name in case if name.endswith("_told") and case[name]]
    tried = Tried(sent, contacted, case.get("failed", ()), told)
    rung, hour = open_rung(profile, tried, now), due(profile, "police_contact", {"sent_at": sent})
    advice = due(profile, "email_delivery", {"sent_at": sent}).due_at
    reached = contacted is not None and contacted <= now
    advised = not case.get("delivery_receipt") and not reached and advice and advice <= now
    return {
        "due_at": hour.due_at,
        "rung": rung.rung if rung else 0,
        "met": contacted is not None and hour.is_met(contacted),
        "delivery_advisory": bool(advised),
    }


def clock(key: str, **names: str) -> Callable[[Profile, Case], Case]:
    """A clock by its key, the case's names brought to the product's."""

    def ask(profile: Profile, case: Case) -> Case:
        facts = {names.get(name, name): value for name, value in case.items()}
        return _due(due(profile, key, facts, case.get("category")))

    return ask


def conference(profile: Profile, case: Case) -> Case:
    series = case.get("discussions") or [{"date": case["strategy_date"], "agreed_s47": True}]
    found = [Discussion(time_in("date", one["date"]), one["agreed_s47"]) for one in series]
    start = conference_starts_from(profile, found)
    return _due(due(profile, "icpc", {"s47_agreed_at": start}))


def strategy(profile: Profile, case: Case) -> Case:
    category = None if case["category"] == "standard" else case["category"]
    known = {one.code for one in profile.urgent_categories}
    assert category is None or category in known, f"no category {category}"
    found = due(profile, "strategy", {**case, **_other_names(case)}, category)
    now = case.get("now") or case["referral_at"]
    return {
        **_due(found),
        "imminent": found.is_imminent(now, profile.imminent),
        "must_be_in_setting": found.must_be_in_setting,
    }


def child_seen(profile: Profile, case: Case) -> Case:
    found = due(profile, "child_seen", {**case, **_other_names(case)})
    of_the_visit = ("referral_at", "incident_at", "cin_plan_decision_at", "seen_at")
    others = (at for name, at in case.items() if name.endswith("_at") and name not in of_the_visit)
    heard = next(others, None)
    in_time, late = seen_in_time(found, case.get("seen_at"), heard)
    return {**_due(found), "in_time": in_time, "late_sync": late}


def _due(found: Due) -> dict[str, Any]:
    return {"due_at": found.due_at, "due_date": found.due_day}


def _other_names(case: Case) -> Case:
    """What a case may call the decision about a plan."""
    decided = case.get("cin_decision_at") or case.get("cin_plan_decision_at")
    return {"cin_plan_decision_at": decided}


def _taken(one: Case) -> Taken:
    start, end = (time.fromisoformat(one[name]) for name in ("start", "end"))
    held = one.get("hold_until")
    until = time_in("hold_until_at", held) if held else None
    return Taken(Slot(date.fromisoformat(one["date"]), start, end), until)


def _shown(found: Slot) -> dict[str, Any]:
    return {"date": found.day, "start": f"{found.start:%H:%M}", "end": f"{found.end:%H:%M}"}
