"""Handing an alert over: encrypted, signed, padded, to a known push service and to nobody else."""

import pytest

from backend.alerts import push_hosts
from backend.alerts.push import LENGTH, payload, send_push
from backend.alerts.push_hosts import NotAPushService, check_endpoint
from tests.backend.alerts.push_service import Browser, push_service, vapid_is_good
from tests.databases import make_config

ALERT = "0190a000-0000-7000-8000-000000000001"


@pytest.fixture
def service():
    push_hosts.allow(loopback=True)
    with push_service() as running:
        yield running
    push_hosts.allow()


@pytest.fixture
def settings(tmp_path):
    return make_config(f"sqlite:///{tmp_path / 'unused.sqlite'}", tmp_path)


def subscription(service, browser, path="/one"):
    return {"endpoint": service.endpoint(path), **browser.keys()}


def test_an_alert_reaches_the_browser_encrypted_and_signed(service, settings):
    browser = Browser()

    handed = send_push(settings, subscription(service, browser), ALERT, "slot_confirmed")

    (got,) = service.got
    read = browser.read(got.body)
    assert handed.result == "handed"
    assert (read["id"], read["kind"]) == (ALERT, "slot_confirmed")
    assert vapid_is_good(got)


def test_promise_4_a_payload_is_an_opaque_id_and_a_kind_and_always_as_long(service, settings):
    browser = Browser()
    for kind in ("slot_confirmed", "request_waiting"):
        send_push(settings, subscription(service, browser), ALERT, kind)

    bodies = [browser.bytes_of(got.body) for got in service.got]

    assert {len(body) for body in bodies} == {LENGTH}
    assert {len(got.body) for got in service.got} == {len(service.got[0].body)}
    assert set(browser.read(service.got[0].body)) == {"id", "kind", "pad"}
    assert len(payload(ALERT, "x" * 60)) == LENGTH


def test_it_is_urgent_lives_for_a_day_and_replaces_itself(service, settings):
    send_push(settings, subscription(service, Browser()), ALERT, "slot_confirmed")

    headers = service.got[0].headers
    assert headers["urgency"] == "high"
    assert headers["ttl"] == "86400"
    assert len(headers["topic"]) <= 32


def test_each_push_service_is_named_in_its_own_claims(service, settings):
    with push_service() as other:
        for one in (service, other):
            send_push(settings, subscription(one, Browser()), ALERT, "slot_confirmed")
        assert vapid_is_good(other.got[0])


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (200, "handed"), (201, "handed"), (202, "handed"), (400, "refused"), (403, "refused"),
        (404, "gone"), (410, "gone"), (413, "refused"), (429, "later"), (500, "later"),
        (503, "later"),
    ],
)  # fmt: skip
def test_every_answer_has_its_meaning(service, settings, status, result):
    service.answer("/one", status)

    handed = send_push(settings, subscription(service, Browser()), ALERT, "slot_confirmed")

    assert handed.result == result


def test_a_push_service_says_how_long_to_wait(service, settings):
    service.answer("/one", 429, Retry_After="120")

    handed = send_push(settings, subscription(service, Browser()), ALERT, "slot_confirmed")

    assert handed.retry_after == 120


def test_a_redirect_is_not_followed(service, settings):
    service.answer("/one", 307, Location=service.endpoint("/elsewhere"))

    handed = send_push(settings, subscription(service, Browser()), ALERT, "slot_confirmed")

    assert handed.result == "refused"
    assert [got.path for got in service.got] == ["/one"]


def test_no_proxy_of_the_environment_is_used(service, settings, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")

    handed = send_push(settings, subscription(service, Browser()), ALERT, "slot_confirmed")

    assert handed.result == "handed"


def test_nobody_there_is_tried_later(settings):
    push_hosts.allow(loopback=True)
    nowhere = {"endpoint": "http://127.0.0.1:9/one", **Browser().keys()}

    assert send_push(settings, nowhere, ALERT, "slot_confirmed").result == "later"
    push_hosts.allow()


def test_keys_that_are_none_are_refused_and_not_retried(service, settings):
    broken = {"endpoint": service.endpoint(), "p256dh": "AAAA", "auth": "AAAA"}

    assert send_push(settings, broken, ALERT, "slot_confirmed").result == "refused"
    assert service.got == []


def test_a_host_that_is_no_longer_allowed_is_not_spoken_to(service, settings):
    push_hosts.allow()

    handed = send_push(settings, subscription(service, Browser()), ALERT, "slot_confirmed")

    assert handed.result == "gone"
    assert service.got == []


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://wns2-par02p.notify.windows.com/w/?token=abc",
    ],
)
def test_the_push_services_of_browsers_are_known(endpoint):
    push_hosts.allow()

    assert check_endpoint(endpoint) in endpoint


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8443/abc",
        "https://fcm.googleapis.com.evil.example/abc",
        "https://evil.example/fcm.googleapis.com",
        "https://user@fcm.googleapis.com/abc",
        "https://.notify.windows.com/abc",
        "https://notify.windows.com/abc",
        "http://127.0.0.1:5000/abc",
        "http://localhost/abc",
        "http://169.254.169.254/latest/meta-data",
        "http://[::1]/abc",
        "https://[bad/abc",
        "ftp://fcm.googleapis.com/abc",
        "",
        "https://fcm.googleapis.com/" + "a" * 2000,
    ],
)
def test_everything_else_is_not_a_push_service(endpoint):
    push_hosts.allow()

    with pytest.raises(NotAPushService):
        check_endpoint(endpoint)
