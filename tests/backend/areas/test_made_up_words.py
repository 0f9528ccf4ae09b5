"""A word that no rule knows is refused by its key: a deadline would silently never come."""

from typing import Any

import pytest

from backend.areas.profiles import BadProfile, document_of, profile_from
from backend.areas.yaml_file import laid_over
from tests.backend.areas.arranged import Arranged
from tests.backend.areas.test_profile_faults import change, faults_of
from tests.backend.council import reason_of, why

UNKNOWN = "is no fact that is known here."
RULES = "clocks.0.rules.0"

CASES: list[tuple[str, str, Any, str, str]] = [
    ("wirral", "clocks.0.starts", ["refferal_at"], "clocks.0.starts.0", UNKNOWN),
    ("wirral", "clocks.0.starts", [], "clocks.0.starts", "is empty."),
    ("wirral", "clocks.0.starts", ["immediate_protection"], "clocks.0.starts.0", UNKNOWN),
    ("wirral", "clocks.0.met_by", ["strategy"], "clocks.0.met_by.0", UNKNOWN),
    ("wirral", "clocks.0.rules", [], "clocks.0.rules", "is empty."),
    (
        *("wirral", "clocks.0.rules", [{"hours": 1, "starts": ["acton_at"]}]),
        *(f"{RULES}.starts.0", UNKNOWN),
    ),
    ("wirral", "clocks.0.rules", [{"hours": 1, "when": "if_urgent"}], f"{RULES}.when", UNKNOWN),
    ("wirral", "clocks.0.rules", [{"hours": 1, "when": "sent_at"}], f"{RULES}.when", UNKNOWN),
    ("wirral", "clocks.0.rules", [{"hours": 1, "unless": "no"}], f"{RULES}.unless", UNKNOWN),
    ("wirral", "clocks.0.rules", [{"before": "discharge"}], f"{RULES}.before", UNKNOWN),
    ("wirral", "clocks.0.categories.complex.rules", [], "clocks.0.categories.complex.rules", "em"),
    (
        *("wirral", "clocks.0.categories.complex.rules"),
        *([{"hours": 1, "when": "immediate_protection"}], "clocks.0.categories.complex.rules"),
        "has no rule for when nobody has said it.",
    ),
    ("wirral", "clocks.0.rules", [{"before": "discharge_planned_at"}], "clocks.0.rules", "no rule"),
    ("wirral", "roles.authorise", ["team_leader"], "roles.authorise.0", "is no role"),
    ("wirral", "roles.authorise", ["grade_d"], "roles.authorise", "has nobody of the app"),
    ("wirral", "roles.authorise", [], "roles.authorise", "has nobody of the app"),
    ("wirral", "roles.authorise", ["administrator"], "roles.authorise.0", "is no role"),
    ("wirral", "roles.autorise", ["team_manager"], "roles.autorise", "is nothing that is done"),
    ("wirral", "roles.forward_to_police", ["grade_d"], "roles.forward_to_police", "has nobody"),
    ("wirral", "booking.mode", "by_letter", "booking.mode", "is time_agreed_by_phone,"),
    ("wirral", "booking.mode", "session_slots", "booking.sessions", "is missing"),
    ("wirral", "booking.formats", ["by_pigeon"], "booking.formats.0", "is no way"),
    ("wirral", "booking.invite", ["polise"], "booking.invite.0", "is no party"),
    ("northamptonshire", "booking.bridge", "nobody", "booking.bridge", "no contact called nobody."),
    ("wirral", "quorum.must", [], "quorum.must", "is empty."),
    ("wirral", "quorum.must", ["social_worker", "health"], "quorum.must", "lacks the police."),
    ("wirral", "quorum.must", ["polise"], "quorum.must.0", "is no party"),
    ("wirral", "quorum.plus", {"looked_after": ["carer_"]}, "quorum.plus.looked_after.0", "party"),
    ("wirral", "quorum.plus", {"lac": ["health"]}, "quorum.plus.lac", UNKNOWN),
    ("wirral", "quorum.others", ["scool"], "quorum.others.0", "is no party"),
    ("wirral", "routing.0.to", "DS or D", "routing.0.to", "is no post"),
    ("wirral", "routing.0.via", ["nobody"], "routing.0.via.0", "there is no contact"),
    (
        *("sandwell_dudley_walsall", "routing.0.when", ["crim", "urgent"]),
        *("routing.0.when.0", UNKNOWN),
    ),
    ("northamptonshire", "gates.0.needs", {"enquiry": ["joint"]}, "gates.0.needs.enquiry", UNKNOWN),
    ("northamptonshire", "gates.0.needs", {}, "gates.0", "says no condition."),
    ("wirral", "escalation.0.events", ["row"], "escalation.0.events.0", "is nothing that is rep"),
    ("wirral", "escalation.0.to_role", "the_boss", "escalation.0.to_role", "is no role"),
    ("northamptonshire", "escalation.0.by", "somebody", "escalation.0.by", "is no role"),
    ("wirral", "cancellation.agreement", ["mayor"], "cancellation.agreement.0", "is nobody who"),
    ("wirral", "confidentiality.conference_name", "surname", "confidentiality.conference_name", ""),
    ("wirral", "urgent.categories", [], "urgent.categories", "is empty."),
    ("wirral", "urgent.categories.0.asks", "colour", "urgent.categories.0.asks", UNKNOWN),
    ("wirral", "calls.manager.entries", [], "calls.manager.entries", "is empty."),
    (
        *("wirral", "calls.manager.entries.0.first_for", ["worker"]),
        *("calls.manager.entries.0.first_for.0", "is no role"),
    ),
    ("wirral", "call_guidance", {"sergeant": "Ring."}, "call_guidance.sergeant", "is no role"),
    ("wirral", "form_fields", ["colour_of_hair"], "form_fields.0", "there is no field called"),
    ("wirral", "form_fields", [], "form_fields", "is empty."),
    ("wirral", "meta.version", -1, "meta.version", "is from 1"),
    ("wirral", "clocks.0.rules", [{"hours": 9999}], f"{RULES}.hours", "is from 1 to 744."),
    ("wirral", "clocks.0.rules", [{"working_days": -5}], f"{RULES}.working_days", "is from 1"),
    ("wirral", "calls.urgent_police.hours", {"days": []}, "calls.urgent_police.hours", "is office"),
    ("wirral", "contacts.0.hours.days", [], "contacts.0.hours.days", "is empty."),
]


@pytest.mark.parametrize(("area", "path", "value", "key", "told"), CASES)
def test_a_made_up_word_is_refused_by_its_key(area, path, value, key, told):
    document = document_of(area)
    change(document, path, value)

    assert told in faults_of(document)[key]


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ("clocks.strategy.starts", ["refferal_at"], "clocks.strategy.starts.0"),
        (
            "clocks.strategy.rules",
            [{"hours": 1, "when": "if_urgent"}],
            "clocks.strategy.rules.0.when",
        ),
        ("roles.authorise", ["team_leader"], "roles.authorise.0"),
        ("quorum.must", [], "quorum.must"),
        ("booking.mode", "by_letter", "booking.mode"),
        ("clocks", [], "clocks.child_seen"),
        ("clocks.strategy.key", "strategie", "clocks.strategy"),
    ],
)
def test_a_made_up_word_in_a_proposed_change_is_refused_by_its_key(path, value, key):
    _, outcome = Arranged().propose({path: value})

    assert why(outcome) == "invalid-fields"
    assert key in reason_of(outcome).fields


def test_an_area_names_posts_of_its_own_among_its_duty_roles():
    """The vocabulary of posts stays open: what the area itself defines is known there."""
    document = document_of("wirral")
    document["duty_roles"].append(
        {"key": "night_desk", "name": "Night desk", "contacts": [], "source": "F2"}
    )
    change(document, "routing.0.to", "night_desk")
    change(document, "roles.quality_assure", ["night_desk", "team_manager"])

    assert profile_from(document).routing[0].to == "night_desk"


def test_a_clock_that_an_area_has_is_not_taken_away_by_a_file_either():
    document = document_of("wirral")
    document["clocks"] = [one for one in document["clocks"] if one["key"] != "child_seen"]

    assert "must be there" in faults_of(document)["clocks.child_seen"]


def test_the_defaults_alone_are_no_area():
    with pytest.raises(BadProfile):
        profile_from(laid_over({}, {}))
