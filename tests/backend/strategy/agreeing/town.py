"""A request on its way in an area, and everybody who has a hand in finding a time for it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from backend.people.author import Role
from sync.messages import Fields, Outcome, Record
from tests.backend.council import Household, Phone, make_household, new_id, taken, text
from tests.backend.strategy.forms import AUTHORISED, whole

SANDWELL, WIRRAL, NORTHANTS = "sandwell_dudley_walsall", "wirral", "northamptonshire"


@dataclass
class Town:
    """One family's request; `post` is by the manager unless it says by whom."""

    area: str
    urgent: bool = False
    children: int = 1
    flags: dict[str, Any] = field(default_factory=dict)
    decided: dict[str, Any] = field(default_factory=dict)
    """What the manager says when they authorise it, besides what must be said."""
    family: Household = field(init=False)

    def __post_init__(self) -> None:
        self.family = make_household(self.children, self.area, **self.flags)
        council = self.family.council
        self.support = council.hire(Role.BUSINESS_SUPPORT)
        self.sergeant = council.hire(Role.POLICE_SERGEANT)
        self.health = council.hire(Role.HEALTH)
        self.server = Phone(council.hire(Role.SERVER).author)
        self.request_id = self.raise_one()

    @property
    def now(self) -> datetime:
        return self.family.council.now

    def raise_one(self, **more: Any) -> str:
        said = {"urgent": True} if self.urgent else whole(self.family)
        return self.family.raise_request(**{**said, **more})

    def authorise(self, request_id: str | None = None) -> str:
        decided = {} if self.urgent else {**AUTHORISED[self.area], **self.decided}
        return self.good("authorise_request", request_id=request_id, checked=True, **decided)

    def reach_police(self, request_id: str | None = None) -> Fields:
        self.authorise(request_id)
        return self.mail_goes(request_id)

    def mail_goes(self, request_id: str | None = None) -> Fields:
        """Every mail that waits is taken by the mail server, and business support forward it."""
        if self._mail_is_taken(request_id):
            self.good("forward_to_police", self.support, request_id)
            self._mail_is_taken(request_id)
        return self.fields(request_id)

    def _mail_is_taken(self, request_id: str | None) -> bool:
        """Whether that was to business support only."""
        feed = f"discussion:{request_id or self.request_id}"
        records = list(self.family.council.shelf.records.values())
        waiting = [
            one for one in records if one.feed == feed and one.fields.get("state") == "queued"
        ]
        for one in waiting:
            sent = {"dispatch_id": one.id, "state": "sent", "at": text(self.now)}
            self.good("note_dispatch", self.server, request_id, **sent)
        return any(one.fields["purpose"] == "business_support" for one in waiting)

    def post(
        self, kind: str, by: Phone | None = None, request_id: str | None = None, **fields: Any
    ) -> Outcome:
        record_id = request_id or self.request_id
        parts = {one: fields.pop(one) for one in ("base_version",) if one in fields}
        if "made_at" in fields:
            parts["at"] = fields.pop("made_at")
        feed = f"discussion:{record_id}"
        return self.family.post(
            kind, record_id, fields, by=by or self.family.manager, feed=feed, **parts
        )

    def good(
        self, kind: str, by: Phone | None = None, request_id: str | None = None, **fields: Any
    ) -> str:
        taken(self.post(kind, by, request_id, **fields))
        return request_id or self.request_id

    def invite(self, agency: str, by: Phone | None = None, **fields: Any) -> tuple[str, Outcome]:
        record_id = new_id()
        said = {"request_id": self.request_id, "agency": agency, **fields}
        feed = f"discussion:{self.request_id}"
        by = by or self.family.manager
        return record_id, self.family.post("invite", record_id, said, by=by, feed=feed)

    def answer(self, invitation_id: str, by: Phone, **fields: Any) -> Outcome:
        kind = "reply_to_invitation" if "reply" in fields else "note_information"
        return self.of_invitation(kind, invitation_id, by, **fields)

    def of_invitation(self, kind: str, invitation_id: str, by: Phone, **fields: Any) -> Outcome:
        feed = f"discussion:{self.request_id}"
        return self.family.post(kind, invitation_id, fields, by=by, feed=feed)

    def fields(self, request_id: str | None = None) -> Fields:
        return self.family.council.fields(request_id or self.request_id)

    def invitation(self, agency: str) -> Record:
        """The first that stands for this agency."""
        council = self.family.council
        records = (council.record(one) for one in self.fields()["invitations"])
        return next(one for one in records if one.fields["agency"] == agency)
