"""Promise 3: that the police's mail did not go is hidden by no other mail that does."""

from datetime import timedelta

import pytest

from backend.people.author import Role
from tests.backend.council import make_household, new_id, taken, text
from tests.backend.strategy.dispatched import dispatches_of, failed, note


@pytest.fixture
def family():
    return make_household()


@pytest.fixture
def request_id(family):
    """Its first mail was refused, and business support have booked a meeting meanwhile."""
    request_id = family.raise_request()
    failed(family, request_id)
    support, feed = family.council.hire(Role.BUSINESS_SUPPORT), f"discussion:{request_id}"
    starts, ends = (text(family.council.now + timedelta(hours=hours)) for hours in (2, 3))
    meeting = {"starts_at": starts, "ends_at": ends, "format": "face_to_face", "place": "Room 1"}
    taken(family.post("book_meeting", request_id, meeting, by=support, feed=feed))
    school = {"request_id": request_id, "agency": "school", "email": "head@school.example"}
    taken(family.post("invite", new_id(), school, by=support, feed=feed))
    return request_id


def invitation_mail(family, request_id):
    mails = dispatches_of(family, request_id)
    return next(one for one in mails if one.fields["purpose"] == "invitation")


@pytest.mark.parametrize(
    "came", [("sent", {}), ("failed", {"code": "no-such-mailbox", "words": "Not delivered."})]
)
def test_promise_3_an_invitation_hides_no_trouble_of_the_police_mail(family, request_id, came):
    before = family.council.fields(request_id)["dispatch_trouble"]
    state, more = came
    taken(note(family, invitation_mail(family, request_id), state, **more))

    assert before["purpose"] == "business_support"
    assert family.council.fields(request_id)["dispatch_trouble"] == before
    assert invitation_mail(family, request_id).fields["state"] == state


def test_trouble_of_an_invitation_alone_is_told_and_ends_when_it_goes(family, request_id):
    taken(note(family, dispatches_of(family, request_id)[0], "sent"))
    mail = invitation_mail(family, request_id)
    taken(note(family, mail, "failed", code="no-such-mailbox", words="Not delivered."))
    assert family.council.fields(request_id)["dispatch_trouble"]["purpose"] == "invitation"

    taken(note(family, mail, "sent"))
    assert family.council.fields(request_id)["dispatch_trouble"] is None
