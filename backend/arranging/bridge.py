"""How to join a discussion: the conference's number and passcode, for those who take part (N-28).

Asked for one discussion at a time, around its time, and kept by nobody: in no feed, alert, e-mail
or log. A secret that stands in a guidance note is everybody's; here each look is one event.
"""

from typing import Any
from uuid import UUID

from marshmallow import Schema
from sqlalchemy import Connection

from backend import clock
from backend.areas.passcodes import may_see_passcode, passcode_for
from backend.areas.profile import Contact, Profile
from backend.areas.versions import timeline_of
from backend.database import writing
from backend.errors import Invalid, NotFound
from backend.people.author import Author, Role
from backend.people.security_events import What, note
from backend.people.sessions import current_author
from backend.schemas import SafeText, StrictSchema
from backend.sync_api.sql_store import SqlStore
from backend.web.plain import PlainBlueprint
from sync.messages import Fields, Record

NOT_SHOWN = "How to join is shown to those who take part, from the day before. It is not shown now."
WRONG_NAME = "That is not what this discussion is called. Check the children's number, then join."

blueprint = PlainBlueprint("bridge", __name__, description="How to join a discussion")


class JoinDiscussionSchema(StrictSchema):
    """`POST /discussions/<id>/bridge`: which conference the manager is about to join (N-39)."""

    conference_name = SafeText(may_be_empty=True)


class BridgeSchema(Schema):
    """The number to ring, the passcode, and what the conference is called."""

    name = SafeText()
    number = SafeText(allow_none=True)
    shown = SafeText(allow_none=True)
    extension = SafeText(allow_none=True)
    passcode = SafeText(allow_none=True)
    conference_name = SafeText()


@blueprint.post("/discussions/<request_id>/bridge")
@blueprint.arguments(JoinDiscussionSchema)
@blueprint.response(200, BridgeSchema)
def show_bridge(asked: dict[str, Any], request_id: str) -> dict[str, Any]:
    """For who takes part in this discussion, around its time; to everybody else it is not there."""
    author, now = current_author(), clock.now()
    with writing() as connection:
        request = _request(connection, request_id)
        if request is None or not may_see_passcode(author, request.fields, now):
            raise NotFound(NOT_SHOWN)
        profile = _profile(connection, request.fields["area"])
        contact = profile.contacts.get(profile.booking.bridge or "")
        if contact is None:
            raise NotFound("This area has no conference bridge.")
        _check_name(profile, author, request.fields, asked)
        note(connection, What.BRIDGE_SHOWN, author.person_id, author.device_id)
        name = contact.passcode or ""
        passcode = passcode_for(connection, author, request.fields, name, now)
    return _told(contact, passcode, request.fields)


def _request(connection: Connection, request_id: str) -> Record | None:
    try:
        wanted = str(UUID(request_id))
    except ValueError:
        return None
    record = SqlStore(connection).records({wanted}).get(wanted)
    return record if record is not None and record.type == "strategy_request" else None


def _profile(connection: Connection, area: str) -> Profile:
    """As it counts now: a number that was changed since the request is the one to ring."""
    store = SqlStore(connection)
    timeline = timeline_of(area, lambda record_id: store.records({record_id}).get(record_id))
    return timeline.profile(timeline.at(clock.now()))


def _check_name(profile: Profile, author: Author, request: Fields, asked: dict[str, Any]) -> None:
    """Where the area says so, the manager says first which conference it is."""
    if not profile.confidentiality.join_check or author.role is not Role.TEAM_MANAGER:
        return
    said = " ".join(str(asked.get("conference_name") or "").split()).casefold()
    if said != str(request["confirmed"]["conference_name"]).casefold():
        raise Invalid(WRONG_NAME, fields={"conference_name": "Is not its name."})


def _told(contact: Contact, passcode: str | None, request: Fields) -> dict[str, Any]:
    return {
        "name": contact.name,
        "number": contact.number,
        "shown": contact.shown,
        "extension": contact.extension,
        "passcode": passcode,
        "conference_name": request["confirmed"]["conference_name"],
    }
