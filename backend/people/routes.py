"""Signing in and out, and what a person may know of their own devices."""

from typing import Any

from flask import request
from sqlalchemy import select

from backend import clock
from backend.config import current_config
from backend.database import asking, reading, reading_session, writing
from backend.errors import NotAllowed, NotFound, NotSignedIn
from backend.people.author import Role
from backend.people.demo_people import demo_people
from backend.people.endings import note_wiped
from backend.people.invitations import accept_invitation
from backend.people.models import Device, Person
from backend.people.proofs import need_proof
from backend.people.schemas import (
    BeforeSchema,
    DemoPersonSchema,
    DeviceSchema,
    JoinSchema,
    MeSchema,
    RefreshSchema,
    SecurityEventsSchema,
    SignedInSchema,
    SignInSchema,
    SignOutSchema,
    TokensSchema,
    WipedSchema,
)
from backend.people.security_events import read_events
from backend.people.sessions import ENDED, author_of, current_author, end_session, use_refresh
from backend.people.sign_in import sign_in
from backend.people.signed_in import me_on_wire, signed_in_on_wire
from backend.people.tokens import make_tokens, read_any_token, read_refresh_token
from backend.web.doors import open_to_all
from backend.web.plain import PlainBlueprint

blueprint = PlainBlueprint("people", __name__, description="Signing in, and one's own devices")


@blueprint.post("/sign-in")
@open_to_all
@blueprint.arguments(SignInSchema)
@blueprint.response(200, SignedInSchema)
def sign_in_with_a_password(asked: dict[str, Any]) -> dict[str, Any]:
    """Open a session on this install, where an earlier one ends; or say what the second step is."""
    return signed_in_on_wire(sign_in(asked, request.remote_addr or ""))


@blueprint.post("/refresh")
@open_to_all
@blueprint.arguments(RefreshSchema, required=False)
@blueprint.response(200, TokensSchema)
def refresh(asked: dict[str, Any]) -> dict[str, str]:
    """A fresh pair. The same refresh token is good again until the new one has been used."""
    ticket = read_refresh_token(asked.get("refresh_token") or _token_in_header())
    with asking() as connection:
        key = author_of(connection, ticket, clock.now()).device_key
    if key:
        need_proof(key, None)
    with writing() as connection:
        following = use_refresh(connection, ticket)
    if following is None:
        raise NotSignedIn(ENDED, "session-ended")
    return make_tokens(following)


@blueprint.post("/sign-out")
@open_to_all
@blueprint.arguments(SignOutSchema, required=False)
@blueprint.response(204)
def sign_out(asked: dict[str, Any]) -> None:
    """End this session. A token that has expired can still be handed in."""
    ticket = read_any_token(asked.get("refresh_token") or _token_in_header())
    with writing() as connection:
        end_session(connection, ticket)


@blueprint.get("/me")
@blueprint.response(200, MeSchema)
def me() -> dict[str, Any]:
    """Who is signed in here."""
    author = current_author()
    with reading_session() as session:
        person = session.get_one(Person, author.person_id)
    return me_on_wire(person, author.device_id)


@blueprint.get("/devices")
@blueprint.response(200, DeviceSchema(many=True))
def devices() -> list[dict[str, Any]]:
    """The installs on which this person has signed in, the latest first."""
    author = current_author()
    query = select(Device).where(Device.person_id == author.person_id)
    with reading_session() as session:
        found = session.scalars(query.order_by(Device.last_seen_at.desc())).all()
    shown = DeviceSchema(only=SHOWN)
    return [{**shown.dump(d), "this_one": d.id == author.device_id} for d in found]


@blueprint.get("/security-events")
@blueprint.arguments(BeforeSchema, location="query")
@blueprint.response(200, SecurityEventsSchema)
def security_events(asked: dict[str, Any]) -> dict[str, Any]:
    """What happened with the accounts and phones of an administrator's area, the latest first."""
    author = current_author()
    if author.role is not Role.ADMINISTRATOR:
        raise NotAllowed("Only an administrator of the area reads this.")
    with reading() as connection:
        return {"events": read_events(connection, author.area, asked.get("before"))}


@blueprint.post("/join")
@open_to_all
@blueprint.arguments(JoinSchema)
@blueprint.response(204)
def join(asked: dict[str, Any]) -> None:
    """Choose a password with a one-time code; then sign in with it."""
    address = request.remote_addr or ""
    accept_invitation(asked["email"], asked["code"], asked["password"], address)


@blueprint.post("/wiped")
@open_to_all
@blueprint.arguments(WipedSchema)
@blueprint.response(204)
def wiped(asked: dict[str, Any]) -> None:
    """A device that was told to says that nothing of its person is on it any more."""
    with writing() as connection:
        if not note_wiped(connection, asked["device_id"], asked["order"], clock.now()):
            raise NotFound("There is no such order.")


@blueprint.get("/demo/people")
@open_to_all
@blueprint.response(200, DemoPersonSchema(many=True))
def list_demo_people() -> list[dict[str, str]]:
    """The invented people of demo mode, by area and role."""
    if not current_config().demo:
        raise NotFound("There is nothing here.")
    with reading_session() as session:
        return demo_people(session)


SHOWN = tuple(name for name in DeviceSchema().fields if name != "this_one")


def _token_in_header() -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")
