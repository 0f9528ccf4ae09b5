"""A picture arrives in pieces, from where it stood, once, and lies on the disk in no clear byte."""

import stat
from pathlib import Path

import pytest
from flask import Flask

from backend import create_app
from backend.config import Config
from backend.database import db
from backend.sync_api.lanes import write_queue
from tests.backend.attachments.album import Picture, Sender, jpeg, phone_of, png
from tests.backend.sync_api.shelves import Phone


def on_disk(config: Config) -> list[Path]:
    return sorted((config.folder / "attachments").iterdir())


def test_a_picture_sent_in_pieces_is_here_and_is_what_was_sent(
    sender: Sender, config: Config
) -> None:
    picture = Picture(jpeg())
    sender.announce(picture)
    assert sender.record(picture)["fields"]["state"] == "waiting"
    begun = sender.begin(picture)
    assert begun.headers["Location"] == f"/attachments/{picture.id}/upload"

    for start in range(0, len(picture.box), 500):
        answer = sender.piece(picture, start, start + 500)
        assert answer.status_code == 204, answer.get_json()
        assert answer.headers["Upload-Offset"] == str(min(start + 500, len(picture.box)))

    assert sender.record(picture)["fields"] == {
        "case_id": picture.fields()["case_id"],
        "subject_id": picture.fields()["subject_id"],
        "child_id": None,
        "what": "three_houses_sheet",
        "sha256": picture.fields()["sha256"],
        "size": len(picture.content),
        "media_type": "image/jpeg",
        "state": "here",
        "problem": None,
    }
    assert sender.read(picture).data == picture.content
    assert sender.where(picture).headers["Upload-Offset"] == str(len(picture.box))
    assert len(on_disk(config)) == 1


def test_a_png_is_taken_too(sender: Sender) -> None:
    picture = Picture(png(), "image/png")

    assert sender.send(picture).status_code == 204
    assert sender.read(picture).mimetype == "image/png"


def test_what_lies_on_the_disk_is_closed_and_for_the_server_alone(
    sender: Sender, config: Config
) -> None:
    half, whole = Picture(jpeg()), Picture(jpeg(200, 10))
    sender.announce(half)
    sender.begin(half)
    sender.piece(half, 0, 700)
    sender.send(whole)

    folder = config.folder / "attachments"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert len(on_disk(config)) == 2
    for file in on_disk(config):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"JFIF" not in file.read_bytes()
        assert not any(word in file.name for word in (half.id, whole.id, "jpg", "worker"))


def test_sending_goes_on_after_the_phone_was_killed_and_the_server_too(
    sender: Sender, app: Flask, config: Config
) -> None:
    picture = Picture(jpeg())
    sender.announce(picture)
    sender.begin(picture)
    sender.piece(picture, 0, 1000)

    other = create_app(config)  # another process: nothing is in memory
    phone = sender.phone
    again = Sender(Phone(other.test_client(), phone.device_id, phone.token))
    assert again.begin(picture).headers["Upload-Offset"] == "1000"
    assert again.where(picture).headers["Upload-Offset"] == "1000"
    assert again.piece(picture, 1000).status_code == 204
    assert sender.read(picture).data == picture.content
    with other.app_context():
        write_queue().close()
        db.engine.dispose()


@pytest.mark.parametrize("start", [0, 400, 600, 5000])
def test_a_piece_goes_nowhere_but_where_the_picture_stands(sender: Sender, start: int) -> None:
    picture = Picture(jpeg())
    sender.announce(picture)
    sender.begin(picture)
    sender.piece(picture, 0, 500)

    answer = sender.piece(picture, start, start + 10)

    assert (answer.status_code, answer.get_json()["code"]) == (409, "other-offset")
    assert sender.where(picture).headers["Upload-Offset"] == "500"


def test_more_than_was_said_is_not_taken(sender: Sender) -> None:
    picture = Picture(jpeg())
    sender.announce(picture)
    sender.begin(picture)
    picture.box += b"more"

    answer = sender.piece(picture, 0)

    assert (answer.status_code, answer.get_json()["code"]) == (413, "longer-than-said")
    assert sender.begin(picture).status_code == 422


def test_what_was_damaged_on_the_way_begins_again(sender: Sender, config: Config) -> None:
    good = Picture(jpeg())
    damaged = Picture(good.content, id=good.id, key=good.key, box=good.box[:-1] + b"x")
    answer = sender.send(damaged)
    assert (answer.status_code, answer.get_json()["code"]) == (422, "damaged")
    assert on_disk(config) == []
    assert sender.where(good).status_code == 404

    sender.begin(good)

    assert sender.piece(good, 0).status_code == 204
    assert sender.read(good).data == good.content


def test_what_is_not_as_the_change_said_is_not_here(sender: Sender) -> None:
    picture = Picture(jpeg())
    sender.announce(picture, sha256="0" * 64)
    sender.begin(picture)

    assert sender.piece(picture, 0).get_json()["code"] == "damaged"
    assert sender.record(picture)["fields"]["state"] == "waiting"


def test_what_is_no_picture_is_refused_for_good_and_every_phone_hears_why(
    sender: Sender, phones: dict[str, Phone], config: Config
) -> None:
    page = Picture(b"<script>alert(1)</script>")

    answer = sender.send(page)

    assert (answer.status_code, answer.get_json()["code"]) == (422, "not-a-picture")
    fields = Sender(phones["manager"]).record(page)["fields"]
    assert (fields["state"], fields["problem"]) == ("refused", "not-a-picture")
    assert (sender.begin(page).status_code, sender.where(page).status_code) == (410, 410)
    assert on_disk(config) == []


def test_it_can_be_given_up_and_begun_again(sender: Sender, config: Config) -> None:
    picture = Picture(jpeg())
    sender.announce(picture)
    sender.begin(picture)
    sender.piece(picture, 0, 500)

    assert sender.ask("DELETE", f"/attachments/{picture.id}/upload").status_code == 204

    assert on_disk(config) == []
    assert sender.where(picture).status_code == 404
    assert sender.begin(picture).headers["Upload-Offset"] == "0"


def test_what_is_here_is_not_sent_again_nor_taken_away(sender: Sender) -> None:
    picture = Picture(jpeg())
    sender.send(picture)

    assert sender.begin(picture).status_code == 409
    assert sender.piece(picture, 0).status_code == 409
    assert sender.ask("DELETE", f"/attachments/{picture.id}/upload").status_code == 409
    assert sender.read(picture).data == picture.content


def test_nobody_else_sends_it_nor_the_same_person_from_another_device(
    sender: Sender, phones: dict[str, Phone]
) -> None:
    picture = Picture(jpeg())
    sender.announce(picture)
    sender.begin(picture)
    others = [Sender(phones["manager"]), Sender(phone_of(sender.phone.client, "worker"))]

    for other in others:
        assert other.begin(picture).status_code == 404
        assert other.piece(picture, 0).status_code == 404
        assert other.where(picture).status_code == 404
    assert sender.piece(picture, 0).status_code == 204


def test_only_what_was_announced_is_expected(sender: Sender) -> None:
    assert sender.begin(Picture(jpeg())).status_code == 404
