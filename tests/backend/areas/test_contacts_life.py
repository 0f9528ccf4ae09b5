"""A number's life: never checked, checked, stale, reported wrong, checked again."""

import pytest

from backend.areas.names import arrangements_id, profile_id
from backend.people.author import Role
from tests.backend.areas.arranged import MASH, RIGHT, SERGEANT, Arranged
from tests.backend.council import Council, new_id, reason_of, taken, why

KEY = "dedicated_sergeant"


@pytest.fixture
def area():
    return Arranged()


def test_every_number_of_a_file_begins_unchecked(area):
    assert area.button(KEY)["verified_at"] is None
    assert area.contact(KEY).fields["verified_at"] is None


def test_a_check_says_who_when_and_how_and_phones_are_told_at_their_next_pull(area):
    taken(area.verify(KEY, how="rang"))

    (check,) = area.contact(KEY).fields["checks"]
    assert (check["by"], check["how"]) == (area.one.author.person_id, "rang")
    assert area.button(KEY)["verified_at"] == check["at"]


def test_what_is_checked_is_the_number_that_stands(area):
    seen = area.contact(KEY).fields["value"]
    area.correct(SERGEANT, RIGHT)

    assert why(area.verify(KEY, value=seen)) == "changed-since"


def test_a_corrected_number_is_unchecked_until_somebody_checks_it(area):
    taken(area.verify(KEY))
    area.correct(SERGEANT, RIGHT)
    assert area.button(KEY)["verified_at"] is None

    taken(area.verify(KEY))
    assert area.button(KEY)["verified_at"] is not None
    assert len(area.contact(KEY).fields["checks"]) == 2


def test_promise_1_wrong_number_from_the_field_warns_on_every_phone_and_stays_a_button(area):
    taken(area.verify(KEY))
    area.council.later(days=1)
    area.report_wrong(KEY)

    button = area.button(KEY)
    assert button["verified_at"] is None
    assert button["reported_wrong_at"] == "2026-11-04T09:00:00.000Z"
    assert button["number"] == "+447967348834"


def test_checking_it_again_restores_it(area):
    area.report_wrong(KEY)
    area.council.later(hours=1)
    taken(area.verify(KEY))

    assert area.button(KEY)["reported_wrong_at"] is None
    assert area.button(KEY)["verified_at"] == "2026-11-03T10:00:00.000Z"


def test_correcting_it_ends_the_warning_and_leaves_it_unchecked(area):
    area.report_wrong(KEY)
    area.correct(SERGEANT, RIGHT)

    assert area.button(KEY)["reported_wrong_at"] is None
    assert area.button(KEY)["verified_at"] is None


def test_a_report_of_the_number_before_the_correction_says_nothing_of_the_new_one(area):
    old = area.contact(KEY).fields["number"]
    area.correct(SERGEANT, RIGHT)
    taken(area.verify(KEY))
    area.council.later(hours=1)
    area.report_wrong(KEY, number=old)

    assert area.button(KEY)["verified_at"] is not None


def test_who_tapped_wrong_number_by_mistake_takes_it_back(area):
    taken(area.verify(KEY))
    area.council.later(hours=1)
    call = area.report_wrong(KEY)
    fields = {"outcome": "spoke", "answered_by": "DS on duty"}
    feed = f"person:{area.worker.author.person_id}"
    taken(area.council.post(area.worker, "record_call_outcome", call, feed, fields))

    assert area.button(KEY)["verified_at"] is not None


@pytest.mark.parametrize("key", ["999", "police_101"])
def test_101_and_999_are_never_marked_as_wrong(area, key):
    area.report_wrong(key, number=key.removeprefix("police_"))

    assert area.button(key)["reported_wrong_at"] is None


def test_a_contact_of_another_area_is_not_touched(area):
    other = Arranged("northamptonshire", council=Council(shelf=area.council.shelf))
    other.worker = area.council.hire(Role.SOCIAL_WORKER)
    other.worker.author = area.worker.author
    call, feed = new_id(), f"person:{area.worker.author.person_id}"
    fields = {
        "line_key": "ds_duty_1", "number": "101", "called": "police", "outcome": "wrong_number",
        "started_at": "2026-11-03T09:00:00Z",
    }  # fmt: skip
    taken(other.council.post(area.worker, "log_call", call, feed, fields))

    assert other.button("ds_duty_1")["reported_wrong_at"] is None


def test_a_number_that_lacks_a_figure_is_no_button_and_its_suggestion_is_for_administrators(area):
    contact = area.contact("mash_advice").fields

    assert contact["number"] is None
    assert "0151 666 3872" in contact["suggestion"]
    shelf = area.council.shelf.records.values()
    told = [str(one.fields) for one in shelf if one.feed == "area:wirral"]
    assert not [one for one in told if "0151 666" in one]
    assert why(area.act("verify_contact", area.contact("tso").id, A_CHECK, area.one)) == (
        "nothing-to-check"
    )
    area.correct(MASH, {**RIGHT, "dialable": True})
    assert area.contact("mash_advice").fields["suggestion"] is None


A_CHECK = {"value": "+441514960777", "how": "rang"}


def test_nobody_but_an_administrator_of_the_area_checks(area):
    contact = area.contact(KEY)
    fields = {"value": contact.fields["value"], "how": "rang"}

    assert why(area.act("verify_contact", contact.id, fields, area.worker)) == "not-allowed"


def go_live(area):
    return area.act("open_area", arrangements_id(area.area), {}, area.one)


def test_an_area_goes_live_only_when_nothing_is_missing(area):
    missing = {one["key"] for one in area.arrangements["checklist"]}
    assert missing == {"tso", "business_support", "page_duty_manager"}
    outcome = go_live(area)
    assert why(outcome) == "not-ready"
    assert {f"contacts.{key}" for key in missing} == reason_of(outcome).fields.keys()

    for key in sorted(missing):
        area.correct(f"contacts.{key}", RIGHT)
    taken(go_live(area))

    assert area.council.fields(profile_id("wirral"))["live"] is True
    assert area.arrangements["live_by"] == area.one.author.person_id


def test_what_a_live_area_must_have_cannot_be_taken_away(area):
    for one in list(area.arrangements["checklist"]):
        area.correct(f"contacts.{one['key']}", RIGHT)
    taken(go_live(area))

    _, outcome = area.propose({"contacts.tso.number": None, "contacts.tso.shown": None})
    assert "must be set while the area is live" in reason_of(outcome).fields["contacts.tso"]


def test_promise_1_an_area_that_is_not_live_still_has_999_and_the_police(area):
    assert area.council.fields(profile_id("wirral"))["live"] is False
    assert area.button("999")["number"] == "999"
    assert area.button("police_101")["number"] == "101"


def test_p_10_a_demonstration_takes_no_number_that_reaches_somebody():
    area = Arranged(demo=True)

    real = {"number": "+441512345678", "shown": "0151 234 5678"}
    _, outcome = area.propose({f"{SERGEANT}.{name}": real[name] for name in real})
    assert "this is a demonstration" in reason_of(outcome).fields[SERGEANT]
    _, outcome = area.propose({"contacts.tso.address": "tso@council.gov.uk"})
    assert why(outcome) == "invalid-fields"

    area.correct(SERGEANT, RIGHT)
    assert area.button(KEY)["number"] == RIGHT["number"]
