"""Promise 4, for writing: every kind of change and who may make it; everybody else is refused."""

import pytest

from backend.people.author import Role
from tests.backend.council import KINDS, allocate, new_id, why
from tests.backend.strategy.offers import OFFERS, World

FIELD = {Role.SOCIAL_WORKER, Role.ASWP}
MANAGER = {Role.TEAM_MANAGER}
POLICE = {Role.POLICE_SERGEANT, Role.POLICE_DELEGATED_OFFICER}
CARE = FIELD | MANAGER
ARRANGES = {Role.TEAM_MANAGER, Role.BUSINESS_SUPPORT}
SERVERS_OWN = {
    "publish_area_profile", "update_area_profile", "publish_call_line",
    "update_call_line", "publish_person", "update_person", "raise_alert",
    "publish_arrangements", "update_arrangements", "publish_contact", "update_contact",
    "publish_profile_version", "note_hold_ran_out", "note_reminder",
    "note_dispatch", "answer_link",
    "note_not_confirmed",
}  # fmt: skip
ADMINISTRATORS = {
    "propose_arrangements", "approve_arrangements", "decline_arrangements", "verify_contact",
    "open_area",
}  # fmt: skip
"""Of nobody's family: tests/backend/areas."""

WHO_MAY = {
    "open_case": MANAGER,
    "allocate_case": MANAGER,
    "end_allocation": MANAGER,
    "move_child": MANAGER,
    "move_case": MANAGER,
    "correct_note": MANAGER,
    "correct_child_seen_check": MANAGER,
    "log_call": CARE | {Role.BUSINESS_SUPPORT},
    "record_call_outcome": set(),
    "authorise_request": {Role.TEAM_MANAGER, Role.ASWP},
    "return_request": {Role.TEAM_MANAGER, Role.ASWP, Role.BUSINESS_SUPPORT},
    "withdraw_request": MANAGER,
    "agree_time": set(),
    "offer_slot": set(),
    "propose_time": POLICE,
    "arrange_health": ARRANGES,
    "book_meeting": {Role.BUSINESS_SUPPORT},
    "invite": ARRANGES,
    "edit_invitation": ARRANGES,
    "remove_invitation": ARRANGES,
    "reply_to_invitation": ARRANGES | POLICE,
    "note_information": ARRANGES | POLICE,
    "confirm_slot": ARRANGES,
    "move_slot": ARRANGES,
    "release_slot": ARRANGES,
    "report_overrun": ARRANGES | POLICE,
    "forward_to_police": {Role.BUSINESS_SUPPORT},
    "sent_by_hand": {Role.TEAM_MANAGER, Role.BUSINESS_SUPPORT},
    "send_again": {Role.TEAM_MANAGER, Role.BUSINESS_SUPPORT},
    "record_police_contact": {Role.TEAM_MANAGER, Role.BUSINESS_SUPPORT} | POLICE,
    "add_police_note": POLICE,
    "assign_officer": {Role.POLICE_SERGEANT},
    "merge_request": MANAGER,
    "redirect_request": {Role.TEAM_MANAGER, Role.ASWP},
    "confirm_verbal_authorisation": {Role.TEAM_MANAGER, Role.ASWP},
    "agree_cancellation": CARE | {Role.BUSINESS_SUPPORT} | POLICE,
    "report_manager_unreachable": CARE | {Role.BUSINESS_SUPPORT, Role.HEALTH} | POLICE,
    "set_presence": set(),
    "mark_alert_shown": set(),
    "mark_alert_opened": set(),
    "save_subscription": set(),
    "drop_subscription": set(),
    "ask_for_test_alert": set(),
}
"""In Wirral, by somebody else than who made it, of the same team. By default: social care."""


def test_every_kind_of_change_is_tried_here():
    assert set(OFFERS) | SERVERS_OWN | ADMINISTRATORS == set(KINDS)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SERVER}))
@pytest.mark.parametrize("kind", sorted(OFFERS))
def test_promise_4_who_may_make_each_change(kind, role):
    world = World()
    offer = OFFERS[kind](world)
    colleague = world.family.council.hire(role)
    if role in FIELD:
        allocate(world.family, colleague)

    outcome = world.family.post(kind, by=colleague, **offer)

    if role in WHO_MAY.get(kind, CARE):
        assert outcome.status in ("accepted", "merged", "conflict"), outcome.reason
    else:
        assert why(outcome) not in ("invalid-fields", "no-such-record", "other-type")


@pytest.mark.parametrize("role", sorted(FIELD | MANAGER))
@pytest.mark.parametrize("kind", sorted(set(OFFERS) - {"open_case"}))
def test_promise_4_another_teams_people_change_nothing_here(kind, role):
    world = World()
    offer = OFFERS[kind](world)
    stranger = world.family.council.hire(role, team_id=new_id())

    outcome = world.family.post(kind, by=stranger, **offer)

    assert outcome.status == "refused"
