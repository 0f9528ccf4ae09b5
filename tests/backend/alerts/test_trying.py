"""Asking for a test alert: on the phone in hand, by its person, while alerts are on."""

from dataclasses import replace

import pytest

from tests.backend.alerts.push_service import Browser
from tests.backend.council import make_household, new_id, taken, why

ENDPOINT = "https://fcm.googleapis.com/fcm/send/a"


@pytest.fixture
def family():
    return make_household()


@pytest.fixture
def feed(family):
    return f"person:{family.worker.author.person_id}"


@pytest.fixture
def subscription(family, feed):
    record_id, keys = new_id(), Browser().keys()
    taken(family.post("save_subscription", record_id, {"endpoint": ENDPOINT, **keys}, feed=feed))
    return record_id


def alerts(family, feed):
    records = family.council.shelf.records.values()
    return [one.fields for one in records if one.type == "alert" and one.feed == feed]


def test_it_is_an_alert_about_nothing_and_the_phone_knows_when_it_was_tried(
    family, feed, subscription
):
    taken(family.post("ask_for_test_alert", subscription, {}, feed=feed))

    (alert,) = alerts(family, feed)
    assert alert["kind"] == "test_alert"
    assert {alert[name] for name in ("request_id", "ref", "starts_at")} == {None}
    assert family.council.fields(subscription)["tried_at"] == alert["created_at"]


def test_each_asking_is_one_alert_however_often_it_is_offered(family, feed, subscription):
    change = family.council.change(family.worker, "ask_for_test_alert", subscription, feed, {})
    for _ in range(2):
        taken(family.council.offer(family.worker, change))
    family.council.later(minutes=1)
    taken(family.post("ask_for_test_alert", subscription, {}, feed=feed))

    assert len(alerts(family, feed)) == 2


def test_nobody_else_and_no_other_phone_asks_for_it(family, feed, subscription):
    colleague = family.council.hire(family.worker.author.role)
    another = replace(family.worker, author=replace(family.worker.author, device_id=new_id()))

    assert why(family.post("ask_for_test_alert", subscription, {}, feed=feed, by=colleague)) == (
        "not-yours"
    )
    assert why(family.post("ask_for_test_alert", subscription, {}, feed=feed, by=another)) == (
        "another-phone"
    )
    assert alerts(family, feed) == []


def test_a_phone_on_which_alerts_are_off_is_told_so(family, feed, subscription):
    taken(family.post("drop_subscription", subscription, {}, feed=feed))

    assert why(family.post("ask_for_test_alert", subscription, {}, feed=feed)) == "not-subscribed"
