"""Texts that go into headers, buttons and subjects are one line, and say what they seem to say."""

import pytest

from backend.areas.profiles import document_of, profile_from
from tests.backend.areas.arranged import Arranged
from tests.backend.areas.test_profile_faults import change, faults_of
from tests.backend.council import reason_of, why

ONE_LINE = "is one line of plain text."
MAILBOX = "is one mailbox, like team@council.example."


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\t", "\x07", "\x85", "\u2028", "\u202e", "\u2066"])
@pytest.mark.parametrize(
    "path",
    ["contacts.0.name", "email.subject_urgent", "contacts.0.use", "calls.manager.words.open"],
)
def test_no_line_break_and_no_hidden_sign(path, sign):
    document = document_of("wirral")
    change(document, path, f"Urgent{sign}Bcc: x@y.example")

    assert faults_of(document)[path] == ONE_LINE


@pytest.mark.parametrize("path", ["record.purpose_paragraph", "uasc.service"])
def test_nor_in_sections_whose_keys_are_not_checked(path):
    document = document_of("northamptonshire")
    change(document, path, "A text\u202e of two\nlines")

    assert faults_of(document)[path] == ONE_LINE


@pytest.mark.parametrize("text", ["\u200b", "\u200b\u2060", " \ufeff "])
def test_what_nobody_can_see_is_empty(text):
    document = document_of("wirral")
    change(document, "contacts.0.name", text)

    assert faults_of(document)["contacts.0.name"] == "is empty."


@pytest.mark.parametrize(
    "address",
    [
        "police", "police@", "@police.example", "a@b.example, c@d.example", "a@b.example\n",
        "A <a@b.example>", "a b@c.example", "a@b..example", "a" * 65 + "@b.example",
        "a@" + "b" * 250 + ".example", ".a@b.example", "a@-b.example", "ä@b.example",
    ],
)  # fmt: skip
def test_a_mailbox_is_one_address(address):
    document = document_of("wirral")
    change(document, "contacts.3.address", address)

    assert faults_of(document)["contacts.3.address"] in (MAILBOX, ONE_LINE)


@pytest.mark.parametrize("address", ["West.MASH@merseyside.pnn.police.uk", "o'n+x_1@a-b.example"])
def test_a_mailbox_as_they_are_written(address):
    document = document_of("wirral")
    change(document, "contacts.3.address", address)

    assert profile_from(document).contacts["west_mash"].address == address


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("email.subject_fallback", "{child_name}", "nothing fills {child_name}."),
        ("email.subject_urgent", "Urgent {ref}", "nothing fills {ref}."),
        ("contacts.0.name", "{surname}", "nothing fills {surname}."),
        ("calls.manager.words.open", "Ring {manager}", "nothing fills {manager}."),
        ("contacts.0.name", "x" * 15_000, "is at most"),
        ("contacts.0.key", "A key", "is small letters"),
        ("contacts.0.extension", "12; 3", "is at most 10 digits."),
        ("contacts.0.number", "+" + "4" * 40, "is digits only"),
        ("contacts.0.number", "+44\u0661\u0662\u0663\u0664\u0665\u0666", "is digits only"),
        ("email.subject_urgent", "x" * 300, "is at most"),
    ],
)
def test_what_nothing_fills_and_what_is_too_long_is_refused(path, text, told):
    document = document_of("wirral")
    change(document, path, text)

    assert told in faults_of(document)[path]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("email.subject_urgent", "Urgent\r\nBcc: x@y.example"),
        ("contacts.tso.address", "tso@council.example\nBcc: x@y.example"),
        ("contacts.tso.address", "not a mailbox"),
        ("contacts.dedicated_sergeant.name", "\u202eenilecruoy"),
        ("email.subject_fallback", "{child_name}"),
    ],
)
def test_a_proposed_change_is_held_to_the_same(path, value):
    _, outcome = Arranged().propose({path: value})

    assert why(outcome) == "invalid-fields"
    assert reason_of(outcome).fields
