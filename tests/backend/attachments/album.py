"""A family behind the real door, pictures to put in its file, and phones that send them."""

import base64
import hashlib
import io
import os
import uuid
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from backend import clock
from backend.attachments.keys import close
from backend.database import writing, writing_session
from backend.people.author import Role
from backend.people.models import Area, Team
from backend.publishing import publish_areas
from tests.backend.people.people_builders import bearer, make_person, sign_in
from tests.backend.sync_api.shelves import Phone

TEAM, OTHER_TEAM = str(uuid.uuid4()), str(uuid.uuid4())
CASE, CHILD, NOTE = (str(uuid.uuid4()) for _ in range(3))
FEED = f"case:{CASE}"
PEOPLE = {
    "manager": (Role.TEAM_MANAGER, TEAM),
    "worker": (Role.SOCIAL_WORKER, TEAM),
    "colleague": (Role.SOCIAL_WORKER, TEAM),
    "stranger": (Role.TEAM_MANAGER, OTHER_TEAM),
    "police": (Role.POLICE_SERGEANT, None),
    "support": (Role.BUSINESS_SUPPORT, None),
    "health": (Role.HEALTH, None),
    "head": (Role.HEAD_OF_SERVICE, None),
    "admin": (Role.ADMINISTRATOR, None),
}


def open_file(client: FlaskClient) -> dict[str, Phone]:
    """Everybody's phone; the worker has a family with one child and one note."""
    with writing_session() as session:
        session.add(Area(key="wirral", name="Wirral"))
        session.flush()
        session.add(Team(id=TEAM, area="wirral", name="East"))
        session.add(Team(id=OTHER_TEAM, area="wirral", name="West"))
    people = {
        name: make_person(f"{name}@example.invalid", role, team_id=team)
        for name, (role, team) in PEOPLE.items()
    }
    with writing() as connection:
        publish_areas(connection, clock.now(), demo=False)
    phones = {name: phone_of(client, name) for name in PEOPLE}
    about = {"name": "Invented", "address": "1 Nowhere Street"}
    do(phones["manager"], "open_case", CASE, about)
    worker = {"person_id": people["worker"].id}
    do(phones["manager"], "allocate_case", CASE, worker, base_version=1)
    child = {"given_name": "Ada", "family_name": "Invented", "date_of_birth": "2019-04-01"}
    do(phones["worker"], "add_child", CHILD, {"case_id": CASE, **child})
    do(phones["worker"], "add_note", NOTE, {"case_id": CASE, "text": "Three houses."})
    return phones


def phone_of(client: FlaskClient, name: str) -> Phone:
    """A new one, signed in."""
    told = sign_in(client, f"{name}@example.invalid").get_json()
    return Phone(client, told["device_id"], told["access_token"])


def do(phone: Phone, kind: str, record_id: str, fields: Any, **parts: Any) -> None:
    """It must be taken."""
    outcome = offer(phone, kind, record_id, fields, **parts)
    assert outcome["status"] == "accepted", outcome


def offer(phone: Phone, kind: str, record_id: str, fields: Any, **parts: Any) -> dict[str, Any]:
    """A change done now, and its outcome."""
    usual = {"kind": kind, "feed": FEED, "record_id": record_id, "fields": fields}
    (outcome,) = phone.push(phone.add(**usual, occurred_at=clock.now(), **parts))
    return outcome


def jpeg(width: int = 120, height: int = 90, **save: Any) -> bytes:
    """A picture, as a canvas makes them."""
    return _saved("JPEG", width, height, **save)


def png(width: int = 40, height: int = 30, **save: Any) -> bytes:
    """The other type that is taken."""
    return _saved("PNG", width, height, **save)


def _saved(form: str, width: int, height: int, **save: Any) -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(file, form, **save)
    return file.getvalue()


@dataclass
class Picture:
    """Sealed on a phone, ready to be announced and sent."""

    content: bytes
    media_type: str = "image/jpeg"
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    key: bytes = field(default_factory=lambda: os.urandom(32))
    box: bytes = b""

    def __post_init__(self) -> None:
        self.box = self.box or close(self.key, self.content, self.id)

    def fields(self, **more: Any) -> dict[str, Any]:
        """What the change says of it."""
        usual = {
            "case_id": CASE,
            "subject_id": NOTE,
            "what": "three_houses_sheet",
            "sha256": hashlib.sha256(self.content).hexdigest(),
            "size": len(self.content),
            "media_type": self.media_type,
            "content_key": base64.urlsafe_b64encode(self.key).rstrip(b"=").decode(),
        }
        return usual | more


@dataclass
class Sender:
    """What tus-js-client does, by hand."""

    phone: Phone

    def announce(self, picture: Picture, **more: Any) -> None:
        """The change; it must be taken."""
        do(self.phone, "add_attachment", picture.id, picture.fields(**more))

    def ask(self, method: str, path: str, data: bytes = b"", **headers: str) -> TestResponse:
        """Any request of the protocol; `Upload_Offset="0"` is a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        usual = {"Tus-Resumable": "1.0.0", **bearer(self.phone.token)}
        return self.phone.client.open(path, method=method, data=data, headers=usual | named)

    def begin(self, picture: Picture, length: int | None = None) -> TestResponse:
        """Creation."""
        named = base64.b64encode(picture.id.encode()).decode()
        length = len(picture.box) if length is None else length
        name = f"attachment {named}"
        return self.ask("POST", "/attachments", Upload_Length=str(length), Upload_Metadata=name)

    def where(self, picture: Picture) -> TestResponse:
        """How much is there."""
        return self.ask("HEAD", f"/attachments/{picture.id}/upload")

    def piece(self, picture: Picture, start: int, end: int | None = None) -> TestResponse:
        """Some bytes of it."""
        part, path = picture.box[start:end], f"/attachments/{picture.id}/upload"
        kind = "application/offset+octet-stream"
        return self.ask("PATCH", path, part, Upload_Offset=str(start), Content_Type=kind)

    def read(self, picture: Picture) -> TestResponse:
        """The picture itself."""
        return self.ask("GET", f"/attachments/{picture.id}")

    def send(self, picture: Picture) -> TestResponse:
        """From the change to the last byte, in one piece."""
        self.announce(picture)
        assert self.begin(picture).status_code == 201
        return self.piece(picture, 0)

    def record(self, picture: Picture) -> dict[str, Any]:
        """Of the picture, as this phone pulls it."""
        (record,) = [one for one in self.phone.things() if one["id"] == picture.id]
        return record
