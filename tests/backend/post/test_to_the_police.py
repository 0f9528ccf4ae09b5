"""From "authorised" to a mailbox and back into the request, through a real mail server with TLS."""

import hashlib
import io
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from backend import clock, worker
from backend.database import reading
from backend.post.mails import DOCUMENTS, MAILS
from tests.backend.council import why
from tests.backend.post.town import (
    MANAGER,
    REQUEST,
    SUPPORT,
    WORKER,
    alerted,
    authorise,
    dispatch,
    document_of,
    everybody_named,
    fetch,
    in_discussion,
    offer,
    post,
    request,
    text_of,
    words_of_pdf,
)


def forwarded(council):
    """Both mails of Wirral have gone."""
    authorise()
    worker.run_once(council)
    post(SUPPORT, "forward_to_police")
    worker.run_once(council)


def test_business_support_have_it_first_and_the_police_only_when_it_is_forwarded(council, server):
    """W-16, W-19, T-10: mail 1 to the TSO; `sent_to_police` only when mail 2 has been taken."""
    authorise()
    assert request()["status"] == "authorised"

    worker.run_once(council)

    assert request()["status"] == "with_business_support"
    assert request()["sent_to_police_at"] is None
    assert [got.to for got in server.got] == [["tso@doorstep.example"]]
    assert "police have NOT been told" in " ".join(text_of(server.got[0]).split())

    post(SUPPORT, "forward_to_police")
    assert request()["status"] == "with_business_support"
    worker.run_once(council)

    assert request()["status"] == "sent_to_police"
    assert server.got[1].to == ["west_mash@doorstep.example"]
    assert request()["sent_to_police_at"] == dispatch("police").fields["sent_at"]


def test_what_is_sent_is_not_what_the_police_know(council, server):
    """Promise 3: the request of the demonstration was rung about; a mail adds nothing to that."""
    before = request()["police_told"]
    forwarded(council)

    assert request()["police_told"] == before
    assert request()["police_contact"] is None


def test_nothing_of_anybody_stands_outside_the_document(council, server):
    """Promise 4, P-10: subject, file name, text, addresses: a reference and the manager."""
    forwarded(council)

    for got in server.got:
        name, _ = document_of(got)
        outside = " ".join([text_of(got), name, got.sender, *map(str, got.message.values())])
        assert not [one for one in everybody_named() if one in outside]
        assert name == f"strategy-request-{request()['ref']}.pdf"
        assert got.message["Subject"] == f"Strategy request [{request()['ref']}]"
        assert got.over_tls


def test_the_document_opens_and_holds_what_the_request_says(council, server):
    """W-16, W-18, S-01, S-02: read back by another program; what a screen reader needs is there."""
    forwarded(council)
    said, (_, data) = request(), document_of(server.got[1])

    words = words_of_pdf(data)
    for wanted in (
        said["ref"], said["children"][0]["name"], said["what_is_happening"],
        said["reachable_number"], said["category_label"], "Responsible manager",
    ):  # fmt: skip
        assert " ".join(str(wanted).split()) in words, wanted
    root = PdfReader(io.BytesIO(data)).root_object
    assert "'/Marked': True" in str(root["/MarkInfo"])
    assert str(root["/Lang"]) == "en-GB"
    assert "/StructTreeRoot" in root


def test_the_document_is_kept_as_it_was_sent(council, server):
    """Byte for byte, with its hash, from the version of the request that it names."""
    authorise()
    worker.run_once(council)
    _, data = document_of(server.got[0])

    with reading() as connection:
        kept = connection.execute(select(DOCUMENTS)).one()
    assert kept.data == data
    assert kept.sha256 == hashlib.sha256(data).hexdigest()


def test_a_server_that_is_down_for_an_hour_loses_nothing_and_a_person_is_told_at_once(
    council, server, time_machine
):
    """Urgent: at the first try, with the number to ring; then the same mail arrives, once."""
    server.stop()
    authorise()
    worker.run_once(council)

    assert request()["status"] == "authorised"
    trouble = request()["dispatch_trouble"]
    assert trouble["code"] == "no-answer"
    assert "Ring now: Dedicated police sergeant, 07700 900" in trouble["words"]
    assert "delivery_trouble" in alerted(WORKER)
    for _ in range(12):
        time_machine.move_to(clock.now() + timedelta(minutes=5))
        worker.run_once(council)
    assert request()["status"] == "authorised"
    assert len(in_discussion("escalation_event")) == 1

    server.start()
    time_machine.move_to(clock.now() + timedelta(minutes=6))
    worker.run_once(council)

    assert request()["status"] == "with_business_support"
    assert request()["dispatch_trouble"] is None
    assert len(server.got) == 1


def test_every_try_is_the_same_mail(council, server, time_machine):
    """At least once: what was perhaps taken comes again with the Message-ID that it had."""
    server.post.at_data.append("451 4.3.0 later")
    authorise()
    worker.run_once(council)
    with reading() as connection:
        (key,) = connection.scalars(select(MAILS.c.mail_key))
    time_machine.move_to(clock.now() + timedelta(minutes=1))
    worker.run_once(council)

    (got,) = server.got
    assert got.message["Message-ID"] == f"<{key}@council.example>"
    assert got.sender == f"bounces+{key}@council.example"
    assert got.message["Auto-Submitted"] == "auto-generated"


def test_a_mailbox_that_is_refused_is_told_of_and_can_be_tried_again(council, server):
    """A refusal for good is no reason to go on trying; a person mends it and sends it again."""
    server.post.at_rcpt.append("550 5.1.1 no such mailbox")
    authorise()
    worker.run_once(council)

    failed = dispatch("business_support")
    assert failed.fields["state"] == "failed"
    assert request()["status"] == "authorised"
    assert request()["dispatch_trouble"]["code"] == "no-such-mailbox"
    assert "delivery_trouble" in alerted(WORKER)
    (event,) = in_discussion("escalation_event")
    assert event.fields["event"] == "delivery_failed"
    assert not server.got

    post(SUPPORT, "send_again", dispatch_id=failed.id)
    worker.run_once(council)
    assert request()["status"] == "with_business_support"
    assert len(server.got) == 1
    outcome = offer(SUPPORT, "send_again", REQUEST, {"dispatch_id": failed.id})
    assert why(outcome) == "not-failed"


def test_what_was_returned_meanwhile_is_not_sent(council, server):
    """The status counts when the worker takes the mail in hand, not when it was asked for."""
    authorise()
    post(MANAGER, "return_request", reasons="Which nursery?")
    worker.run_once(council)

    assert not server.got
    assert dispatch("business_support").fields["state"] == "stopped"
    assert request()["status"] == "returned"


def test_what_somebody_sent_another_way_counts_as_sent(council, server):
    """By whom, how and when stands in the dispatch."""
    server.stop()
    authorise()
    worker.run_once(council)
    at = clock.now().isoformat()
    post(MANAGER, "sent_by_hand", to_key="tso", words="Read out and taken across.", at=at)

    assert request()["status"] == "with_business_support"
    assert request()["dispatch_trouble"] is None
    assert [one.fields["state"] for one in in_discussion("dispatch")][-1] == "by_hand"
    assert fetch().version > 1


@pytest.fixture
def broken(monkeypatch):
    """A mistake of ours in composing: whatever it is, somebody hears of it."""

    def fail(*_args):
        raise LookupError("a mistake")

    monkeypatch.setattr("backend.post.sending.letter_for", fail)


def test_a_mail_that_does_not_go_for_whatever_reason_is_told_of(
    council, server, broken, time_machine
):
    """Urgent: two minutes after it was asked for."""
    authorise()
    worker.run_once(council)
    assert request()["dispatch_trouble"] is None
    time_machine.move_to(clock.now() + timedelta(minutes=2, seconds=1))
    worker.run_once(council)

    assert request()["dispatch_trouble"]["code"] == "not-sent-yet"
    assert "delivery_trouble" in alerted(WORKER)
