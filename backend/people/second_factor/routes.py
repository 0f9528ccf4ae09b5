"""The second step of a sign-in, and setting one up for oneself."""

from dataclasses import asdict
from typing import Any

from flask import request

from backend.people.schemas import SignedInSchema
from backend.people.second_factor.own import (
    begin_own_app,
    begin_own_passkey,
    confirm_own_app,
    new_codes,
    remove_own,
    save_own_passkey,
    show_own,
)
from backend.people.second_factor.schemas import (
    AppCodeSchema,
    BegunSchema,
    EnrolSchema,
    NewPasskeySchema,
    OwnCodeSchema,
    RemoveSchema,
    SecondFactorsSchema,
    SecondStepAnswerSchema,
    SetUpSchema,
)
from backend.people.second_factor.second_step import enrol, second_step
from backend.people.sessions import current_author
from backend.people.signed_in import signed_in_on_wire
from backend.web.doors import open_to_all
from backend.web.plain import PlainBlueprint

blueprint = PlainBlueprint("second_factor", __name__, description="The second step of a sign-in")


@blueprint.post("/sign-in/second-factor")
@open_to_all
@blueprint.arguments(SecondStepAnswerSchema)
@blueprint.response(200, SignedInSchema)
def do_second_step(asked: dict[str, Any]) -> dict[str, Any]:
    """A code or a passkey, with the ticket of the first step: the session is open."""
    return signed_in_on_wire(second_step(asked, request.remote_addr or ""))


@blueprint.post("/sign-in/second-factor/enrol")
@open_to_all
@blueprint.arguments(EnrolSchema)
@blueprint.response(200, BegunSchema)
def enrol_while_signing_in(asked: dict[str, Any]) -> dict[str, Any]:
    """For somebody who must have a second step and has none yet."""
    begun = enrol(asked["ticket"], asked["method"])
    return {"passkey_options": begun} if isinstance(begun, dict) else asdict(begun)


@blueprint.get("/second-factor")
@blueprint.response(200, SecondFactorsSchema)
def own_second_factors() -> dict[str, Any]:
    """What this person has as a second step."""
    return show_own(current_author())


@blueprint.post("/second-factor/totp")
@blueprint.arguments(OwnCodeSchema, required=False)
@blueprint.response(200, BegunSchema)
def begin_app(asked: dict[str, Any]) -> dict[str, Any]:
    """A secret for an app that makes codes; nothing until one of its codes has been confirmed."""
    return asdict(begin_own_app(current_author(), asked.get("code"), _address()))


@blueprint.post("/second-factor/totp/confirm")
@blueprint.arguments(AppCodeSchema)
@blueprint.response(200, SetUpSchema)
def confirm_app(asked: dict[str, Any]) -> dict[str, Any]:
    """The app shows a code: from now on it is asked for at each sign-in."""
    return confirm_own_app(current_author(), asked["code"], _address())


@blueprint.post("/second-factor/passkeys/options")
@blueprint.arguments(OwnCodeSchema, required=False)
@blueprint.response(200, BegunSchema)
def begin_passkey(asked: dict[str, Any]) -> dict[str, Any]:
    """What a new passkey is made from."""
    return begin_own_passkey(current_author(), asked.get("code"), _address())


@blueprint.post("/second-factor/passkeys")
@blueprint.arguments(NewPasskeySchema)
@blueprint.response(200, SetUpSchema)
def save_passkey(asked: dict[str, Any]) -> dict[str, Any]:
    """The passkey that was made: from now on one is asked for at each sign-in."""
    return save_own_passkey(current_author(), asked["ticket"], asked["credential"])


@blueprint.post("/second-factor/remove")
@blueprint.arguments(RemoveSchema)
@blueprint.response(200, SecondFactorsSchema)
def remove(asked: dict[str, Any]) -> dict[str, Any]:
    """One goes; the last one stays where one is demanded."""
    return remove_own(current_author(), asked, _address())


@blueprint.post("/second-factor/recovery-codes")
@blueprint.arguments(AppCodeSchema)
@blueprint.response(200, SetUpSchema)
def make_recovery_codes(asked: dict[str, Any]) -> dict[str, Any]:
    """Ten new ones; those before are good no more."""
    return new_codes(current_author(), asked["code"], _address())


def _address() -> str:
    return request.remote_addr or ""
