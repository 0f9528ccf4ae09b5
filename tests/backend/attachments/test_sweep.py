"""What the worker clears away, what it finishes, and what new keys leave readable."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import time_machine
from flask import Flask
from sqlalchemy import update

from backend import clock
from backend.attachments.changes import ATTACHMENTS
from backend.config import EXTENSION, Config
from backend.database import writing
from backend.uploads import files
from backend.uploads.sweep import sweep
from backend.worker import run_once
from tests.backend.attachments.album import Picture, Sender, jpeg


def on_disk(config: Config) -> list[Path]:
    return sorted((config.folder / "attachments").iterdir())


def begun(sender: Sender, picture: Picture, length: int) -> None:
    sender.announce(picture)
    sender.begin(picture)
    sender.piece(picture, 0, length)


def test_what_was_left_half_goes_after_a_week_without_a_piece(
    sender: Sender, config: Config
) -> None:
    picture = Picture(jpeg())
    begun(sender, picture, 500)

    with time_machine.travel(clock.now() + timedelta(days=6), tick=False):
        sweep()
    assert len(on_disk(config)) == 1

    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        sweep()
    assert on_disk(config) == []
    assert sender.begin(picture).headers["Upload-Offset"] == "0"
    assert sender.piece(picture, 0).status_code == 204


def test_what_was_whole_when_the_server_was_killed_is_finished(sender: Sender) -> None:
    picture = Picture(jpeg())
    begun(sender, picture, 500)
    killed_after_the_last_piece(picture)

    sweep()

    assert sender.record(picture)["fields"]["state"] == "here"
    assert sender.read(picture).data == picture.content


def test_and_a_phone_that_asks_where_it_stands_has_it_finished_too(sender: Sender) -> None:
    picture = Picture(jpeg())
    begun(sender, picture, 500)
    killed_after_the_last_piece(picture)

    assert sender.where(picture).headers["Upload-Offset"] == str(len(picture.box))
    assert sender.read(picture).data == picture.content


def killed_after_the_last_piece(picture: Picture) -> None:
    """The piece is on the disk and counted; nothing was done with it."""
    mine = ATTACHMENTS.c.id == picture.id
    with writing() as connection:
        name = connection.scalar(ATTACHMENTS.select().with_only_columns(ATTACHMENTS.c.file))
        connection.execute(update(ATTACHMENTS).where(mine).values(received=len(picture.box)))
    files.put(files.lay_down(picture.box[500:]), files.piece_of(str(name), 500))


def test_files_that_nothing_names_go_after_a_day(sender: Sender, config: Config) -> None:
    picture = Picture(jpeg())
    sender.send(picture)
    stray = files.lay_down(b"killed between the disk and the database")
    long_ago = (clock.now() - timedelta(days=2)).timestamp()
    fresh = files.lay_down(b"on its way")
    for file in on_disk(config):
        if file != fresh:
            os.utime(file, (long_ago, long_ago))

    sweep()

    assert stray not in on_disk(config)
    assert fresh in on_disk(config)
    assert sender.read(picture).data == picture.content


def test_the_worker_does_it_by_itself(app: Flask, sender: Sender, config: Config) -> None:
    begun(sender, Picture(jpeg()), 500)

    with time_machine.travel(clock.now() + timedelta(days=8), tick=False):
        run_once(app)

    assert on_disk(config) == []


def test_a_new_key_leaves_old_pictures_readable_and_a_lost_one_does_not(
    app: Flask, sender: Sender, config: Config
) -> None:
    picture, half = Picture(jpeg()), Picture(jpeg())
    sender.send(picture)
    begun(sender, half, 500)
    new = "n" * 32

    app.extensions[EXTENSION] = replace(config, attachment_keys=(new, *config.attachment_keys))
    assert sender.read(picture).data == picture.content
    assert sender.piece(half, 500).status_code == 204
    assert sender.read(half).data == half.content

    app.extensions[EXTENSION] = replace(config, attachment_keys=(new,))
    assert sender.read(picture).status_code == 404
    assert sender.read(half).data == half.content
