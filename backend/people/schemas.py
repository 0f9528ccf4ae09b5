"""What signing in says and is told."""

from marshmallow import fields
from marshmallow.validate import OneOf, Range

from backend.people.public_key import PublicKey
from backend.schemas import AwareDateTime, SafeText, StrictSchema, Uuid

TOKEN_LENGTH = 4_000
METHODS = ("passkey", "totp", "recovery")
WEBAUTHN = {"description": "As WebAuthn's toJSON and parse...FromJSON have it."}


class InstallSchema(StrictSchema):
    """The browser install that signs in."""

    id = Uuid(required=True)
    name = SafeText(required=True)
    public_key = PublicKey(
        metadata={
            "description": "P-256 point, base64url: tokens are then good with its proof only."
        }
    )


class SignInSchema(StrictSchema):
    """An e-mail and a password, and where they were typed."""

    email = SafeText(required=True, longest=254)
    password = SafeText(required=True, longest=200, trim=False)
    device = fields.Nested(InstallSchema, required=True)


class RefreshSchema(StrictSchema):
    """The refresh token that came last; it may stand in the header instead."""

    refresh_token = SafeText(longest=TOKEN_LENGTH)


class SignOutSchema(StrictSchema):
    """Any token of the session that ends; the access token in the header will do."""

    refresh_token = SafeText(longest=TOKEN_LENGTH)


class PersonSchema(StrictSchema):
    """A person, to themself."""

    id = Uuid()
    name = SafeText()
    role = SafeText()
    area = SafeText()
    team_id = Uuid(allow_none=True)
    phone = SafeText(allow_none=True)


class TokensSchema(StrictSchema):
    """A fresh pair."""

    access_token = fields.String()
    refresh_token = fields.String()


class LetterboxKeySchema(StrictSchema):
    """A key to seal changes to."""

    kid = SafeText()
    public_key = SafeText()


class MeSchema(StrictSchema):
    """Who is signed in, on what, in which mode."""

    person = fields.Nested(PersonSchema)
    device_id = Uuid()
    push_key = fields.String(metadata={"description": "For PushManager.subscribe."})
    letterbox_keys = fields.List(fields.Nested(LetterboxKeySchema))
    demo = fields.Boolean()


class SecondStepSchema(StrictSchema):
    """What is asked after the password."""

    ticket = fields.String(metadata={"description": "Good once, for ten minutes."})
    methods = fields.List(fields.String(validate=OneOf(METHODS)))
    passkey_options = fields.Dict(allow_none=True, metadata=WEBAUTHN)
    enrol = fields.Boolean(metadata={"description": "None is set up yet, and one is demanded."})


class SignedInSchema(MeSchema):
    """The answer to a sign-in: a session; or only `second_factor`, and the sign-in goes on."""

    access_token = fields.String()
    refresh_token = fields.String()
    recovery_codes = fields.List(fields.String(), metadata={"description": "Shown once."})
    second_factor = fields.Nested(SecondStepSchema)


class JoinSchema(StrictSchema):
    """Somebody who was invited chooses a password, with the code that they were given."""

    email = SafeText(required=True, longest=254)
    code = SafeText(required=True, longest=40)
    password = SafeText(required=True, longest=200, trim=False)


class WipedSchema(StrictSchema):
    """A device has done what the order of this id told it."""

    device_id = Uuid(required=True)
    order = Uuid(required=True)


class DeviceSchema(StrictSchema):
    """One of a person's own devices."""

    id = Uuid()
    name = SafeText()
    created_at = AwareDateTime()
    last_seen_at = AwareDateTime()
    app_release = SafeText(allow_none=True)
    waiting = fields.Integer(allow_none=True)
    waiting_since = AwareDateTime(allow_none=True)
    revoked_at = AwareDateTime(allow_none=True)
    lost_at = AwareDateTime(allow_none=True)
    wipe_asked_at = AwareDateTime(allow_none=True)
    wiped_at = AwareDateTime(allow_none=True)
    this_one = fields.Boolean()


class BeforeSchema(StrictSchema):
    """Older ones than this."""

    before = fields.Integer(validate=Range(min=1, max=2**31 - 1))


class SecurityEventSchema(StrictSchema):
    """Something that happened with an account or a phone, perhaps often within an hour."""

    id = fields.Integer()
    what = SafeText()
    person_id = Uuid(allow_none=True)
    device_id = Uuid(allow_none=True)
    by_id = Uuid(allow_none=True)
    detail = SafeText(allow_none=True)
    at = AwareDateTime()
    last_at = AwareDateTime()
    times = fields.Integer()


class SecurityEventsSchema(StrictSchema):
    """At most a page of them; older ones are asked for with `before`."""

    events = fields.List(fields.Nested(SecurityEventSchema))


class DemoPersonSchema(StrictSchema):
    """Somebody invented, to sign in as with one tap."""

    email = SafeText()
    password = SafeText()
    name = SafeText()
    role = SafeText()
    area = SafeText()
    area_name = SafeText()
