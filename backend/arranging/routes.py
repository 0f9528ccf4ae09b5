"""Two questions that are no changes: explain a moment, and keep a passcode."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from sqlalchemy import Connection

from backend import clock
from backend.areas.explain import BadQuestion, explain, question_from
from backend.areas.names import arrangements_feed, contact_id
from backend.areas.overrides import laid_over
from backend.areas.passcodes import keep_passcode
from backend.areas.profile import Profile
from backend.areas.profiles import BadProfile, profile_from
from backend.areas.publish import Publisher
from backend.areas.versions import base_document, timeline_of
from backend.arranging.schemas import ExplainedSchema, ExplainSchema, PasscodeSchema
from backend.database import reading, writing
from backend.errors import Invalid, NotAllowed, NotFound
from backend.people.author import Author, Role
from backend.people.sessions import current_author
from backend.sync_api.authority import SERVER_ID
from backend.sync_api.server_changes import write_as_server
from backend.sync_api.sql_store import SqlStore
from backend.web.plain import PlainBlueprint
from sync.messages import Record, time_text

View = TypeVar("View", bound=Callable[..., Any])

blueprint = PlainBlueprint("arranging", __name__, description="An area's arrangements")


def only_administrators(view: View) -> View:
    """Asked before anything that was sent is read."""

    @wraps(view)
    def guarded(*given: Any, **named: Any) -> Any:
        _administrator()
        return view(*given, **named)

    return cast(View, guarded)


@blueprint.post("/areas/explain")
@only_administrators
@blueprint.arguments(ExplainSchema)
@blueprint.response(200, ExplainedSchema)
def explain_a_moment(asked: dict[str, Any]) -> dict[str, Any]:
    """What would happen then in the administrator's area, and why. Nothing is done."""
    author = _administrator()
    draft_id = asked.pop("draft_id", None)
    with reading() as connection:
        profile = _profile(connection, author.area, draft_id)
    try:
        answer = explain(profile, question_from(profile, asked))
    except BadQuestion as bad:
        raise Invalid("This cannot be asked.", fields=bad.faults) from bad
    return answer.as_json()


@blueprint.post("/areas/passcodes")
@only_administrators
@blueprint.arguments(PasscodeSchema)
@blueprint.response(204)
def set_passcode(asked: dict[str, Any]) -> None:
    """Kept sealed and apart. Nobody reads it back by any route of an administrator's."""
    author, now = _administrator(), clock.now()
    with writing() as connection:
        contact = _contact_with(connection, author.area, asked["name"])
        keep_passcode(connection, author, asked["name"], asked["passcode"], now)
        fields = {"passcode_set_at": time_text(now), "passcode_set_by": author.person_id}
        publisher = Publisher(SERVER_ID, {contact.id: contact}, now)
        told = publisher.change("contact", contact.id, contact.feed, {**_named(contact), **fields})
        write_as_server(connection, [told])


def _administrator() -> Author:
    author = current_author()
    if author.role is not Role.ADMINISTRATOR:
        raise NotAllowed("Only an administrator of the area does this.")
    return author


def _profile(connection: Connection, area: str, draft_id: str | None) -> Profile:
    """What was agreed last, with the changes of a draft laid over it."""
    store = SqlStore(connection)

    def find(record_id: str) -> Record | None:
        return store.records({record_id}).get(record_id)

    timeline = timeline_of(area, find)
    last = timeline.versions[-1]
    if draft_id is None:
        return timeline.profile(last)
    draft = find(draft_id)
    if draft is None or draft.type != "arrangement_draft" or draft.feed != arrangements_feed(area):
        raise NotFound("There is no such change.")
    overrides = {**last.overrides, **draft.fields["changes"]}
    try:
        return profile_from(laid_over(base_document(area, demo=timeline.demo), overrides))
    except BadProfile as bad:
        raise Invalid("This change does not fit any more.", fields=bad.faults) from bad


def _contact_with(connection: Connection, area: str, name: str) -> Record:
    """The contact of the area that has a passcode of this name."""
    keys = [
        contact["key"]
        for contact in base_document(area, demo=False)["contacts"]
        if contact.get("passcode") == name
    ]
    ids = {contact_id(area, key) for key in keys}
    for record in SqlStore(connection).records(ids).values():
        return record
    raise NotFound("There is no such passcode in this area.")


def _named(contact: Record) -> dict[str, Any]:
    return {"key": contact.fields["key"]}
