"""The police answer from their mailbox: by a link, without an account, once, about one request."""

import re
import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from backend import clock, worker
from backend.database import db, reading
from backend.post.links import LINKS
from tests.backend.post.town import (
    MANAGER,
    REQUEST,
    SUPPORT,
    alerted,
    authorise,
    everybody_named,
    fetch,
    in_discussion,
    post,
    request,
    text_of,
)

WHO = {"name": "A. Sergeant", "rank": "DS"}


@pytest.fixture
def code(council, server):
    """Out of the mail that the police got."""
    authorise()
    worker.run_once(council)
    post(SUPPORT, "forward_to_police")
    worker.run_once(council)
    found = re.search(r"https://doorstep\.example/answer#([\w-]+)", text_of(server.got[1]))
    assert found is not None
    return found.group(1)


def look(client, code):
    return client.post("/answer/look", data={"code": code})


def give(client, code, answer, **more):
    return client.post("/answer/give", data={"code": code, "answer": answer, **WHO, **more})


def test_only_the_mail_to_the_police_has_a_link(council, server, code):
    assert "/answer" not in text_of(server.got[0])
    with reading() as connection:
        (link,) = connection.execute(select(LINKS))
    assert (link.request_id, link.purpose) == (REQUEST, "police")


def test_a_scanner_that_opens_everything_changes_nothing(client, council, code):
    """A mail scanner follows links, runs scripts and looks: nobody has answered by that."""
    before = fetch().version
    for _ in range(3):
        assert client.get("/answer").status_code == 200
        assert look(client, code).status_code == 200
        assert client.get("/answer/look").status_code == 405
        assert client.get("/answer/give").status_code == 405

    assert fetch().version == before
    assert give(client, code, "contact_made").status_code == 200
    assert request()["status"] == "police_contact_made"


def test_the_page_shows_no_more_than_is_needed(client, council, code):
    """Promise 4: a reference, how urgent, the manager and the numbers; no child, no family."""
    page = look(client, code)

    said = page.text
    assert request()["ref"] in said
    assert "Urgent" in said
    assert request()["reachable_number"] in said
    assert not [name for name in everybody_named() if name in said]
    assert request()["what_is_happening"] not in said
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert code not in client.get("/answer").text


def test_contact_made_is_contact_made(client, council, code):
    """S-03, N-17: who of the police, when and how; the manager and the worker hear of it."""
    page = give(client, code, "contact_made")

    assert "Your answer is recorded" in page.text
    contact = request()["police_contact"]
    assert (contact["name"], contact["rank"], contact["how"]) == ("A. Sergeant", "DS", "link")
    assert request()["answered_by_link"]["answer"] == "contact_made"
    assert "police_contact" in alerted(MANAGER)


def test_who_comes_second_is_told_who_answered_and_when(client, council, code):
    give(client, code, "contact_made")
    version = fetch().version

    for page in (look(client, code), give(client, code, "research_done", name="Somebody Else")):
        assert "This has been answered" in page.text
        assert "A. Sergeant" in page.text
    assert fetch().version == version


def test_of_two_at_once_one_is_taken(app, council, code):
    """On both databases: one clear state, and the other is told."""
    ready, pages = threading.Barrier(2), []

    def answer(name):
        with app.app_context():
            client = app.test_client()
            ready.wait()
            pages.append(give(client, code, "contact_made", name=name).text)
            db.session.remove()

    both = [threading.Thread(target=answer, args=(name,)) for name in ("One", "Two")]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted("is recorded" in page for page in pages) == [False, True]
    assert sum("This has been answered" in page for page in pages) == 1
    assert len(request()["police_contacts"]) == 1


def test_a_proposed_time_waits_for_the_manager(client, council, code):
    """S-03, S-04: it agrees nothing by itself."""
    wrong = give(client, code, "propose_time", day="", time="")
    assert "Enter the date and the time" in wrong.text
    assert request().get("answered_by_link") is None

    give(client, code, "propose_time", day="2026-12-01", time="10:30", words="By telephone")

    assert request()["proposed"]["starts_at"] == "2026-12-01T10:30:00.000Z"
    assert request()["status"] == "police_contact_made"
    assert request()["agreed"] is None


def test_a_manager_who_cannot_be_reached_is_an_event(client, council, code):
    """S-14: and it is no answer to the request."""
    give(client, code, "cannot_reach_manager", words="Rang twice")

    (event,) = in_discussion("escalation_event")
    assert (event.fields["event"], event.fields["words"]) == ("manager_unreachable", "Rang twice")
    assert request()["police_contact"]["purpose"] == "cannot_reach_manager"


def test_finished_research_is_a_note_of_the_police(client, council, code):
    """N-22."""
    give(client, code, "research_done", words="Nothing known at the address")

    (note,) = in_discussion("police_note")
    assert note.fields["kind"] == "research"
    assert request()["status"] == "sent_to_police"
    assert request()["police_contact"] is None


def test_nothing_is_recorded_without_a_name(client, council, code):
    page = give(client, code, "contact_made", name=" ")

    assert "Enter your name" in page.text
    assert request()["status"] == "sent_to_police"


def test_a_link_is_over_after_two_weeks(client, council, code, time_machine):
    time_machine.move_to(clock.now() + timedelta(days=14, minutes=1))

    assert "This link is over" in look(client, code).text
    assert "This link is over" in give(client, code, "contact_made").text
    assert request()["status"] == "sent_to_police"


def test_whoever_guesses_is_slowed_and_whoever_knows_is_not(client, council, code):
    for _ in range(30):
        assert "not known" in look(client, "a" * 43).text
    assert look(client, "a" * 43).status_code == 429

    assert request()["ref"] in look(client, code).text


def test_the_database_cannot_answer(client, council, code):
    """It holds a hash: whoever reads all of it has no link."""
    found = []
    with reading() as connection:
        for table in db.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                found += [value for value in row if code in str(value)]
    assert found == []
