"""What the documents want recorded of a request stands on it, in everybody's words."""

import pytest

from backend.people.author import Role
from tests.backend.council import make_household, new_id, taken


@pytest.fixture
def family():
    return make_household()


def decide(family, kind, record_id, fields, by, request_id):
    return taken(family.post(kind, record_id, fields, by=by, feed=f"discussion:{request_id}"))


def test_w_04_t_07_how_it_is_held_and_why_is_said_by_whoever_authorises(family):
    """W-04: a meeting, or a telephone call if urgent. T-07: by the nature and the urgency."""
    request_id = family.raise_request()
    held = {"format": "telephone_conference", "format_reason": "It cannot wait for a room."}
    decide(
        family, "authorise_request", request_id, {"checked": True, **held}, family.manager,
        request_id,
    )  # fmt: skip

    fields = family.council.fields(request_id)
    assert {name: fields[name] for name in held} == held


def test_w_06_n_06_a_request_may_be_raised_at_any_time_and_needs_no_visit(family):
    """W-06, N-06: after a referral, during an assessment, or at any time on an open case."""
    first, second = family.raise_request(), family.raise_request()

    assert family.council.fields(first)["status"] == "awaiting_authorisation"
    assert family.council.fields(second)["status"] == "awaiting_authorisation"
    assert family.council.fields(first).get("visit_id") is None


def test_w_38_who_was_consulted_on_what_is_in_no_list(family):
    consulted = {"who_was_consulted": "Toni Invented, team manager, at 10:15"}
    request_id = family.raise_request(urgent=True, category="other_consult", facts=consulted)

    assert family.council.fields(request_id)["facts"]["who_was_consulted"].startswith("Toni")


def test_n_21_n_22_the_police_note_that_it_was_screened_and_what_their_research_found(family):
    """N-21: the screener passes it on. N-22: relevant research."""
    sergeant = family.council.hire(Role.POLICE_SERGEANT)
    request_id = family.raise_request()
    decide(family, "authorise_request", request_id, {"checked": True}, family.manager, request_id)
    for kind in ("screened", "research"):
        said = {"request_id": request_id, "kind": kind, "words": "Seen before. (Invented.)"}
        decide(family, "add_police_note", new_id(), said, sergeant, request_id)

    notes = [one for one in family.council.shelf.records.values() if one.type == "police_note"]
    assert {note.fields["kind"] for note in notes} == {"screened", "research"}


def test_n_13_an_invitation_says_who_in_which_role_and_of_which_agency(family):
    request_id, who = family.raise_request(), new_id()
    decide(family, "authorise_request", request_id, {"checked": True}, family.manager, request_id)
    named = {"agency": "school", "name": "Ms Imagined", "role": "Head teacher"}
    invited = {"request_id": request_id, **named}
    decide(family, "invite", who, invited, family.manager, request_id)

    assert {name: family.council.fields(who)[name] for name in named} == named
