"""A mail that comes back later: nothing is claimed any more, and a person is told at once."""

import pytest
from sqlalchemy import select

from backend import clock, worker
from backend.database import reading
from backend.post.mails import MAILS
from backend.post.returned import read_report, take_in
from tests.backend.post.mailbox import automatic_answer, mailbox, report
from tests.backend.post.town import (
    MANAGER,
    SUPPORT,
    WORKER,
    alerted,
    authorise,
    dispatch,
    in_discussion,
    post,
    request,
)
from tests.databases import make_config

KEY = "ab" * 16


@pytest.mark.parametrize(
    "message",
    [
        report(KEY),
        report(KEY, to=f"bounces+{KEY}@council.example", quoted=False),
        report(KEY).replace(b"text/rfc822-headers", b"message/rfc822"),
        report("nothing").replace(
            b"Reporting-MTA", b"Original-Envelope-Id: " + KEY.encode() + b"\r\nReporting-MTA"
        ),
    ],
    ids=["headers", "address", "whole mail", "envelope id"],
)
def test_the_mail_is_found_by_whatever_the_other_side_kept(message):
    """RFC 3464: most servers keep one of these, and few all of them."""
    found = read_report(message)

    assert found.keys == (KEY,)
    assert found.what == "failed"
    assert "550 5.1.1" in found.detail


@pytest.mark.parametrize(
    ("message", "what"),
    [
        (report(KEY, "delayed"), "delayed"),
        (report(KEY, "delivered"), "nothing"),
        (report(KEY, "relayed"), "nothing"),
        (automatic_answer(KEY), "unclear"),
        (b"To: bounces@council.example\r\n\r\nGood morning", "nothing"),
        (b"", "nothing"),
        (b"\xff\x00\r\n\r\n" * 50, "nothing"),
    ],
)
def test_what_is_no_failure_is_not_taken_for_one(message, what):
    assert read_report(message).what == what


@pytest.fixture
def box(server):
    with mailbox(server.folder) as running:
        yield running


@pytest.fixture
def config(database_url, tmp_path, server, box):
    settings = {"demo": True, "smtp": server.settings(), "imap": box.settings()}
    return make_config(database_url, tmp_path, **settings)


@pytest.fixture
def sent(council):
    """The keys of both mails of Wirral, which have gone."""
    authorise()
    worker.run_once(council)
    post(SUPPORT, "forward_to_police")
    worker.run_once(council)
    with reading() as connection:
        rows = connection.execute(select(MAILS.c.purpose, MAILS.c.mail_key))
        return {row.purpose: row.mail_key for row in rows}


def test_a_mail_that_comes_back_is_told_of_at_once(council, sent, box, time_machine):
    """Through a mailbox that the worker reads: bounced, an event, an alert, and the request."""
    before = request()["police_told"]
    box.put(report(sent["police"]))
    time_machine.move_to(clock.now().replace(minute=11))
    worker.run_once(council)

    assert dispatch("police").fields["state"] == "bounced"
    said = request()
    assert said["sent_to_police_at"] is None
    assert said["dispatch_trouble"]["code"] == "came-back"
    assert "Ring now" in said["dispatch_trouble"]["words"]
    assert said["waiting_for"][0]["what"] == "mend_delivery"
    assert said["police_told"] == before
    assert [one.fields["event"] for one in in_discussion("escalation_event")] == ["delivery_failed"]
    assert "delivery_trouble" in alerted(MANAGER)
    assert "delivery_trouble" in alerted(WORKER)

    time_machine.move_to(clock.now().replace(minute=12))
    worker.run_once(council)
    assert len(in_discussion("escalation_event")) == 1


def test_it_can_be_sent_again_and_then_it_is_sent(council, sent, server):
    take_in(report(sent["police"]))
    post(SUPPORT, "send_again", dispatch_id=dispatch("police").id)
    worker.run_once(council)

    assert request()["sent_to_police_at"] is not None
    assert request()["dispatch_trouble"] is None
    assert len(server.got) == 3
    assert not take_in(b"Subject: nothing\r\n\r\n")
    take_in(report(sent["police"]))
    assert dispatch("police").fields["state"] == "sent", "that was the mail before"


def test_an_automatic_answer_is_not_hidden(council, sent):
    """It may say that nobody reads this mailbox any more."""
    assert take_in(automatic_answer(sent["police"]))

    assert dispatch("police").fields["state"] == "sent"
    assert request()["dispatch_trouble"]["code"] == "something-came"
    assert "delivery_trouble" in alerted(WORKER)
