"""The pages of the post: to answer by a link without an account, and the outbox of the demo.

Nothing that identifies anybody stands in an address: the code comes behind the `#` and in the body
of a POST. Looking changes nothing; an answer is taken once.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template, request
from marshmallow import ValidationError
from sqlalchemy import Connection

from backend import clock
from backend.config import current_config
from backend.database import reading, writing
from backend.errors import NotFound
from backend.people.throttle import Bucket, place_of, take_a_try
from backend.post.answers import NoLink, Open, Over, give, look, refused
from backend.post.links import LONGEST_TOKEN, hash_of
from backend.post.noting import NotNoted
from backend.post.outbox import document_in_outbox, mails_in_outbox
from backend.schemas import plain_messages
from backend.sync_api.lanes import write_queue
from backend.web.doors import open_to_all

PAGES = Path(__file__).parent / "pages"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
UNKNOWN = Over(
    "This link is not known",
    ("Open the whole link from the e-mail, or ring the team that sent it.",),
)
LONGEST = 2000

blueprint = Blueprint("post", __name__, template_folder="pages")


@blueprint.get("/answer")
@open_to_all
def begin() -> Response:
    """Asks for the code that stands behind the `#`: the server has not seen it yet."""
    return _page("start.html")


@blueprint.get("/answer.css")
@open_to_all
def style() -> Response:
    """How these pages look."""
    return _file("answer.css", "text/css; charset=utf-8")


@blueprint.get("/answer.js")
@open_to_all
def script() -> Response:
    """Takes the code from the address."""
    return _file("answer.js", "text/javascript; charset=utf-8")


@blueprint.post("/answer/look")
@open_to_all
def look_at() -> Response:
    """What may be shown of the request, and what can be answered. Changes nothing."""
    with reading() as connection:
        try:
            found = look(connection, _code(), clock.now())
        except NoLink:
            found = UNKNOWN
    if found is UNKNOWN:
        _count_wrong_code()
    return _told(found) if isinstance(found, Over) else _choose(found, {}, {})


@blueprint.post("/answer/give")
@open_to_all
def answer() -> Response:
    """The one answer of this link."""
    said = {name: text[:LONGEST] for name, text in request.form.items()}
    work = partial(_give, token=_code(), said=said, now=clock.now())
    try:
        found = write_queue().run(work, urgent=True)
    except NoLink:
        _count_wrong_code()
        found = UNKNOWN
    except NotNoted as refusal:
        found = refused(refusal)
    except ValidationError as error:
        return _ask_again(said, plain_messages(error.messages))
    return _told(found)


@blueprint.get("/demo/outbox")
@open_to_all
def outbox() -> Response:
    """Every mail of the demonstration, which went nowhere."""
    _only_in_demo()
    with reading() as connection:
        return _page("outbox.html", mails=mails_in_outbox(connection, current_config()))


@blueprint.get("/demo/outbox/<mail_id>/<place>")
@open_to_all
def outbox_document(mail_id: str, place: str) -> Response:
    """A document of one of them, as it was made."""
    _only_in_demo()
    with reading() as connection:
        number = int(place) if place.isascii() and place.isdigit() else -1
        found = document_in_outbox(connection, mail_id, number)
    if found is None:
        raise NotFound("There is nothing here.")
    answer = Response(found.data, content_type=found.content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return answer


def _only_in_demo() -> None:
    if not current_config().demo:
        raise NotFound("There is nothing here.")


def _code() -> str:
    return request.form.get("code", "").strip().rpartition("#")[2][: LONGEST_TOKEN + 1]


def _give(connection: Connection, token: str, said: Mapping[str, str], now: datetime) -> Over:
    return give(connection, token, said, now)


def _ask_again(said: Mapping[str, str], wrong: Mapping[str, str]) -> Response:
    with reading() as connection:
        found = look(connection, _code(), clock.now())
    return _told(found) if isinstance(found, Over) else _choose(found, said, wrong)


def _choose(found: Open, said: Mapping[str, str], wrong: Mapping[str, str]) -> Response:
    return _page(
        "choose.html",
        code=_code(),
        ref=found.ref,
        shown=found.shown,
        asking=found.asking,
        said=_Said(said),
        wrong=wrong,
    )


class _Said(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""


def _told(over: Over) -> Response:
    return _page("told.html", heading=over.heading, lines=over.lines)


def _count_wrong_code() -> None:
    """Many wrong codes from one place are slowed; a right one is never."""
    place = hash_of(f"place {place_of(request.remote_addr or '')}")
    with writing() as connection:
        take_a_try(connection, [Bucket(f"answer:{place}", 30, 20)], clock.now())


def _page(name: str, **given: Any) -> Response:
    page = render_template(name, demo=current_config().demo, **given)
    answer = Response(page, content_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = POLICY
    return answer


def _file(name: str, content_type: str) -> Response:
    answer = Response((PAGES / name).read_bytes(), content_type=content_type)
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
