"""`doorstep verify` finds nothing in what the server wrote, and whatever was altered since."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson
import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import Table, delete, insert, select, update

from backend.account_commands import verify_command
from backend.attachments.changes import ATTACHMENTS
from backend.attachments.keys import close, wrap
from backend.cases.models import Allocation, CaseFile
from backend.config import Config
from backend.database import Base, reading, writing
from backend.people.models import Device
from backend.strategy.models import Discussion
from backend.sync_api import models as t
from backend.sync_api.rows import kept_change
from backend.uploads import files
from backend.verifying import CHECKS, verify
from tests.backend.attachments.album import Picture, Sender, jpeg
from tests.backend.letterbox.posting import outcomes, words
from tests.backend.letterbox.town import Town, mark
from tests.backend.sync_api.shelves import Phone


@dataclass
class Written:
    """What stands in the database before anything is altered."""

    town: Town
    note_id: str
    letter_id: str
    picture: Picture


@pytest.fixture
def written(client: FlaskClient, config: Config) -> Written:
    """A family with a sealed note, a request, and a picture that is here."""
    town = Town(client, config)
    child = str(uuid.uuid4())
    born = {"given_name": "Ada", "family_name": "Marlow", "date_of_birth": "2019-04-01"}
    note = town.note(town.worker)
    posted = [
        note,
        town.change(town.worker, "add_child", child, {"case_id": town.case_id, **born}),
    ]
    found = outcomes(client, town.worker, *map(town.worker.seal, posted))
    assert words(found) == ["accepted", "accepted"]
    sender = Sender(Phone(client, town.worker.device_id, town.worker.token))
    picture = Picture(jpeg())
    said = picture.fields(case_id=town.case_id, subject_id=note.record_id)
    announced = town.change(town.worker, "add_attachment", picture.id, said)
    assert words(outcomes(client, town.worker, town.worker.seal(announced))) == ["accepted"]
    assert sender.begin(picture).status_code == 201
    assert sender.piece(picture, 0).status_code == 204
    return Written(town, note.record_id, note.id, picture)


def found() -> set[tuple[str, str]]:
    """By which check, about what."""
    with reading() as connection:
        return {(one.check, one.about) for one in verify(connection)}


def alter(table: Any, key: str, **values: Any) -> None:
    with writing() as connection:
        connection.execute(update(table).where(table.c.id == key).values(values))


def altered_json(column: Any, key: str, spoil: Callable[[dict[str, Any]], None]) -> None:
    with writing() as connection:
        said = orjson.loads(
            connection.scalar(select(column).where(column.table.c.id == key)) or b""
        )
        spoil(said)
        values = {column.name: orjson.dumps(said)}
        connection.execute(update(column.table).where(column.table.c.id == key).values(values))


def table(name: str) -> Table:
    return Base.metadata.tables[name]


def test_what_the_server_wrote_fits(written: Written) -> None:
    assert found() == set()


def test_a_record_that_was_altered_or_removed_is_told(written: Written) -> None:
    feed = f"case:{written.town.case_id}"
    altered_json(t.record.c.wire, written.note_id, lambda one: one.update(version=7))
    assert found() == {("records", written.note_id)}

    with writing() as connection:
        connection.execute(delete(t.record).where(t.record.c.id == written.note_id))
    assert {("feeds", feed), ("changes", written.letter_id)} <= found()


def test_positions_that_cannot_be_are_told(written: Written) -> None:
    feed = f"case:{written.town.case_id}"
    alter(t.record, written.note_id, position=10_000)
    assert found() == {("feeds", feed)}
    alter(t.record, written.note_id, position=1)
    assert found() == {("feeds", feed)}


def test_a_change_that_was_altered_is_told_by_its_hash_and_its_signature(written: Written) -> None:
    key = written.letter_id
    altered_json(t.change.c.body, key, lambda one: one["fields"].update(text="Other words"))
    assert found() == {("changes", key)}

    with reading() as connection:
        body = orjson.loads(
            connection.scalar(select(t.change.c.body).where(t.change.c.id == key)) or b""
        )
    alter(t.change, key, hash=kept_change(body).content_hash())
    assert found() == {("signatures", key)}, "who alters the hash too cannot sign"


def test_an_outcome_that_was_altered_is_told(written: Written) -> None:
    alter(t.change, written.letter_id, status="refused")

    assert found() == {("changes", written.letter_id)}


def test_a_change_in_another_persons_name_is_told(written: Written) -> None:
    alter(t.change, written.letter_id, person_id=written.town.manager.person_id)

    assert found() == {("signatures", written.letter_id)}


def test_what_waits_in_quarantine_is_looked_at_too(written: Written, client: FlaskClient) -> None:
    town = written.town
    with reading() as connection:
        now = connection.scalar(select(Device.last_seen_at).limit(1))
    mark("device", town.worker.device_id, lost_at=now)
    note = town.note(town.worker)
    assert words(outcomes(client, town.worker, town.worker.seal(note))) == ["in-quarantine"]
    assert found() == set()

    with writing() as connection:
        connection.execute(update(table("quarantine")).values(signature=bytes(64)))
    assert found() == {("signatures", note.id)}


@pytest.mark.parametrize("how", ["missing", "altered", "another"])
def test_a_picture_that_is_not_what_it_was_is_told(written: Written, how: str) -> None:
    picture = written.picture
    with reading() as connection:
        row = connection.execute(select(ATTACHMENTS)).one()
    path = files.folder() / row.file
    if how == "missing":
        path.unlink()
    elif how == "altered":
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    else:
        key = bytes(32)
        path.write_bytes(close(key, jpeg(50, 50), picture.id))
        alter(ATTACHMENTS, picture.id, file_key=wrap(key, picture.id))

    assert found() == {("attachments", picture.id)}


def test_who_has_a_family_is_what_its_record_says(written: Written) -> None:
    case_id = written.town.case_id
    with writing() as connection:
        connection.execute(delete(Allocation))
    assert found() == {("families", case_id)}
    with writing() as connection:
        connection.execute(delete(CaseFile))
    assert found() == {("families", case_id)}


def test_a_discussion_without_its_request_is_told(written: Written) -> None:
    row = {"id": str(uuid.uuid4()), "case_id": written.town.case_id, "area": "wirral"}
    with writing() as connection:
        connection.execute(insert(Discussion).values(**row, status="authorised"))

    assert found() == {("discussions", row["id"])}


def test_the_command_says_what_does_not_fit(written: Written, config: Config) -> None:
    alter(t.record, written.note_id, position=10_000)
    settings = {
        "DOORSTEP_DEMO": "1",
        "DOORSTEP_DATABASE_URL": config.database_url,
        "DOORSTEP_FOLDER": str(config.folder),
    }

    told = CliRunner().invoke(verify_command, env=settings)

    assert told.exit_code == 1
    assert f"feeds: case:{written.town.case_id}: a line is where" in told.output
    assert f"attachments: {written.picture.id}: its file" in told.output, "it has other keys here"
    assert "2 things do not fit." in told.output


def test_every_check_is_broken_here() -> None:
    assert CHECKS.keys() == {
        "feeds", "records", "changes", "signatures", "attachments", "families", "discussions",
    }  # fmt: skip
