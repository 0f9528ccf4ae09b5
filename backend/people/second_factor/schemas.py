"""What the second step of a sign-in says and is told."""

from marshmallow import EXCLUDE, Schema, fields
from marshmallow.validate import OneOf

from backend.people.schemas import METHODS, TOKEN_LENGTH, WEBAUTHN
from backend.schemas import AwareDateTime, SafeText, StrictSchema, Uuid

CODE = 40
BOX = 20_000
THINGS = ("totp", "passkey")


class AnswerOfKeySchema(Schema):
    """The inner part of what a browser hands over; more than this is left out."""

    class Meta:
        """Browsers add fields as they like."""

        unknown = EXCLUDE

    clientDataJSON = SafeText(required=True, longest=BOX)
    attestationObject = SafeText(longest=BOX)
    authenticatorData = SafeText(longest=BOX)
    signature = SafeText(longest=BOX)
    userHandle = SafeText(longest=BOX, allow_none=True)


class CredentialSchema(Schema):
    """A `PublicKeyCredential`, by its own `toJSON`."""

    class Meta:
        """Browsers add fields as they like."""

        unknown = EXCLUDE

    id = SafeText(required=True, longest=BOX)
    rawId = SafeText(required=True, longest=BOX)
    type = SafeText(required=True)
    response = fields.Nested(AnswerOfKeySchema, required=True)


class SecondStepAnswerSchema(StrictSchema):
    """How the person does the second step."""

    ticket = SafeText(required=True)
    method = SafeText(required=True, validate=OneOf(METHODS))
    code = SafeText(longest=CODE)
    credential = fields.Nested(CredentialSchema)


class EnrolSchema(StrictSchema):
    """What will be the first second step, between the two steps of a sign-in."""

    ticket = SafeText(required=True)
    method = SafeText(required=True, validate=OneOf(THINGS))


class BegunSchema(StrictSchema):
    """What the second step is made from: of an app, or of a passkey."""

    secret = fields.String()
    link = fields.String(metadata={"description": "otpauth: address that opens the app."})
    passkey_options = fields.Dict(metadata=WEBAUTHN)
    ticket = fields.String(metadata={"description": "To be sent with the passkey that was made."})


class OwnCodeSchema(StrictSchema):
    """A code of what is there already; needed as soon as there is something."""

    code = SafeText(longest=CODE)


class AppCodeSchema(StrictSchema):
    """The first code that the new app shows."""

    code = SafeText(required=True, longest=CODE)


class NewPasskeySchema(StrictSchema):
    """The passkey that was made."""

    ticket = SafeText(required=True, longest=TOKEN_LENGTH)
    credential = fields.Nested(CredentialSchema, required=True)


class RemoveSchema(StrictSchema):
    """Which one goes, and a code of what is there."""

    method = SafeText(required=True, validate=OneOf(THINGS))
    passkey_id = Uuid()
    code = SafeText(longest=CODE)


class PasskeySchema(StrictSchema):
    """One of one's own."""

    id = Uuid()
    name = SafeText()
    created_at = AwareDateTime()
    last_used_at = AwareDateTime(allow_none=True)


class SecondFactorsSchema(StrictSchema):
    """What one has, and whether one must."""

    demanded = fields.Boolean()
    app_since = AwareDateTime(allow_none=True)
    passkeys = fields.List(fields.Nested(PasskeySchema))
    passkeys_offered = fields.Boolean()
    recovery_codes_left = fields.Integer()


class SetUpSchema(SecondFactorsSchema):
    """The same, with new recovery codes when they were made."""

    recovery_codes = fields.List(fields.String(), metadata={"description": "Shown once."})
