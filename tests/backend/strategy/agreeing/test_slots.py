"""Slots of sessions: held when the request reaches the police, chosen, too late, too long (N)."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice

import pytest

from backend.areas.calendar import moment_of
from backend.areas.profiles import profiles
from backend.areas.sessions import session_days
from backend.areas.slots import MOST_SESSIONS
from backend.strategy.agreeing.diary import diary_id
from sync.messages import Record
from tests.backend.council import new_id, reason_of, text, why
from tests.backend.strategy.agreeing.town import NORTHANTS, WIRRAL, Town

TUESDAY = datetime(2026, 11, 3, 9, tzinfo=UTC)
WEDNESDAY_AT_TEN = "2026-11-04T10:00:00.000Z"
FRIDAY_AT_TEN = "2026-11-06T10:00:00.000Z"
AREA = profiles()[NORTHANTS]
CALL = {"place": "Conference call", "health_reason": "Invited, not heard yet"}


@pytest.fixture
def town() -> Town:
    return Town(NORTHANTS)


def another(town: Town) -> str:
    """A second request of the area, with the police."""
    request_id = town.raise_one()
    town.reach_police(request_id)
    return request_id


def test_the_next_free_slot_is_held_when_the_request_reaches_the_police(town):
    """N-27, N-30, N-35: Tuesday before 4 pm is Wednesday; its first quarter of an hour."""
    town.authorise()
    assert town.fields()["booking"] is None
    said = town.reach_police(town.raise_one())

    assert said["status"] == "slot_offered"
    assert said["booking"]["starts_at"] == WEDNESDAY_AT_TEN
    assert said["booking"]["ends_at"] == "2026-11-04T10:15:00.000Z"
    assert said["booking"]["held_until"] == text(town.now + timedelta(minutes=30))[:-1] + ".000Z"
    assert said["waiting_for"][0]["what"] == "confirm_slot"


def test_no_two_requests_have_one_slot(town):
    """N-38, invariant 8: the second gets the next one."""
    town.reach_police()
    second = another(town)

    assert town.fields(second)["booking"]["starts_at"] == "2026-11-04T10:15:00.000Z"


def test_an_urgent_request_waits_for_no_session():
    """N-17, N-24: flow A has no slot."""
    town = Town(NORTHANTS, urgent=False)
    request_id = town.raise_one(urgent=True, category="sexual_abuse_allegation")
    said = town.reach_police(request_id)

    assert (said["booking"], said["session"], said["status"]) == (None, None, "sent_to_police")
    assert why(town.post("offer_slot", request_id=request_id)) == "urgent-has-no-slot"


def test_an_area_without_sessions_has_no_slots():
    """N-27 is for areas with sessions: the mode decides."""
    town = Town(WIRRAL)
    said = town.reach_police()

    assert (said["booking"], said["session"]) == (None, None)
    assert why(town.post("offer_slot")) == "not-this-way"


def test_written_in_time_and_sent_too_late_says_so(town):
    """N-30, journey 13: Tuesday 15:40 on the phone, 16:20 at the server, is Friday's session."""
    council = town.family.council
    council.now = TUESDAY.replace(hour=16, minute=20)
    written = TUESDAY.replace(hour=15, minute=40)
    request_id = town.raise_one(at=written)
    assert town.fields(request_id)["session"]["meant_day"] == "2026-11-04"
    said = town.reach_police(request_id)

    assert said["session"]["day"] == "2026-11-06"
    assert said["session"]["missed_because"] == "offline"
    assert said["session"]["meant_day"] == "2026-11-04"
    assert said["session"]["missed_cutoff"] is True
    assert said["booking"]["starts_at"] == FRIDAY_AT_TEN


def test_authorised_too_late_says_so_too(town):
    """N-30: written and received in time, sent after four."""
    request_id = town.raise_one()
    assert town.fields(request_id)["session"]["missed_cutoff"] is False
    town.family.council.now = TUESDAY.replace(hour=16, minute=20)

    assert town.reach_police(request_id)["session"]["missed_because"] == "later"


def test_a_long_wait_is_warned_of(town):
    """N-32: Friday after 4 pm is Wednesday, five days on."""
    town.family.council.now = datetime(2026, 11, 6, 16, 0, 1, tzinfo=UTC)
    said = town.reach_police(town.raise_one())

    assert said["session"]["long_wait"] is True
    assert said["session"]["waiting_days"] == 5


def test_another_than_the_next_free_slot_needs_a_reason(town):
    """N-38: police diary time."""
    town.reach_police()
    refused = town.post("offer_slot", starts_at=FRIDAY_AT_TEN)
    assert why(refused) == "reason-needed"

    town.good("offer_slot", starts_at=FRIDAY_AT_TEN, because="The school nurse is back on Friday")
    booking = town.fields()["booking"]
    assert booking["starts_at"] == FRIDAY_AT_TEN
    assert booking["because"] == "The school nurse is back on Friday"
    assert town.fields(another(town))["booking"]["starts_at"] == WEDNESDAY_AT_TEN


def test_a_slot_that_somebody_has_is_refused_in_words(town):
    """N-38, invariant 8."""
    town.reach_police()
    second = another(town)
    refused = town.post(
        "offer_slot", request_id=second, starts_at=WEDNESDAY_AT_TEN, because="Earlier"
    )

    assert why(refused) == "slot-taken"
    assert "Somebody else has that time" in reason_of(refused).message


def test_the_free_slots_of_that_session_and_the_next_are_told(town):
    """N-38: what else there is, beside the one that is held."""
    town.reach_police()
    free = [one["starts_at"] for one in town.fields()["slots_free"]]

    assert free[0] == "2026-11-04T10:15:00.000Z"
    assert free[-1] == "2026-11-06T11:15:00.000Z"
    assert len(free) == 11


def test_a_longer_slot_is_asked_for_with_the_request(town):
    """N-36: highlighted in the request, it gets slots side by side."""
    council, request_id = town.family.council, town.raise_one()
    town.authorise(request_id)
    record = council.record(request_id)
    longer = {**record.fields, "longer_slot": True, "longer_slot_reason": "Four siblings"}
    council.shelf.records[request_id] = record.next(fields=longer)
    town.mail_goes(request_id)

    assert town.fields(request_id)["booking"]["ends_at"] == "2026-11-04T10:30:00.000Z"


def test_a_longer_one_asked_for_later_needs_a_reason_and_fits_a_session(town):
    """N-36."""
    town.reach_police()
    assert why(town.post("offer_slot", minutes=45)) == "reason-needed"
    assert why(town.post("offer_slot", minutes=120, because="Long")) == "slot-too-long"

    town.good("offer_slot", minutes=45, because="Four siblings")
    assert town.fields()["booking"]["ends_at"] == "2026-11-04T10:45:00.000Z"


def test_a_hold_runs_out_and_a_slot_is_offered_again(town):
    """N-27: after half an hour somebody else may have it; asked again, it is held again."""
    town.reach_police()
    town.family.council.later(minutes=30)
    refused = town.post("confirm_slot", starts_at=WEDNESDAY_AT_TEN, **CALL)
    assert why(refused) == "hold-ran-out"
    assert "10:00" not in reason_of(refused).message
    assert town.fields(another(town))["booking"]["starts_at"] == WEDNESDAY_AT_TEN

    town.good("offer_slot")
    assert town.fields()["booking"]["starts_at"] == "2026-11-04T10:15:00.000Z"
    town.good("confirm_slot", starts_at="2026-11-04T10:15:00.000Z", **CALL)
    assert town.fields()["booking"]["state"] == "confirmed"


def test_the_server_notes_that_a_hold_is_over_once_it_is(town):
    """N-27: the request says so, and whoever has another slot by then hears nothing."""
    town.reach_police()
    note = {"starts_at": WEDNESDAY_AT_TEN}
    assert why(town.post("note_hold_ran_out", town.server, **note)) == "still-held"
    assert why(town.post("note_hold_ran_out", **note)) == "not-allowed"
    town.family.council.later(minutes=31)
    town.good("note_hold_ran_out", town.server, **note)

    assert town.fields()["booking"]["state"] == "ran_out"
    town.good("offer_slot")
    assert why(town.post("note_hold_ran_out", town.server, **note)) == "still-held"


def test_what_is_confirmed_is_the_slot_that_is_held(town):
    """N-27, N-38."""
    town.authorise()
    refused = town.post("confirm_slot", starts_at=WEDNESDAY_AT_TEN, **CALL)
    assert why(refused) == "no-slot-held"
    town.mail_goes()
    refused = town.post("confirm_slot", starts_at=FRIDAY_AT_TEN, **CALL)
    assert why(refused) == "other-time"
    assert "10:00 on Wednesday 4 November" in reason_of(refused).message

    town.good("confirm_slot", starts_at=WEDNESDAY_AT_TEN, **CALL)
    said = town.fields()
    assert said["confirmed"]["ends_at"] == "2026-11-04T10:15:00.000Z"
    assert said["booking"]["state"] == "confirmed"
    assert said["booking"]["held_until"] is None


def test_nothing_is_held_before_the_police_have_it(town):
    """N-27, "which clock": the server's time of dispatch decides."""
    town.authorise()

    assert why(town.post("offer_slot")) == "not-sent-yet"


def test_who_books_in_the_area_chooses_and_nobody_else(town):
    """N-27: the team or practice manager books."""
    town.reach_police()
    for by in (town.family.worker, town.sergeant, town.health, town.support):
        assert why(town.post("offer_slot", by)) == "not-allowed"


def test_a_request_that_became_urgent_lets_its_slot_go(town):
    """N-17, S-11: it waits for no session, and another may have the slot."""
    town.reach_police()
    worker = town.family.worker
    town.good("edit_request", worker, urgent=True, category="home_alone",
              facts={"became_urgent_because": "Found alone at noon"})  # fmt: skip

    assert town.fields()["status"] == "sent_to_police"
    assert (town.fields()["booking"]["state"], town.fields()["session"]) == ("released", None)
    assert town.fields(another(town))["booking"]["starts_at"] == WEDNESDAY_AT_TEN


def test_where_every_session_is_full_a_person_finds_the_time(town):
    """N-27, N-38: what was sent stays sent; the request says so, and any time may be confirmed."""
    council, request_id = town.family.council, town.raise_one()
    fill_every_session(town)
    town.authorise(request_id)
    said = town.mail_goes(request_id)
    assert (said["status"], said["booking"]) == ("sent_to_police", None)
    assert said["booking_trouble"]["code"] == "sessions-full"
    assert said["waiting_for"][0]["what"] == "choose_slot"

    at = text(council.now + timedelta(hours=5))
    town.good("confirm_slot", request_id=request_id, starts_at=at, **CALL)
    assert town.fields(request_id)["status"] == "slot_confirmed"


def fill_every_session(town):
    """One request has the whole of each."""
    council, line = town.family.council, {"state": "confirmed", "held_until": None}
    days = islice(session_days(AREA, TUESDAY.date()), MOST_SESSIONS + 1)
    lines = {
        new_id(): {
            **line,
            "starts_at": f"{moment_of(day, time(10)):%Y-%m-%dT%H:%M:%S.000Z}",
            "ends_at": f"{moment_of(day, time(11, 30)):%Y-%m-%dT%H:%M:%S.000Z}",
        }
        for day in days
    }
    record_id, feed = diary_id(NORTHANTS), f"office:{NORTHANTS}"
    council.shelf.records[record_id] = Record(
        record_id, "diary", feed, 1, {"bookings": lines}, "server", council.now, council.now
    )
