"""From "slot confirmed" to a push service, through the job table, on both databases."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import insert, select, update

from backend import clock, worker
from backend.alerts.models import Subscription
from backend.alerts.receipts import RECEIPTS
from backend.alerts.send import read_subscriptions
from backend.database import reading, writing
from backend.demo import seed
from backend.demo.people import demo_id, staff_of
from backend.jobs.queue import JOBS, claim_jobs
from backend.people.author import Role
from backend.people.models import Device, Person, SignInSession
from backend.strategy.models import Discussion, DiscussionOpening
from backend.sync_api.server_changes import write_as
from backend.sync_api.sql_store import SqlStore
from sync.messages import Change, Clock
from tests.backend.alerts.push_service import Browser, push_service
from tests.databases import make_config

STAFF = staff_of("wirral")
REQUEST = demo_id("wirral", 8, "request")


@pytest.fixture
def config(database_url, tmp_path):
    return make_config(database_url, tmp_path, demo=True)


@pytest.fixture
def council(app, time_machine):
    """At ten past: at the full hour the worker has more to do than what a test looks at."""
    time_machine.move_to(clock.now().replace(minute=10))
    seed(app, only=("wirral",))
    worker.run_once(app)
    return app


@pytest.fixture
def service():
    with push_service() as running:
        yield running


def post(author, kind, record_id, feed, fields):
    """As a phone of theirs would, having seen everything."""
    now = clock.now()
    with writing() as connection:
        known = SqlStore(connection).records([record_id]).get(record_id)
        change = Change(
            str(uuid4()), author.device_id, int(now.timestamp() * 1000), kind, 1, feed, record_id,
            known.version if known else 0, (), fields, now, Clock(now, 0, True),
        )  # fmt: skip
        (outcome,) = write_as(connection, author, [change], now)
    assert outcome.status in ("accepted", "merged"), outcome


def sign_in():
    """The worker's phone has an open session."""
    author, now = STAFF.worker, clock.now()
    device = {"id": author.device_id, "person_id": author.person_id, "name": "A phone"}
    session = {"id": demo_id("session"), "person_id": author.person_id}
    with writing() as connection:
        connection.execute(insert(Device).values(**device, created_at=now, last_seen_at=now))
        times = {"created_at": now, "last_used_at": now}
        opened = insert(SignInSession).values(**session, **times, device_id=author.device_id)
        connection.execute(opened)


def subscribe(service, path="/one"):
    sign_in()
    browser, record_id = Browser(), str(uuid4())
    feed = f"person:{STAFF.worker.person_id}"
    fields = {"endpoint": service.endpoint(path), **browser.keys()}
    post(STAFF.worker, "save_subscription", record_id, feed, fields)
    return browser, record_id


def confirm_slot():
    feed = f"discussion:{REQUEST}"
    post(STAFF.manager, "authorise_request", REQUEST, feed, {"checked": True})
    slot = {"starts_at": "2026-11-25T10:15:00.000Z", "place": "By telephone"}
    support = STAFF.authors[Role.BUSINESS_SUPPORT]
    post(support, "confirm_slot", REQUEST, feed, slot)


def receipts():
    with reading() as connection:
        rows = connection.execute(select(RECEIPTS.c.step, RECEIPTS.c.subscription_id))
        return sorted((row.step, row.subscription_id is not None) for row in rows)


def fetch(record_id):
    with reading() as connection:
        return SqlStore(connection).records([record_id]).get(record_id)


def test_a_confirmed_slot_reaches_the_workers_phone_through_its_push_service(council, service):
    browser, _ = subscribe(service)
    confirm_slot()

    assert worker.run_once(council) == 4, "three alerts, and the mail of what was authorised"

    read = [browser.read(got.body) for got in service.got]
    assert sorted(one["kind"] for one in read) == ["request_authorised", "slot_confirmed"]
    alert = fetch(next(one["id"] for one in read if one["kind"] == "slot_confirmed"))
    assert alert.feed == f"person:{STAFF.worker.person_id}"
    assert ("handed", True) in receipts()


def test_a_test_alert_goes_to_the_phone_that_asked_and_to_no_other(council, service):
    browser, record_id = subscribe(service)
    other = {**Browser().keys(), "endpoint": service.endpoint("/two"), "host": "127.0.0.1"}
    whose = {"person_id": STAFF.worker.person_id, "device_id": str(uuid4())}
    with writing() as connection:
        row = insert(Subscription).values(id=str(uuid4()), created_at=clock.now(), **whose, **other)
        connection.execute(row)
    post(STAFF.worker, "ask_for_test_alert", record_id, feed_of_worker(), {})

    assert worker.run_once(council) == 1

    (got,) = service.got
    read = browser.read(got.body)
    assert read["kind"] == "test_alert"
    post(STAFF.worker, "mark_alert_opened", read["id"], feed_of_worker(), {})
    found = {("queued", False), ("handed", True), ("shown", False), ("opened", False)}
    assert found <= set(receipts())


def feed_of_worker():
    return f"person:{STAFF.worker.person_id}"


def test_an_alert_that_was_opened_is_on_the_books_as_shown_too(council, service):
    browser, _ = subscribe(service)
    confirm_slot()
    worker.run_once(council)
    alert = fetch(browser.read(service.got[0].body)["id"])

    post(STAFF.worker, "mark_alert_opened", alert.id, alert.feed, {})

    assert {("shown", False), ("opened", False)} <= set(receipts())


def test_agencies_read_a_discussion_from_the_step_that_opens_it_to_them(council):
    def open_to():
        with reading() as connection:
            where = DiscussionOpening.discussion_id == REQUEST
            return set(connection.scalars(select(DiscussionOpening.agency).where(where)))

    assert open_to() == {"business_support"}
    confirm_slot()
    assert open_to() == {"business_support", "police", "health"}
    with reading() as connection:
        status = connection.scalar(select(Discussion.status).where(Discussion.id == REQUEST))
    assert status == "slot_confirmed"


def test_an_alert_is_sent_once_to_each_device(council, service):
    subscribe(service, "/one")
    confirm_slot()
    worker.run_once(council)
    worker.run_once(council)

    assert len(service.got) == 2


def test_a_subscription_that_is_gone_is_dropped_and_the_phone_is_told(council, service):
    _, record_id = subscribe(service)
    service.answer("/one", 410)
    confirm_slot()
    worker.run_once(council)

    with reading() as connection:
        kept = list(connection.scalars(select(Subscription.id)))
    assert kept == []
    assert fetch(record_id).fields["active"] is False


def test_a_push_service_in_trouble_is_tried_again_later(council, service, time_machine):
    browser, _ = subscribe(service)
    service.answer("/one", 503)
    confirm_slot()
    worker.run_once(council)
    tried = len(service.got)

    service.answer("/one", 201)
    assert worker.run_once(council) == 0
    time_machine.move_to(clock.now() + timedelta(minutes=1))
    worker.run_once(council)

    later = [browser.read(got.body)["kind"] for got in service.got[tried:]]
    assert sorted(later) == ["request_authorised", "slot_confirmed"]


def test_a_worker_killed_in_the_middle_leaves_its_job_to_another(council, service, time_machine):
    subscribe(service)
    confirm_slot()
    with writing() as connection:
        assert len(claim_jobs(connection, clock.now(), limit=10)) == 4, "three alerts and a mail"
    assert worker.run_once(council) == 0

    time_machine.move_to(clock.now() + timedelta(minutes=2))

    assert worker.run_once(council) == 5, "and to tell of the mail, if it had not gone"
    assert len(service.got) == 2


def test_somebody_without_a_device_is_on_the_record_as_not_reached(council):
    confirm_slot()
    worker.run_once(council)

    assert ("failed", False) in receipts()


@pytest.mark.parametrize(
    "ended", [SignInSession.ended_at, Person.ended_at, Device.revoked_at], ids=str
)
def test_promise_4_a_phone_is_not_alerted_once_access_has_ended(council, service, ended):
    subscribe(service)
    with writing() as connection:
        connection.execute(update(ended.class_).values({ended.key: clock.now()}))
    with writing() as connection:
        found = read_subscriptions(
            connection, STAFF.worker.person_id, demo_id("alert"), clock.now()
        )

    assert found == []


def test_keys_of_a_subscription_are_in_no_record(council, service):
    _, record_id = subscribe(service)

    assert set(fetch(record_id).fields) == {"device_id", "host", "active"}


def test_windows_are_published_again_each_day(council, time_machine):
    line = demo_line()
    before = fetch(line).fields["published_at"]
    time_machine.move_to(clock.now() + timedelta(days=1))

    assert worker.run_once(council) == 2  # and the look at pictures left half sent
    assert worker.run_once(council) == 0
    assert fetch(line).fields["published_at"] > before


def demo_line():
    from backend.areas.names import call_line_id  # noqa: PLC0415

    return call_line_id("wirral", "urgent_police")


def test_a_job_that_fails_does_not_take_the_worker_with_it(council, monkeypatch):
    with writing() as connection:
        from backend.jobs.queue import NewJob, queue_job  # noqa: PLC0415

        queue_job(connection, NewJob("no_such_kind", "odd", {}, clock.now()))

    assert worker.run_once(council) == 1
    with reading() as connection:
        row = connection.execute(select(JOBS).where(JOBS.c.dedupe_key == "odd")).one()
    assert row.done_at is None
    assert row.trouble == "KeyError"


def test_the_worker_stops_when_it_is_told(council):
    stop = threading.Event()
    running = threading.Thread(target=worker.run, args=(council, stop))
    running.start()
    stop.set()
    running.join(timeout=5)

    assert not running.is_alive()


def test_waits_grow_and_are_bounded():
    waits = [worker.back_off(attempts) for attempts in range(1, 13)]

    assert waits[0] <= 5
    assert max(waits) <= worker.LONGEST_WAIT


def test_an_alert_is_tried_for_about_a_day():
    waits = [worker.back_off(attempts) for attempts in range(1, worker.MOST_ATTEMPTS)]

    assert 12 * 3600 < sum(waits) < 36 * 3600
