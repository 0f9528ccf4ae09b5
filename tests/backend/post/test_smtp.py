"""Handing over one mail: taken, refused for good, or trouble that may pass. Never without TLS."""

import pytest

from backend.config import BadConfig, read_config
from backend.mail_settings import BadMailSettings, read_imap, read_smtp
from backend.post.smtp import Envelope, hand_over
from tests.backend.post.mail_server import free_port, make_certificates

MESSAGE = b"Subject: Invented\r\n\r\nNothing.\r\n"
ENVELOPE = Envelope("bounces@council.example", "police@doorstep.example", "0" * 32)


def hand(server, **other):
    found = hand_over(server.settings(**other), ENVELOPE, MESSAGE)
    return found.result, found.code


def test_a_mail_that_is_taken_went_over_tls(server):
    assert hand(server) == ("taken", "taken")
    assert server.got[0].over_tls


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("550 5.1.1 no such user", ("refused", "no-such-mailbox")),
        ("452 4.2.2 mailbox full", ("later", "no-such-mailbox")),
    ],
)
def test_a_mailbox_is_refused_for_good_or_for_now(server, answer, said):
    """RFC 5321 4.2.1: by the first figure."""
    server.post.at_rcpt.append(answer)
    assert hand(server) == said


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("554 5.7.1 not wanted", ("refused", "not-taken")),
        ("451 4.7.1 come again", ("later", "not-taken")),
    ],
)
def test_a_mail_is_refused_for_good_or_for_now(server, answer, said):
    server.post.at_data.append(answer)
    assert hand(server) == said
    assert not server.got


def test_nothing_is_sent_to_a_server_without_tls(server):
    server.stop()
    server.start(tls=False)

    assert hand(server) == ("later", "no-tls")
    assert not server.got


def test_nothing_is_sent_to_a_server_that_nobody_vouches_for(server, tmp_path):
    """A certificate of another authority: somebody listens in between."""
    other = tmp_path / "other"
    other.mkdir()
    make_certificates(other)

    assert hand(server, ca_file=str(other / "ca.pem")) == ("later", "certificate")
    assert not server.got


def test_a_server_that_is_not_there_is_trouble_that_may_pass(server):
    assert hand(server, port=free_port()) == ("later", "no-answer")


SET = {"DOORSTEP_SMTP_HOST": "mail.council.example", "DOORSTEP_MAIL_FROM": "doorstep@a.example"}


def test_settings_are_read_with_defaults_that_are_safe():
    smtp = read_smtp(SET, demo=False)
    assert smtp is not None
    assert (smtp.port, smtp.security, smtp.bounces) == (587, "starttls", "doorstep@a.example")
    assert smtp.domain == "a.example"
    whole = read_smtp({**SET, "DOORSTEP_SMTP_SECURITY": "tls"}, demo=False)
    assert whole is not None
    assert whole.port == 465
    assert read_smtp({}, demo=False) is None
    assert read_imap({}, demo=False) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"DOORSTEP_SMTP_SECURITY": "none"},
        {"DOORSTEP_SMTP_PORT": "x"},
        {"DOORSTEP_SMTP_PORT": "0"},
        {"DOORSTEP_MAIL_FROM": "nobody"},
        {"DOORSTEP_MAIL_FROM": "a@b.example\nBcc: c@d.example"},
        {"DOORSTEP_MAIL_BOUNCES": "{id}"},
    ],
)
def test_what_cannot_be_sent_safely_stops_the_start(wrong):
    with pytest.raises(BadMailSettings):
        read_smtp({**SET, **wrong}, demo=False)


def test_in_a_demonstration_no_mail_leaves_this_machine(tmp_path):
    """P-10: whatever the environment says."""
    environment = {**SET, "DOORSTEP_FOLDER": str(tmp_path)}
    with pytest.raises(BadConfig, match="In demo mode"):
        read_config(environment, demo=True)
    with pytest.raises(BadMailSettings):
        read_imap({"DOORSTEP_IMAP_HOST": "mail.council.example"}, demo=True)
    local = read_smtp({**SET, "DOORSTEP_SMTP_HOST": "localhost"}, demo=True)
    assert local is not None
