"""What a sign-in with a council account is told."""

from marshmallow import EXCLUDE, Schema, fields
from marshmallow.validate import Regexp

from backend.people.schemas import InstallSchema
from backend.schemas import SafeText, StrictSchema

HASH = Regexp(r"^[A-Za-z0-9_-]{43}$")
LONG = 4_000


class BeginSchema(StrictSchema):
    """What the page begins with."""

    challenge = SafeText(
        required=True,
        validate=HASH,
        metadata={"description": "SHA-256 of the page's own secret, base64url."},
    )


class ComeBackSchema(Schema):
    """What the provider sends the browser back with."""

    class Meta:
        """Providers add fields as they like."""

        unknown = EXCLUDE

    state = SafeText(longest=LONG)
    code = SafeText(longest=LONG)
    error = SafeText(longest=LONG)
    iss = SafeText(longest=LONG)


class ExchangeSchema(StrictSchema):
    """The code from the address, and the secret that the page began with."""

    code = SafeText(required=True)
    verifier = SafeText(required=True)
    device = fields.Nested(InstallSchema, required=True)


class WaysSchema(StrictSchema):
    """How one can sign in here."""

    password = fields.Boolean()
    oidc = fields.Boolean(metadata={"description": "With a council account."})
