"""One request pushes and pulls."""

import gzip
import json
from datetime import UTC, datetime

import orjson
from flask.testing import FlaskClient
from sqlalchemy import select
from structlog.testing import capture_logs

from backend.database import reading
from backend.people.models import Device
from tests.backend.sync_api.shelves import Phone, make_phone
from tests.sync.making import BLUE


def test_what_is_pushed_is_pulled(phone: Phone) -> None:
    cup = phone.add(fields={"name": "cup"})

    answer = phone.sync(cup, pull={"cursor": None, "check_all": True, "refresh": []}).get_json()

    assert answer["protocol"] == 1
    assert [(one["id"], one["index"], one["status"]) for one in answer["outcomes"]] == [
        (cup.id, 0, "accepted")
    ]
    (page,) = answer["pull"]["feeds"]
    assert [record["fields"] for record in page["records"]] == [{"name": "cup"}]
    assert {check["feed"]: check["count"] for check in answer["pull"]["checks"]}["shelf:red"] == 1


def test_the_same_change_again_gets_the_same_answer_and_no_new_position(phone: Phone) -> None:
    cup = phone.add()
    first = phone.push(cup)
    phone.pull()

    again = phone.push(cup)

    assert again == first
    assert phone.pull()["feeds"] == []


def test_a_change_reaches_another_phone(phone: Phone, client: FlaskClient) -> None:
    other = make_phone(client, "other@example.invalid")
    cup = phone.add(fields={"name": "cup"})
    phone.push(cup)
    assert [one["id"] for one in other.things()] == [cup.record_id]

    assert other.statuses(other.edit(cup, name="mug")) == ["accepted"]

    (page,) = phone.pull()["feeds"]
    assert [one["fields"]["name"] for one in page["records"]] == ["mug"]


def test_what_is_sent_and_answered_may_be_zipped(phone: Phone) -> None:
    cups = [phone.add(fields={"name": "cup " * 50}) for _ in range(20)]
    body = gzip.compress(phone.envelope(*cups))

    answer = phone.post(body, Content_Encoding="gzip", Accept_Encoding="gzip")

    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    outcomes = orjson.loads(gzip.decompress(answer.get_data()))["outcomes"]
    assert {one["status"] for one in outcomes} == {"accepted"}


def test_a_record_that_moves_leaves_its_feed(phone: Phone) -> None:
    cup = phone.add()
    phone.push(cup)
    phone.pull()

    move = phone.add(
        kind="move_thing", record_id=cup.record_id, base_version=1, fields={"to": BLUE}
    )
    phone.push(move)

    pages = {page["feed"]: page for page in phone.pull()["feeds"]}
    assert pages["shelf:red"]["gone"] == [cup.record_id]
    assert [one["id"] for one in pages[BLUE]["records"]] == [cup.record_id]


def test_a_full_feed_comes_in_pages_and_whole(phone: Phone) -> None:
    for _ in range(12):
        phone.push(*(phone.add(fields={"amount": n}) for n in range(100)))

    first = phone.pull()
    rest = [phone.pull(), phone.pull()]

    sizes = [sum(len(feed["records"]) for feed in page["feeds"]) for page in (first, *rest)]
    assert sizes == [500, 500, 200]
    assert [page["more"] for page in (first, *rest)] == [True, True, False]


def test_a_cursor_of_another_epoch_starts_again(phone: Phone) -> None:
    phone.push(phone.add())
    phone.cursor = "AAAA"

    page = phone.pull()

    assert page["reset"] is True
    assert len(page["feeds"][0]["records"]) == 1


def test_the_device_row_says_what_the_phone_said(phone: Phone) -> None:
    phone.push(phone.add(), Doorstep_Release="1.4.0", Doorstep_Waiting="12")

    with reading() as connection:
        row = connection.execute(select(Device.app_release, Device.waiting)).one()
    assert tuple(row) == ("1.4.0", 12)


def test_an_urgent_change_goes_the_same_way(phone: Phone) -> None:
    outcome = phone.push(phone.add(), Doorstep_Lane="urgent")

    assert [one["status"] for one in outcome] == ["accepted"]


def test_a_repair_is_logged_without_saying_whose_feed_it_was(phone: Phone) -> None:
    feed = "person:0193a0b2-0000-7000-8000-00000000abcd"
    told = {
        "feed": feed,
        "expected": {"count": 3, "checksum": "0"},
        "found": {"count": 2, "checksum": "1"},
    }
    body = json.loads(phone.envelope()) | {"repaired": [told]}

    with capture_logs() as lines:
        assert phone.post(json.dumps(body).encode()).status_code == 200

    (line,) = [one for one in lines if one["log_level"] == "warning"]
    assert (line["feed"], line["held"], line["wanted"]) == ("person", 2, 3)
    assert feed not in str(lines)


def test_the_answer_says_when_it_is(phone: Phone) -> None:
    before = datetime.now(UTC)

    now = datetime.fromisoformat(json.loads(phone.sync().get_data())["now"])

    assert abs((now - before).total_seconds()) < 5
