"""Where a mail goes, and what it is called: by the area's arrangements, without a database."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backend.areas.names import contact_id
from backend.areas.profiles import profiles
from backend.post.addressing import address_for, number_to_ring
from backend.post.documents.request_form import Find
from backend.post.letters import letter_for
from backend.post.troubles import words_of, words_of_warning
from sync.messages import Record
from tests.backend.council import make_household
from tests.backend.post.town import words_of_pdf
from tests.backend.strategy.dispatched import authorise, dispatches_of

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)


def asked(area: str, **more: object) -> tuple[Record, Record, Find]:
    """An authorised request of the area, its first dispatch, and where records are found."""
    family = make_household(area=area)
    request_id = family.raise_request(**more)
    authorise(family, request_id)
    shelf = family.council.shelf.records
    return shelf[request_id], dispatches_of(family, request_id)[0], shelf.get


@pytest.mark.parametrize(
    ("urgent", "subject"), [(True, "URGENT S47 ENQUIRY"), (False, "Strategy discussion")]
)
def test_the_subject_is_the_areas_own(urgent, subject):
    """N-14, N-15, N-26: fixed words, and nobody's name."""
    category = {"category": "sexual_abuse_allegation"} if urgent else {"category": None}
    family = make_household(area="northamptonshire")
    request_id = family.raise_request(urgent=urgent, **category)
    request = family.council.record(request_id)
    dispatch = Record(
        "d", "dispatch", request.feed, 1, {"purpose": "police", "to_key": "pvp_urgent"}, "s", NOW,
        NOW,
    )  # fmt: skip
    profile = profiles()["northamptonshire"]
    letter = letter_for(profile, request, dispatch, family.council.shelf.records.get)

    assert letter.subject == subject
    assert letter.documents[0].name == f"strategy-request-{request.fields['ref']}.pdf"
    assert request.fields["children"][0]["name"] in words_of_pdf(letter.documents[0].data)


def test_a_mailbox_that_is_missing_stops_every_mail():
    """Analysis 7, row 19: the source gives none."""
    request, dispatch, find = asked("wirral", category="serious_risk")
    profile = profiles()["wirral"]
    found = address_for(profile, request, dispatch, find, NOW)

    assert (found.to, found.trouble) == (None, "no-mailbox")
    assert "Ring now: Dedicated police sergeant" in words_of("no-mailbox", profile, request.fields)


def test_a_mailbox_that_nobody_has_checked_gets_what_is_urgent_with_a_warning():
    """Analysis 7, rows 3 and 4: standard ones wait for somebody to check it; urgent ones do not."""
    profile = profiles()["northamptonshire"]
    request, dispatch, find = asked("northamptonshire", category="sexual_abuse_allegation")
    found = address_for(profile, request, dispatch, find, NOW)

    assert (found.to, found.warning) == (
        profile.contacts["pvp_urgent"].address, "mailbox-not-checked",
    )  # fmt: skip
    assert "101 extension 345458" in words_of_warning(profile, request.fields)
    assert "extension 345458" in number_to_ring(profile, request.fields)

    standard = replace(request, fields={**request.fields, "urgent": False})
    found = address_for(profile, standard, dispatch, find, NOW)
    assert (found.to, found.trouble) == (None, "mailbox-not-checked")
    assert "Ring" not in words_of("mailbox-not-checked", profile, standard.fields)


def test_names_of_contacts_are_their_keys_and_addresses_stay_inside():
    """A dispatch says to whom by the key and the name of a contact: everybody reads it."""
    _, dispatch, _ = asked("northamptonshire", category="sexual_abuse_allegation")

    assert dispatch.fields["to_key"] == "pvp_urgent"
    assert "@" not in str(dispatch.fields)
    assert contact_id("northamptonshire", "pvp_urgent")
