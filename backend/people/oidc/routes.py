"""Signing in with a council account.

What speaks to a provider is imported when it is first needed: 13 MB of libraries, where most
installations have no provider.
"""

from typing import Any

from flask import redirect, request
from werkzeug import Response as AnyResponse

from backend.config import current_config
from backend.people.oidc.schemas import BeginSchema, ComeBackSchema, ExchangeSchema, WaysSchema
from backend.people.schemas import SignedInSchema
from backend.people.sessions import Install
from backend.people.signed_in import signed_in_on_wire
from backend.web.doors import open_to_all
from backend.web.plain import PlainBlueprint

blueprint = PlainBlueprint("oidc", __name__, description="Signing in with a council account")


@blueprint.get("/sign-in/ways")
@open_to_all
@blueprint.response(200, WaysSchema)
def ways() -> dict[str, bool]:
    """Which buttons the page shows."""
    return {"password": True, "oidc": current_config().oidc is not None}


@blueprint.get("/sign-in/oidc")
@open_to_all
@blueprint.arguments(BeginSchema, location="query")
@blueprint.response(302)
def begin_at_the_provider(asked: dict[str, Any]) -> AnyResponse:
    """On to the council's own sign-in."""
    from backend.people.oidc.flow import begin  # noqa: PLC0415  13 MB that `serve` does not need

    return redirect(begin(asked["challenge"], request.remote_addr or ""))


@blueprint.get("/sign-in/oidc/callback")
@open_to_all
@blueprint.arguments(ComeBackSchema, location="query")
@blueprint.response(302)
def come_back_from_the_provider(said: dict[str, str]) -> AnyResponse:
    """And back to the page, with a code in the part of the address that no server sees."""
    from backend.people.oidc.flow import come_back  # noqa: PLC0415  13 MB that `serve` does not need

    code = come_back(said)
    return redirect(f"{current_config().origin}/#/signed-in/{code}")


@blueprint.post("/sign-in/exchange")
@open_to_all
@blueprint.arguments(ExchangeSchema)
@blueprint.response(200, SignedInSchema)
def exchange_the_code(asked: dict[str, Any]) -> dict[str, Any]:
    """The session, for the page that began."""
    from backend.people.oidc.flow import exchange  # noqa: PLC0415  13 MB that `serve` does not need

    done = exchange(asked["code"], asked["verifier"], Install(**asked["device"]))
    return signed_in_on_wire(done)
