"""What calendars are told, read back by another implementation; and what they answer."""

from datetime import UTC, datetime

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.strategy.agreeing.calendar_mail import (
    Appointment,
    Mailbox,
    NotAReply,
    calendar_cancel,
    calendar_request,
    read_calendar_reply,
)
from backend.strategy.agreeing.letters import letter_of
from backend.strategy.agreeing.mailed_replies import reply_by_mail
from tests.backend.council import new_id, taken
from tests.backend.strategy.agreeing.town import NORTHANTS, Town

NOW = datetime(2026, 10, 24, 12, tzinfo=UTC)
ORGANIZER, NURSE = "answers@doorstep.example", "nurse@health.example"
PASSCODE = "76 52 87 15"
LINK = "https://doorstep.example/a/once"


def an_appointment(**more) -> Appointment:
    given_ = {
        "request_id": new_id(), "sequence": 0, "starts_at": datetime(2026, 10, 26, 10, tzinfo=UTC),
        "ends_at": datetime(2026, 10, 26, 10, 15, tzinfo=UTC), "name": "WIR-0007",
        "place": "Solar Campus; room 2, first floor", "confirmed": True,
    }  # fmt: skip
    return Appointment(**{**given_, **more})


def written(what, make=calendar_request):
    return make(what, Mailbox(ORGANIZER, "Strategy"), Mailbox(NURSE, 'Health "H", A'), NOW)


def read(content: bytes):
    return vobject.readOne(content.decode())


def test_another_calendar_reads_the_same_invitation():
    """W-20, N-27: REQUEST with UID, SEQUENCE, DTSTART in UTC, ORGANIZER (RFC 5546 3.2.2)."""
    what = an_appointment(sequence=3)
    calendar = read(written(what))
    event = calendar.vevent

    assert calendar.method.value == "REQUEST"
    assert event.uid.value == f"{what.request_id}@doorstep"
    assert event.sequence.value == "3"
    assert event.dtstart.value == what.starts_at
    assert event.dtend.value == what.ends_at
    assert event.organizer.value == f"mailto:{ORGANIZER}"
    assert event.attendee.value == f"mailto:{NURSE}"
    assert event.attendee.params["RSVP"] == ["TRUE"]
    assert event.location.value == what.place
    assert event.status.value == "CONFIRMED"


def test_a_cancellation_has_the_same_uid_and_a_later_sequence():
    """W-20: CANCEL (RFC 5546 3.2.5)."""
    what = an_appointment(sequence=4)
    calendar = read(written(what, calendar_cancel))

    assert calendar.method.value == "CANCEL"
    assert calendar.vevent.status.value == "CANCELLED"
    assert calendar.vevent.uid.value == f"{what.request_id}@doorstep"


@settings(max_examples=40)
@given(name=st.text(min_size=1, max_size=60), place=st.text(max_size=200))
def test_whatever_is_written_reads_back_and_adds_no_line(name, place):
    """N-39: no word of a person's makes a second property."""
    what = an_appointment(place=place or None)
    content = calendar_request(what, Mailbox(ORGANIZER, name), Mailbox(NURSE, name), NOW)
    event = read(content).vevent

    assert event.uid.value == f"{what.request_id}@doorstep"
    assert len(event.contents["attendee"]) == 1
    assert set(event.contents) <= {
        "summary", "dtstart", "dtend", "dtstamp", "uid", "sequence", "attendee", "class",
        "location", "organizer", "status",
    }  # fmt: skip


@pytest.fixture
def town() -> Town:
    town = Town(NORTHANTS, flags={"local_child_id": "N146782"})
    at = town.reach_police()["booking"]["starts_at"]
    town.good(
        "confirm_slot", starts_at=at, place="Invented family home", health_reason="Not heard",
        join_note=f"Passcode {PASSCODE}",
    )  # fmt: skip
    taken(town.invite("health", name="A Nurse", email=NURSE)[1])
    return town


def letter(town, about="request"):
    found = [
        one.fields
        for one in town.family.council.shelf.records.values()
        if one.type == "invitation" and one.fields["email"]
    ]
    return letter_of(town.fields(), found[0], about, ORGANIZER, LINK, written_at=NOW)


def test_nothing_that_is_sent_names_anybody_or_says_how_to_join(town):
    """N-28, N-37, N-39: by N number; no surname, no passcode, no place that names the family."""
    sent = letter(town)
    whole = sent.subject + sent.text + sent.documents[0].name + sent.documents[0].data.decode()

    assert "N146782" in sent.documents[0].data.decode()
    assert sent.documents[0].name == f"{town.fields()['ref']}.ics"
    assert sent.documents[0].content_type == "text/calendar; method=REQUEST"
    for secret in (PASSCODE, "Invented", "Child", "A Nurse"):
        assert secret not in whole


def test_the_letter_asks_for_the_agencys_information_and_has_its_link(town):
    """W-22, W-23."""
    sent = letter(town)

    assert LINK in sent.text
    assert "all relevant information" in sent.text
    assert "bring it with you" in sent.text


def test_moved_it_counts_on_and_released_it_is_cancelled(town):
    """N-38, W-20: calendars follow by UID and SEQUENCE."""
    town.good("move_slot", starts_at="2026-11-04T11:00:00.000Z", reason="Later")
    moved = read(letter(town).documents[0].data).vevent
    assert (moved.sequence.value, moved.dtstart.value.hour) == ("1", 11)

    town.good("release_slot", reason="Off")
    off = letter(town, "cancel")
    assert read(off.documents[0].data).vevent.sequence.value == "2"
    assert off.subject.endswith(": off")


def test_a_letter_that_waited_says_what_is_so_when_it_goes(town):
    """W-20: an invitation that is sent after the time was given up calls it off."""
    town.good("release_slot", reason="Off")
    late = letter(town, "request")

    assert late.documents[0].content_type == "text/calendar; method=CANCEL"
    assert read(late.documents[0].data).vevent.sequence.value == "1"


def test_for_one_who_is_no_longer_invited_it_counts_on(town):
    """W-20: their calendar takes a later sequence only."""
    off = read(letter(town, "cancel").documents[0].data)

    assert (off.method.value, off.vevent.sequence.value) == ("CANCEL", "1")
    assert read(letter(town).documents[0].data).vevent.sequence.value == "0"


def a_reply(town, partstat="ACCEPTED", **changes) -> bytes:
    """As a calendar program answers."""
    written_out: bytes = letter(town).documents[0].data
    content = written_out.replace(b"METHOD:REQUEST", b"METHOD:REPLY")
    content = content.replace(b"\r\n ", b"").replace(b"NEEDS-ACTION", partstat.encode())
    for was, becomes in changes.items():
        content = content.replace(was.encode(), becomes.encode())
    return content


def take(town, content, sender=NURSE):
    find = town.family.council.shelf.records.get
    change = reply_by_mail(content, sender, "<one@health.example>", find, town.now)
    return change, town.family.council.offer(town.server, change)


@pytest.mark.parametrize("answer", ["ACCEPTED", "DECLINED", "TENTATIVE"])
def test_a_mailed_reply_is_the_answer_of_whom_it_is_from(town, answer):
    """W-20: RFC 5546 3.2.3; the same message twice is one answer."""
    change, outcome = take(town, a_reply(town, answer))
    taken(outcome)
    again = reply_by_mail(
        a_reply(town, answer), NURSE, "<one@health.example>",
        town.family.council.shelf.records.get, town.now,
    )  # fmt: skip
    fields = town.family.council.fields(change.record_id)

    assert fields["reply"] == answer.lower()
    assert fields["reply_how"] == "mail"
    assert again.id == change.id


def test_a_reply_from_elsewhere_or_to_a_moved_time_changes_nothing(town):
    """W-20: another sender, an unknown attendee, an old sequence, another discussion."""
    old = a_reply(town)
    other = a_reply(town, **{NURSE: "somebody@health.example"})
    with pytest.raises(NotAReply, match="another address"):
        take(town, old, sender="thief@elsewhere.example")
    with pytest.raises(NotAReply, match="nobody is invited"):
        take(town, other, sender="somebody@health.example")
    with pytest.raises(NotAReply, match="no discussion"):
        take(town, a_reply(town, **{town.request_id: new_id()}))
    town.good("move_slot", starts_at="2026-11-04T11:00:00.000Z", reason="Later")
    with pytest.raises(NotAReply, match="moved since"):
        take(town, old)


@given(st.binary(max_size=400))
def test_whatever_arrives_is_a_reply_or_is_not(content):
    """W-20: nothing else comes of a letter."""
    with pytest.raises(NotAReply):
        read_calendar_reply(content)


def test_a_request_a_counter_or_a_crowd_is_no_reply(town):
    """W-20: only REPLY, of one attendee, with a plain answer."""
    line = b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@health.example\r\nCLASS"
    for content in (
        a_reply(town, **{"METHOD:REPLY": "METHOD:COUNTER"}),
        a_reply(town, "DELEGATED"),
        a_reply(town).replace(b"CLASS", line),
        a_reply(town, **{"@doorstep": "@elsewhere"}),
        b"x" * 300_000,
    ):
        with pytest.raises(NotAReply):
            read_calendar_reply(content)


def test_a_time_is_the_same_moment_over_a_change_of_the_clocks():
    """N-29: ten o'clock in England on the Monday after the clocks went back is 10:00 UTC."""
    assert read(written(an_appointment())).vevent.dtstart.value == datetime(
        2026, 10, 26, 10, tzinfo=UTC
    )
