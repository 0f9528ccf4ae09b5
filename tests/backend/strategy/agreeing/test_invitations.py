"""Who is invited, by whom they answer, and what they are asked for before a meeting."""

from datetime import timedelta

import pytest

from backend.people.author import Role
from tests.backend.council import new_id, taken, text, why
from tests.backend.strategy.agreeing.town import WIRRAL, Town


@pytest.fixture
def town() -> Town:
    decided = {"format": "face_to_face", "format_reason": "It is complex."}
    town = Town(WIRRAL, decided=decided)
    town.reach_police()
    starts = town.now + timedelta(hours=3)
    town.good(
        "book_meeting", town.support, starts_at=text(starts), format="face_to_face",
        ends_at=text(starts + timedelta(hours=1)), place="Solar Campus",
    )  # fmt: skip
    return town


def letters(town):
    """Of which invitation, and whether it invites or calls off."""
    records = town.family.council.shelf.records.values()
    sent = [one.fields for one in records if one.type == "dispatch"]
    return [(one["to_key"], one["about"]) for one in sent if one["purpose"] == "invitation"]


def invited(town, agency="school", **more):
    given = {"name": "A Teacher", "role": "Head", "email": "head@school.example", **more}
    record_id, outcome = town.invite(agency, town.support, **given)
    taken(outcome)
    return record_id


def said(town, record_id):
    return town.family.council.fields(record_id)


def test_a_school_is_invited_by_letter_and_asked_for_what_it_knows(town):
    """W-20, W-22, N-10: at booking every agency is asked for its information."""
    school = invited(town)

    assert (school, "request") in letters(town)
    assert said(town, school)["information"] == "asked"
    assert said(town, school)["sequence"] == 0


def test_somebody_without_an_address_is_rung_and_no_letter_goes(town):
    """W-20: whoever books writes down what they say."""
    school = invited(town, email=None, phone="07700 900003")
    town.answer(school, town.support, reply="tentative", note="Rang at ten")

    assert letters(town) == []
    assert said(town, school)["reply_how"] == "phone"
    assert said(town, school)["reply"] == "tentative"


def test_an_address_that_comes_later_gets_its_letter(town):
    """W-20."""
    health = town.invitation("health").id
    given = {"name": "A Nurse", "email": "nurse@health.example"}
    taken(town.of_invitation("edit_invitation", health, town.support, **given))

    assert letters(town) == [(health, "request")]
    assert town.fields()["still_to_invite"] == ["police"]


def test_health_answer_in_the_app_and_the_request_knows(town):
    """W-20: accepted in the app; they take part as themselves."""
    health = town.invitation("health").id
    taken(town.answer(health, town.health, reply="accepted", information="will_bring"))

    assert said(town, health)["reply_how"] == "in_app"
    assert said(town, health)["person_id"] == town.health.author.person_id
    assert town.fields()["health"]["state"] == "accepted"


def test_an_agency_answers_for_itself_only(town):
    """W-20: police do not answer for health, nor health before they are invited."""
    health, police = town.invitation("health").id, town.invitation("police").id

    assert why(town.answer(health, town.sergeant, reply="accepted")) == "not-allowed"
    assert why(town.answer(police, town.health, reply="accepted")) == "not-allowed"
    assert why(town.answer(health, town.family.worker, reply="accepted")) == "not-allowed"
    taken(town.answer(police, town.sergeant, reply="accepted"))


def test_health_of_another_area_answer_nothing(town):
    """W-20."""
    stranger = town.family.council.hire(Role.HEALTH)
    stranger.author = type(stranger.author)(
        stranger.author.person_id, Role.HEALTH, "elsewhere", None, new_id()
    )

    assert why(town.answer(town.invitation("health").id, stranger, reply="accepted")) == (
        "not-allowed"
    )


@pytest.mark.parametrize("information", ["submitted", "will_bring", "nothing_held"])
def test_what_becomes_of_an_agencys_information_is_noted(town, information):
    """W-22, W-23: sent before the meeting, or brought to it."""
    school = invited(town)
    taken(town.answer(school, town.support, information=information, note="By secure e-mail"))

    assert said(town, school)["information"] == information
    assert said(town, school)["information_at"]


def test_a_letter_or_a_link_answers_by_the_servers_hand_and_says_how(town):
    """W-20."""
    school = invited(town)
    assert why(town.answer(school, town.support, reply="accepted", how="mail")) == "not-allowed"
    taken(town.answer(school, town.server, reply="accepted", how="mail"))

    assert said(town, school)["reply_how"] == "mail"


def test_who_must_be_there_is_not_left_out_and_who_need_not_be_is(town):
    """W-10: without them it is not quorate."""
    health, school = town.invitation("health").id, invited(town)
    reason = {"reason": "On holiday"}

    assert why(town.of_invitation("remove_invitation", health, town.support, **reason)) == (
        "must-be-there"
    )
    taken(town.of_invitation("remove_invitation", school, town.support, **reason))
    assert (school, "cancel") in letters(town)
    assert why(town.answer(school, town.support, reply="accepted")) == "not-invited"


def test_who_must_be_there_is_replaced_by_another_of_their_agency(town):
    """W-10: the other one is invited first; then the first may go, and is not asked again."""
    health = town.invitation("health").id
    other = invited(town, "health", name="Another nurse", email="other@health.example")
    taken(town.of_invitation("remove_invitation", health, town.support, reason="On leave"))
    assert why(town.of_invitation("remove_invitation", other, town.support, reason="Off")) == (
        "must-be-there"
    )
    assert town.fields()["still_to_invite"] == ["police"]
    assert town.fields()["awaiting_reply"] == ["police", "health"]


def test_two_answers_at_once_one_is_told_to_look_again(town):
    """W-20: the link and the telephone; who had not seen the other is told."""
    school, feed = invited(town), f"discussion:{town.request_id}"
    version = town.family.council.record(school).version
    taken(town.answer(school, town.support, reply="accepted"))
    late = town.family.post(
        "reply_to_invitation", school, {"reply": "declined"}, by=town.family.manager, feed=feed,
        base_version=version,
    )  # fmt: skip

    assert why(late) == "changed-since"
    assert said(town, school)["reply"] == "accepted"


def test_nobody_is_invited_to_a_request_of_another_feed_or_with_a_broken_address(town):
    """W-18."""
    wrong = {"request_id": town.request_id, "agency": "school"}
    elsewhere = town.family.post(
        "invite", new_id(), wrong, by=town.support, feed=f"discussion:{new_id()}"
    )
    assert why(elsewhere) == "no-such-request"
    assert why(town.invite("school", town.support, email="nobody")[1]) == "invalid-fields"
    assert why(town.invite("school", town.family.worker)[1]) == "not-allowed"
