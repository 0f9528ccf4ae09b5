"""What a change about people and their phones may carry."""

import re
from typing import Any

from marshmallow import fields

from backend.people.author import Role
from backend.schemas import AwareDateTime, Choice, SafeText, Secret, StrictInt, StrictSchema, Uuid

ROLES = tuple(role.value for role in Role if role is not Role.SERVER)


class NothingSchema(StrictSchema):
    """`report_device_lost`, `restore_access` and others that say all by their name."""


class TroubleSchema(StrictSchema):
    """Something is wrong with a device, since when; a code and at most a number."""

    code = SafeText(longest=40, required=True)
    since = AwareDateTime(required=True)
    much = StrictInt(allow_none=True)


class DeviceRecordSchema(StrictSchema):
    """`publish_device`: one browser install of a person, as the server knows it."""

    person_id = Uuid(required=True)
    name = SafeText(required=True)
    created_at = AwareDateTime(required=True)
    last_seen_at = AwareDateTime(required=True)
    release = SafeText(longest=60, required=True, allow_none=True)
    waiting = StrictInt(required=True, least=0)
    waiting_since = AwareDateTime(required=True, allow_none=True)
    trouble = fields.List(fields.Nested(TroubleSchema()), required=True)
    lost_at = AwareDateTime(required=True, allow_none=True)
    wipe_asked_at = AwareDateTime(required=True, allow_none=True)
    wiped_at = AwareDateTime(required=True, allow_none=True)
    revoked_at = AwareDateTime(required=True, allow_none=True)


class CodeHash(Secret, SafeText):
    """SHA-256 of a one-time code, in hexadecimal: the code itself travels by another way."""

    default_error_messages = {"hash": "Is not a hash."}

    def _deserialize(self, value: Any, attr: Any, data: Any, **rest: Any) -> str:
        text = super()._deserialize(value, attr, data, **rest)
        if not re.fullmatch("[0-9a-f]{64}", text):
            raise self.make_error("hash")
        return text


class InvitePersonSchema(StrictSchema):
    """`invite_person`: they choose a password with the code, within a week."""

    invitation = CodeHash(required=True)


class ChangePersonSchema(StrictSchema):
    """`change_person`: what is to be different."""

    name = SafeText()
    role = Choice(*ROLES)
    team_id = Uuid(allow_none=True)
    phone = SafeText(longest=40, allow_none=True)


class AddPersonSchema(InvitePersonSchema):
    """`add_person`: somebody new of the administrator's area."""

    email = SafeText(longest=254, required=True)
    name = SafeText(required=True)
    role = Choice(*ROLES, required=True)
    team_id = Uuid(allow_none=True)
    phone = SafeText(longest=40, allow_none=True)


class EndAccessSchema(StrictSchema):
    """`end_person_access`: from when."""

    at = AwareDateTime(required=True)


class TeamSchema(StrictSchema):
    """`add_team`, `rename_team`."""

    name = SafeText(required=True)


class PublishedTeamSchema(TeamSchema):
    """`publish_team`: with those who manage it now."""

    managers = fields.List(Uuid(), required=True)


class AccountSchema(StrictSchema):
    """`publish_account`: somebody's account, for administrators."""

    person_id = Uuid(required=True)
    email = SafeText(longest=254, required=True)
    name = SafeText(required=True)
    role = SafeText(required=True)
    team_id = Uuid(required=True, allow_none=True)
    phone = SafeText(required=True, allow_none=True)
    invited_until = AwareDateTime(required=True, allow_none=True)
    ended_at = AwareDateTime(required=True, allow_none=True)
