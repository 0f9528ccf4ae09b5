"""A meeting booked by business support, with whom the area wants there (Wirral)."""

from datetime import timedelta

import pytest

from tests.backend.council import reason_of, text, why
from tests.backend.strategy.agreeing.town import NORTHANTS, SANDWELL, WIRRAL, Town
from tests.backend.strategy.forms import WHOLE

FACE_TO_FACE = {"format": "face_to_face", "format_reason": "It is complex."}


def a_town(decided=FACE_TO_FACE, **more) -> Town:
    town = Town(WIRRAL, decided=decided, **more)
    town.reach_police()
    return town


@pytest.fixture
def town() -> Town:
    return a_town()


def a_meeting(town, hours=3, **more):
    starts = town.now + timedelta(hours=hours)
    times = {"starts_at": text(starts), "ends_at": text(starts + timedelta(hours=1))}
    return {**times, "format": "face_to_face", "place": "Solar Campus, room 2", **more}


def book(town, **more):
    return town.good("book_meeting", town.support, **a_meeting(town, **more))


def agencies(town):
    council = town.family.council
    return [council.fields(one)["agency"] for one in town.fields()["invitations"]]


def test_business_support_book_and_those_who_must_be_there_are_invited(town):
    """W-20, W-10: police and health at least; the social worker is whose request it is."""
    book(town)
    said = town.fields()

    assert said["status"] == "meeting_booked"
    assert said["meeting"]["format"] == "face_to_face"
    assert agencies(town) == ["health", "police"]
    assert said["still_to_invite"] == ["police"]
    assert said["open_to"] == ["health"]
    assert said["waiting_for"][0] | {"since": None} == {
        "who": "business_support", "what": "confirm_slot", "since": None, "due_at": None,
    }  # fmt: skip


def test_a_looked_after_child_adds_the_residential_or_fostering_service():
    """W-03, N-06: it is in the area's quorum, not in code."""
    town = a_town(flags={"looked_after": True})
    book(town)

    assert "residential_or_fostering_service" in agencies(town)


def test_whom_the_request_names_is_invited_by_name(town):
    """W-13, W-18: the worker gave the contacts of those who are wanted."""
    council = town.family.council
    record = council.record(town.request_id)
    nurse = {"id": "1", "name": "A Nurse", "role": "School nurse", "agency": "health",
             "phone": "07700 900002", "email": "nurse@health.example"}  # fmt: skip
    council.shelf.records[record.id] = record.next(
        fields={**record.fields, "professionals": [nurse]}
    )
    book(town)

    assert town.invitation("health").fields["email"] == "nurse@health.example"
    assert town.fields()["still_to_invite"] == ["police"]


def test_the_form_says_that_a_child_is_looked_after_too():
    """W-03: where the child's own file does not say it yet."""
    form = {**WHOLE[WIRRAL]["form"], "looked_after_yes_no": True}
    town = a_town()
    request_id = town.raise_one(form=form)
    town.reach_police(request_id)
    town.good("book_meeting", town.support, request_id=request_id, **a_meeting(town))

    assert "residential_or_fostering_service" in town.fields(request_id)["still_to_invite"]


def test_by_telephone_only_with_the_conference_facility():
    """W-11, W-12: conference facilities must be used for all telephone discussions."""
    town = a_town(decided={})
    call = a_meeting(town, format="telephone_conference")
    refused = town.post("book_meeting", town.support, **call)
    assert why(refused) == "conference-needed"
    assert "Solar Campus" in reason_of(refused).message

    town.good("book_meeting", town.support, **call, conference="Solar Campus strategy room")
    assert town.fields()["meeting"]["conference"] == "Solar Campus strategy room"


def test_the_manager_has_decided_how_it_is_held():
    """T-06: face to face or telephone is the manager's to decide."""
    town = a_town(decided={})
    assert why(town.post("book_meeting", town.support, **a_meeting(town))) == "other-format"


def test_only_business_support_book_here_and_only_in_formats_of_the_area(town):
    """W-20."""
    for by in (town.family.manager, town.family.worker, town.sergeant, town.health):
        assert why(town.post("book_meeting", by, **a_meeting(town))) == "not-allowed"
    odd = a_meeting(town, format="by_letter")
    assert why(town.post("book_meeting", town.support, **odd)) == "no-such-format"
    back = a_meeting(town) | {"ends_at": text(town.now)}
    assert why(town.post("book_meeting", town.support, **back)) == "ends-before"


@pytest.mark.parametrize("area", [NORTHANTS, SANDWELL])
def test_elsewhere_nobody_books_a_meeting(area):
    """W-20 is for areas whose mode it is."""
    town = Town(area)
    town.reach_police()

    assert why(town.post("book_meeting", town.support, **a_meeting(town))) == "not-this-way"


def test_booked_again_is_another_time_and_what_was_answered_is_asked_again(town):
    """W-20: the calendars' sequence counts on, and an answer was to the time before."""
    book(town)
    first, _ = town.invite("health", town.support, name="N", email="n@health.example")
    town.answer(first, town.support, reply="accepted")
    book(town, hours=5)

    assert town.fields()["meeting"]["sequence"] == 1
    assert town.family.council.fields(first)["reply"] == "none"
    assert town.family.council.fields(first)["sequence"] == 1


def test_the_meeting_is_confirmed_when_health_have_answered(town):
    """W-10, W-20: or with a reason; the times and the place are those of the meeting."""
    book(town)
    meeting = town.fields()["meeting"]
    confirmed = {"starts_at": meeting["starts_at"], "place": meeting["place"]}
    assert why(town.post("confirm_slot", town.support, **confirmed)) == "health-not-replied"
    town.answer(town.invitation("health").id, town.support, reply="accepted")
    town.good("confirm_slot", town.support, **confirmed)
    said = town.fields()["confirmed"]

    assert said["ends_at"] == meeting["ends_at"]
    assert said["format"] == "face_to_face"
    assert said["sequence"] == 0
    assert said["conference_name"] == town.fields()["ref"]
