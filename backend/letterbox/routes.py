"""What phones seal to, and what they sign with."""

from typing import Any

from backend import clock
from backend.config import current_config
from backend.database import writing
from backend.letterbox.schemas import LetterboxKeysSchema, NewSigningKeySchema
from backend.letterbox.signers import register_key
from backend.people.sessions import current_author
from backend.web.doors import open_to_all
from backend.web.plain import PlainBlueprint

blueprint = PlainBlueprint("letterbox", __name__, description="Keys to seal and sign with")


@blueprint.get("/letterbox-keys")
@open_to_all
@blueprint.response(200, LetterboxKeysSchema)
def letterbox_keys() -> dict[str, Any]:
    """The newest first: that is the one to seal to."""
    return {"keys": current_config().letterbox_public_keys, "now": clock.now()}


@blueprint.post("/signing-keys")
@blueprint.arguments(NewSigningKeySchema)
@blueprint.response(204)
def register_signing_key(asked: dict[str, Any]) -> None:
    """This person signs with it on this device from now on. The same key again changes nothing."""
    author = current_author()
    with writing() as connection:
        register_key(connection, author, asked["public_key"], clock.now())
