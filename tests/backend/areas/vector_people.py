"""Rules of people and words of a vectors file, asked of the product."""

from datetime import date, datetime

from backend.areas.calendar import LONDON
from backend.areas.call_windows import channel, entries, ordered_for
from backend.areas.freshness import needs_checking
from backend.areas.gates import gate
from backend.areas.ladder import Tried, open_rung
from backend.areas.missing import Episode, episodes_within, missing
from backend.areas.naming import conference_name, subject
from backend.areas.profile import Profile
from backend.areas.profiles import profiles
from backend.areas.quorum import cancellation, quorum
from backend.areas.routing import route_of
from sync.messages import Change
from tests.backend.areas.vector_reading import Case
from tests.sync.making import Phone, Server

REF = "XYZ-0001"


def missing_urgent(profile: Profile, case: Case) -> Case:
    found = missing(profile, case["missing_minutes"], case["episodes"])
    return {
        "urgent": found.urgent,
        "professional_judgement_prompt": found.judgement,
        "warn": found.warns,
    }


def missing_window(profile: Profile, case: Case) -> Case:
    episodes = [Episode(date.fromisoformat(day)) for day in case["episode_dates"]]
    counted = episodes_within(profile, case["today"], episodes)
    return {"count_90d": counted, "urgent": missing(profile, 0, counted).urgent}


def the_subject(profile: Profile, case: Case) -> Case:
    flow = next(one for one in profile.routing if one.flow == case["flow"])
    return {"subject": subject(profile, REF, urgent="urgent" in flow.when)}


def the_conference(profile: Profile, case: Case) -> Case:
    numbers = [child.get("n_number") for child in case["children"]]
    return {"name": conference_name(profile, numbers, case.get("ref", REF))}


def age_assessment(profile: Profile, case: Case) -> Case:
    answer = gate(profile, "age_assessment", case, case["at"])
    return {"allowed": answer.allowed, "earliest_at": answer.earliest_at}


def the_quorum(profile: Profile, case: Case) -> Case:
    found = quorum(profile, case["present"], case)
    return {"quorate": found.whole, "missing": list(found.missing)}


def cancel(profile: Profile, case: Case) -> Case:
    found = cancellation(profile, case["agreed"], case.get("rationale"))
    return {"allowed": found.whole, "missing": list(found.missing)}


def parent_unaware(profile: Profile, case: Case) -> Case:
    return {"allowed": gate(profile, "parent_unaware_visit", case).allowed}


def purpose_gate(profile: Profile, case: Case) -> Case:
    answer = gate(profile, case["purpose"], case)
    return {
        "allowed": answer.allowed,
        "redirect": answer.redirect,
        "warn": answer.warns,
        "warning": answer.warns,
    }


def call_channel(profile: Profile, case: Case) -> Case:
    return {"channel": channel(profile.line("urgent_police"), case["now"])}


def out_of_hours_caller(profile: Profile, case: Case) -> Case:
    demo = profiles(demo=True)[profile.key]  # the manager's number is set there
    shown = entries(demo.line("urgent_police"), "closed")
    failed = case.get("manager_page_failed", False)
    return {"show": [one["key"] for one in ordered_for(shown, case["role"], page_failed=failed)]}


def route(profile: Profile, case: Case) -> Case:
    found = route_of(profile, case)
    number = found.contact.number if found.contact else None
    return {
        "to": found.route.to,
        "alert_call": found.alert_call,
        "number": number,
        "overseen_by": found.route.overseen_by,
        "delegated": found.route.overseen_by is not None,
        "flow": found.route.flow,
    }


def manager_unreachable(profile: Profile, case: Case) -> Case:
    now = datetime(2026, 11, 2, 12, tzinfo=LONDON)
    rung = open_rung(profile, Tried(events=[case["event"]]), now)
    assert rung is not None
    return {"escalate_to": rung.to_role, "by": rung.by}


def decision_options(profile: Profile, case: Case) -> Case:
    return {
        "includes_icpc": profile.decision.icpc_option,
        "options": list(profile.decision.options),
    }


def contact_warning(profile: Profile, case: Case) -> Case:
    warn = needs_checking(profile, case["last_verified"], case["today"])
    return {"warn": warn, "dialable": case.get("dialable", True)}


def sync_idempotent(profile: Profile, case: Case) -> Case:
    """Each op is a change; the same op is the same change again."""
    server, phone = Server(), Phone(1)
    changes: dict[str, Change] = {}
    applied: list[str] = []
    duplicates: list[str] = []
    for op in case["ops"]:
        changes.setdefault(op, phone.add(thing=len(changes) + 1))
        before = server.position()
        server.push(changes[op])
        (applied if server.position() > before else duplicates).append(op)
    return {"applied": applied, "duplicates": duplicates}
