"""Every kind of change with every role: of the family, of its team, of another team or area.

Whoever a line does not name is refused, and nothing changes. A new kind is placed here on purpose.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

import tests.backend.council as town
from backend.areas.profiles import profiles
from backend.areas.publish import profile_fields
from backend.people.author import Author, Role
from backend.sync_api.product import DOORSTEP
from sync.messages import Fields
from tests.backend.council import Council, Household, Phone, make_household, new_id, why
from tests.backend.sync_api.attempts import ATTEMPTS
from tests.backend.sync_api.every_kind import every_kind
from tests.backend.sync_api.office_attempts import A_TEAM, a_device, an_account, quarantined

__all__ = ["every_kind"]

CASE_WORK = {"worker", "manager"}
MANAGER = {"manager"}
ADMINISTRATOR = {"administrator", "administrator of another team"}
LOOKS_AFTER = {"worker", "manager"} | ADMINISTRATOR
SERGEANT = {"police_sergeant", "police_sergeant of another team"}
DELEGATED = {"police_delegated_officer", "police_delegated_officer of another team"}
HEALTH = {"health", "health of another team"}
WITH_SUPPORT = {"manager", "business_support"}
POLICE = {
    f"{role}{where}"
    for role in ("police_sergeant", "police_delegated_officer")
    for where in ("", " of another team")
}

MAY: Mapping[str, set[str]] = {
    "open_case": {"manager", "manager of another team", "manager of another area"},
    "edit_family": CASE_WORK,
    "allocate_case": MANAGER,
    "end_allocation": MANAGER,
    "add_child": CASE_WORK,
    "edit_child": CASE_WORK,
    "move_child": MANAGER,
    "add_attachment": CASE_WORK,
    "add_note": CASE_WORK,
    "correct_note": CASE_WORK,
    "plan_visit": CASE_WORK,
    "edit_visit": CASE_WORK,
    "start_visit": CASE_WORK,
    "complete_visit": CASE_WORK,
    "record_no_access": CASE_WORK,
    "abandon_visit": CASE_WORK,
    "record_child_seen_check": CASE_WORK,
    "correct_child_seen_check": CASE_WORK,
    "raise_request": CASE_WORK,
    "edit_request": CASE_WORK,
    "authorise_request": {"manager", "aswp"},
    "return_request": WITH_SUPPORT | {"aswp"},
    "withdraw_request": CASE_WORK,
    "agree_time": set(),
    "offer_slot": set(),
    "propose_time": POLICE,
    "arrange_health": WITH_SUPPORT,
    "book_meeting": {"business_support"},
    "invite": WITH_SUPPORT,
    "edit_invitation": WITH_SUPPORT,
    "remove_invitation": WITH_SUPPORT,
    "reply_to_invitation": WITH_SUPPORT | POLICE,
    "note_information": WITH_SUPPORT | POLICE,
    "confirm_slot": WITH_SUPPORT,
    "move_slot": WITH_SUPPORT,
    "release_slot": WITH_SUPPORT,
    "report_overrun": WITH_SUPPORT | POLICE,
    "forward_to_police": {"business_support"},
    "sent_by_hand": WITH_SUPPORT,
    "send_again": WITH_SUPPORT,
    "record_police_contact": WITH_SUPPORT | SERGEANT | DELEGATED,
    "add_police_note": SERGEANT | DELEGATED,
    "assign_officer": SERGEANT,
    "record_verbal_authorisation": CASE_WORK,
    "confirm_verbal_authorisation": {"manager", "aswp"},
    "merge_request": MANAGER,
    "not_a_duplicate": CASE_WORK,
    "redirect_request": CASE_WORK | {"aswp"},
    "request_cancellation": CASE_WORK,
    "agree_cancellation": CASE_WORK | {"business_support"} | POLICE,
    "report_manager_unreachable": CASE_WORK | {"business_support"} | POLICE | HEALTH,
    "confirm_receipt": CASE_WORK,
    "set_presence": {"manager", "aswp"}
    | {"manager of another team", "aswp of another team"}
    | {"manager of another area"},
    "log_call": CASE_WORK,
    "record_call_outcome": {"worker"},
    "mark_alert_shown": MANAGER,
    "mark_alert_opened": MANAGER,
    "ask_for_test_alert": MANAGER,
    "decide_conflict": CASE_WORK,
    "release_quarantined_change": MANAGER,
    "discard_quarantined_change": MANAGER,
    "move_case": MANAGER,
    "add_person": ADMINISTRATOR,
    "change_person": ADMINISTRATOR,
    "invite_person": ADMINISTRATOR,
    "end_person_access": ADMINISTRATOR,
    "restore_access": ADMINISTRATOR,
    "add_team": ADMINISTRATOR,
    "rename_team": ADMINISTRATOR,
    "propose_arrangements": ADMINISTRATOR,
    "approve_arrangements": ADMINISTRATOR,
    "decline_arrangements": ADMINISTRATOR,
    "verify_contact": ADMINISTRATOR,
    "open_area": ADMINISTRATOR,
    "report_device_lost": LOOKS_AFTER,
    "report_device_found": LOOKS_AFTER,
    "wipe_device": LOOKS_AFTER,
    "revoke_device": LOOKS_AFTER,
}
"""`worker` has the family, `manager` is of its team; a role's own name is a colleague there."""

SERVER_ONLY = {
    "publish_area_profile",
    "update_area_profile",
    "publish_call_line",
    "update_call_line",
    "publish_person",
    "update_person",
    "report_quarantined_change",
    "publish_device",
    "update_device",
    "publish_account",
    "update_account",
    "publish_team",
    "update_team",
    "settle_attachment",
    "publish_arrangements",
    "update_arrangements",
    "publish_contact",
    "update_contact",
    "publish_profile_version",
    "raise_alert",
    "note_hold_ran_out",
    "note_reminder",
    "note_dispatch",
    "answer_link",
    "note_not_confirmed",
}

ANYBODY_FOR_THEMSELVES = {"save_subscription", "drop_subscription"}

PEOPLE = [role for role in Role if role is not Role.SERVER]


def test_every_kind_of_change_is_placed_here() -> None:
    assert DOORSTEP.kinds.keys() == MAY.keys() | SERVER_ONLY | ANYBODY_FOR_THEMSELVES
    assert ATTEMPTS.keys() == MAY.keys()


def everybody(family: Household) -> dict[str, Callable[[], Phone]]:
    """Who might try, once called: those of the family, one of each role near and far."""
    council, elsewhere = family.council, Council("northamptonshire", shelf=family.council.shelf)
    actors = {"worker": lambda: family.worker, "manager": lambda: family.manager}
    for role in PEOPLE:
        named = "manager" if role is Role.TEAM_MANAGER else role.value
        if role is not Role.TEAM_MANAGER:
            actors[role] = partial(council.hire, role)
        if role is not Role.BUSINESS_SUPPORT:
            actors[f"{named} of another team"] = partial(council.hire, role, new_id())
        actors[f"{named} of another area"] = partial(elsewhere.hire, role, new_id())
    return actors


NAMES = sorted(everybody(make_household()))


@pytest.mark.parametrize("left", [False, True], ids=["here", "left"])
@pytest.mark.parametrize("kind", sorted(MAY))
def test_who_may_and_nobody_else(kind: str, left: bool) -> None:
    """Somebody who has left since may what they might then; and that is late."""
    taken, changed = set(), set()
    for name in NAMES:
        family = make_household()
        by = everybody(family)[name]()
        by = leaving(by) if left else by
        outcome = ATTEMPTS[kind](family, by)
        assert outcome.status in ("accepted", "merged", "refused"), outcome
        if outcome.status != "refused":
            taken.add(name)
            assert outcome.late == left
        if wrote(family, by):
            changed.add(name)

    assert taken == MAY[kind]
    assert changed <= MAY[kind] | CASE_WORK


def leaving(phone: Phone) -> Phone:
    """The same, whose access ends within the hour: what they do now comes afterwards."""
    author = replace(phone.author, ended_at=town.MORNING + timedelta(hours=1))
    return Phone(author, sent=1000)


def wrote(family: Household, by: Phone) -> bool:
    """Whether this device has set anything anywhere."""
    records = family.council.shelf.records.values()
    device = by.author.device_id
    return any(stamp.device_id == device for one in records for stamp in one.stamps.values())


PUBLISHED: Mapping[str, Fields] = {
    "device": a_device(new_id()),
    "account": an_account(new_id()),
    "team": A_TEAM,
    "attachment": {"state": "here", "problem": None},
    "person": {"name": "Invented", "role": "administrator", "team_id": None, "phone": None},
    "area_profile": profile_fields(profiles()["wirral"]),
    "arrangements": {"area": "wirral", "demo": True},
    "contact": {"key": "tso", "must_set": False},
    "profile_version": {
        "area": "wirral",
        "version": 1,
        "effective_from": "2026-11-03T09:00:00.000Z",
        "overrides": {},
        "changes": {},
        "before": {},
    },
    "not_confirmed": {},
    "alert": {"kind": "arrangements_decided", "subject_id": new_id()},
    "hold_ran_out": {"starts_at": "2026-11-04T10:00:00.000Z"},
    "reminder": {"starts_at": "2026-11-04T10:00:00.000Z", "minutes": 15},
    "dispatch": {
        "dispatch_id": new_id(),
        "state": "sent",
        "at": "2026-11-03T09:00:00.000Z",
    },
    "link": {"link_id": new_id(), "answer": "contact_made", "name": "Invented"},
    "quarantined_change": quarantined(make_household()),
    "call_line": {
        "purpose": "urgent_police",
        "windows": [],
        "published_at": "2026-11-03T09:00:00.000Z",
    },
}


@pytest.mark.parametrize("kind", sorted(SERVER_ONLY))
def test_what_only_the_server_does_is_refused_to_everybody_else(kind: str) -> None:
    family = make_household()
    fields = PUBLISHED[kind.partition("_")[2]]
    for name, who in everybody(family).items():
        by = who()
        record_id = family.worker.author.person_id if kind == "update_person" else new_id()
        before = dict(family.council.shelf.records)
        outcome = family.post(kind, record_id, dict(fields), by=by, feed="area:wirral")
        assert why(outcome) in ("not-allowed", "no-such-record"), name
        assert family.council.shelf.records == before, name


@pytest.mark.parametrize("kind", sorted(ANYBODY_FOR_THEMSELVES))
def test_nobody_subscribes_for_another(kind: str) -> None:
    family = make_household()
    feed = f"person:{family.worker.author.person_id}"
    for name, who in everybody(family).items():
        if (by := who()) is not family.worker:
            outcome = family.post(kind, new_id(), {}, by=by, feed=feed)
            assert outcome.status == "refused", name


def test_the_server_is_an_author_like_any_other_and_nobody_signs_in_as_it() -> None:
    family = make_household()
    server = Phone(Author(new_id(), Role.SERVER, "", None, new_id()))

    assert ATTEMPTS["add_note"](family, server).status == "accepted"
    assert ATTEMPTS["authorise_request"](family, server).status == "refused"
