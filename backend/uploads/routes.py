"""tus 1.0 (core, creation, expiration, termination) for what was announced, and reading it.

Not by a library: those for Python belong to another framework, or stand outside of the session and
of our database (decision 15). The server's side of the protocol is the few rules of this file.
"""

import base64
import binascii
from uuid import UUID

from flask import Response, request, url_for
from werkzeug.http import http_date

from backend.attachments.schemas import LARGEST
from backend.errors import Invalid, NotFound, OtherVersion, WrongType
from backend.people.sessions import current_author
from backend.uploads import receiving
from backend.uploads.finishing import finish, is_whole
from backend.uploads.reading import read_picture
from backend.web.plain import PlainBlueprint

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
NAMED = "attachment"
MOST_DIGITS = 12
ENDINGS = {"image/jpeg": "jpg", "image/png": "png"}

blueprint = PlainBlueprint("uploads", __name__, description="Pictures: sent in pieces (tus), read")


@blueprint.post("/attachments")
@blueprint.response(201)
def begin() -> Response:
    """Begin to send: `Upload-Metadata` is `attachment` and the record's id in base64."""
    _check_version()
    row = receiving.begin(current_author(), _named_in_metadata(), _number("Upload-Length"))
    answer = _standing(row, 201)
    answer.headers["Location"] = url_for("uploads.where", attachment_id=row.id)
    return answer


@blueprint.route("/attachments/<attachment_id>/upload", methods=["HEAD"])
@blueprint.response(200)
def where(attachment_id: str) -> Response:
    """How much of it is here. What is whole and was not looked at yet is looked at now."""
    _check_version()
    row = receiving.find_begun(current_author(), _id(attachment_id))
    if is_whole(row):
        finish(row)
    return _standing(row, 200)


@blueprint.route("/attachments/<attachment_id>/upload", methods=["PATCH"])
@blueprint.response(204)
def take_piece(attachment_id: str) -> Response:
    """The next piece, from `Upload-Offset`. The last one is answered when the picture is taken."""
    _check_version()
    if request.mimetype != PIECE:
        raise WrongType(f"A piece is {PIECE}.")
    offset = _number("Upload-Offset")
    author, data = current_author(), request.get_data(cache=False)
    row = receiving.take_piece(author, _id(attachment_id), offset, data)
    if is_whole(row):
        finish(row)
    return _standing(row, 204)


@blueprint.route("/attachments/<attachment_id>/upload", methods=["DELETE"])
@blueprint.response(204)
def give_up(attachment_id: str) -> Response:
    """What is here of it is thrown away. It may be sent again from its beginning."""
    _check_version()
    receiving.give_up(current_author(), _id(attachment_id))
    return Response(status=204)


@blueprint.get("/attachments/<attachment_id>")
@blueprint.response(200)
def read(attachment_id: str) -> Response:
    """The picture, for whoever reads the file that it is in."""
    attachment_id = _id(attachment_id)
    picture = read_picture(current_author(), attachment_id)
    answer = Response(picture.content, mimetype=picture.media_type)
    named = f'attachment; filename="{attachment_id}.{ENDINGS[picture.media_type]}"'
    answer.headers["Content-Disposition"] = named
    return answer


@blueprint.after_request
def say_version(answer: Response) -> Response:
    """On every answer; and what there is, to whoever asks."""
    answer.headers["Tus-Resumable"] = VERSION
    if request.method == "OPTIONS" or answer.status_code == OtherVersion.status:
        answer.headers["Tus-Version"] = VERSION
        answer.headers["Tus-Extension"] = "creation,expiration,termination"
        answer.headers["Tus-Max-Size"] = str(LARGEST)
    return answer


def _standing(row: receiving.Expected, status: int) -> Response:
    answer = Response(status=status)
    answer.headers["Upload-Offset"] = str(receiving.received(row))
    answer.headers["Upload-Length"] = str(receiving.length_of(row))
    if row.expires_at is not None:
        answer.headers["Upload-Expires"] = http_date(row.expires_at)
    return answer


def _check_version() -> None:
    if request.headers.get("Tus-Resumable") != VERSION:
        raise OtherVersion(f"This server speaks tus {VERSION}.")


def _number(header: str) -> int:
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Invalid(f"{header} must be a whole number.", fields={header: "Must be a number."})
    return int(text)


def _named_in_metadata() -> str:
    for pair in request.headers.get("Upload-Metadata", "").split(","):
        name, _, value = pair.strip().partition(" ")
        if name == NAMED:
            try:
                return _id(base64.b64decode(value, validate=True).decode("ascii"))
            except (binascii.Error, ValueError):
                break
    raise Invalid("Say which picture it is.", fields={"Upload-Metadata": "Needs its id."})


def _id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise NotFound("There is no such picture.") from None
