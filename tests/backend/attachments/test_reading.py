"""Who reads a picture, and how it is handed out; who may announce one."""

import logging

import pytest

from backend.config import Config
from tests.backend.attachments.album import (
    CASE,
    CHILD,
    Picture,
    Sender,
    do,
    jpeg,
    offer,
)
from tests.backend.sync_api.shelves import Phone

READERS = {"worker", "manager", "head"}


def test_whoever_reads_the_file_reads_its_pictures_and_nobody_else(
    sender: Sender, phones: dict[str, Phone]
) -> None:
    picture = Picture(jpeg())
    sender.send(picture)

    answers = {name: Sender(phone).read(picture) for name, phone in phones.items()}

    assert {name for name, answer in answers.items() if answer.status_code == 200} == READERS
    refused = [answer.get_json() for name, answer in answers.items() if name not in READERS]
    never_was = sender.read(Picture(jpeg())).get_json()
    assert all(one == never_was for one in refused)


def test_reading_ends_with_the_allocation(sender: Sender, phones: dict[str, Phone]) -> None:
    picture = Picture(jpeg())
    sender.send(picture)
    worker_id = sender.record(picture)["made_by"]

    do(phones["manager"], "end_allocation", CASE, {"person_id": worker_id}, base_version=2)

    assert sender.read(picture).status_code == 404
    assert Sender(phones["manager"]).read(picture).status_code == 200


def test_it_is_handed_out_as_a_file_that_says_nothing(sender: Sender) -> None:
    picture = Picture(jpeg())
    sender.send(picture)

    answer = sender.read(picture)

    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{picture.id}.jpg"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_what_is_not_here_yet_is_not_there(sender: Sender) -> None:
    picture = Picture(jpeg())
    sender.announce(picture)
    sender.begin(picture)

    assert sender.read(picture).status_code == 404


def test_a_file_that_was_changed_on_the_disk_is_not_handed_out(
    sender: Sender, config: Config
) -> None:
    picture = Picture(jpeg())
    sender.send(picture)
    (file,) = (config.folder / "attachments").iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"x")

    answer = sender.read(picture)

    assert (answer.status_code, answer.get_json()["code"]) == (404, "cannot-be-opened")


def test_the_key_is_in_no_record(sender: Sender) -> None:
    picture = Picture(jpeg())
    sender.send(picture)

    assert picture.fields()["content_key"] not in repr(sender.phone.things())


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"subject_id": CHILD}, "no-such-subject"),
        ({"subject_id": CASE}, "no-such-subject"),
        ({"child_id": CASE}, "not-of-this-family"),
        ({"size": 10_000_001}, "invalid-fields"),
        ({"media_type": "image/svg+xml"}, "invalid-fields"),
        ({"sha256": "no"}, "invalid-fields"),
        ({"content_key": "AAAA"}, "invalid-fields"),
        ({"what": "selfie"}, "invalid-fields"),
    ],
)
def test_what_cannot_be_is_refused(sender: Sender, more: dict[str, object], code: str) -> None:
    picture = Picture(jpeg())

    outcome = offer(sender.phone, "add_attachment", picture.id, picture.fields(**more))

    assert (outcome["status"], outcome["reason"]["code"]) == ("refused", code)


def test_one_id_is_one_picture(sender: Sender, phones: dict[str, Phone]) -> None:
    picture = Picture(jpeg())
    sender.announce(picture, child_id=CHILD)

    for phone in (sender.phone, phones["manager"]):
        outcome = offer(phone, "add_attachment", picture.id, picture.fields())
        assert outcome["reason"]["code"] == "already-added"


def test_nothing_of_it_is_in_the_log(sender: Sender, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        sender.send(Picture(b"no picture"))
        picture = Picture(jpeg())
        sender.send(picture)
        sender.read(picture)

    assert "what came is not a picture" in caplog.text
    for secret in ("Ada", "Invented", picture.fields()["content_key"], "three_houses"):
        assert secret not in caplog.text
