"""A council whose area is published: its administrators, what they change, what phones are told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.areas.names import arrangements_feed, arrangements_id, call_line_id, contact_id
from backend.areas.profiles import profiles
from backend.areas.publish import Publisher, changes_of, first_arrangements, publication
from backend.people.author import Author, Role
from backend.people.staff_records import Published
from sync.messages import Fields, Outcome, Record
from tests.backend.council import Council, Phone, new_id, taken

MASH, SERGEANT = "contacts.mash_advice", "contacts.dedicated_sergeant"
RIGHT = {"number": "+441514960777", "shown": "0151 496 0777"}
"""A number for drama: it reaches nobody."""


@dataclass
class Arranged:
    """An area with two administrators and a social worker."""

    area: str = "wirral"
    demo: bool = False
    council: Council = field(default_factory=Council)

    def __post_init__(self) -> None:
        self.council.area = self.area
        self.server = Phone(Author(new_id(), Role.SERVER, "", None, new_id()))
        self.one = self.council.hire(Role.ADMINISTRATOR)
        self.two = self.council.hire(Role.ADMINISTRATOR)
        self.worker = self.council.hire(Role.SOCIAL_WORKER)
        self.publish()

    @property
    def feed(self) -> str:
        return arrangements_feed(self.area)

    def publish(self) -> None:
        """What the worker does each day."""
        records = self.council.shelf.records
        profile = profiles(demo=self.demo)[self.area]
        publisher = Publisher(self.server.author.device_id, {}, self.council.now)
        if arrangements_id(self.area) not in records:
            self._publish(first_arrangements(profile, demo=self.demo), publisher)
        news = publication(self.area, records.get, self.council.now, demo=self.demo)
        self._publish(news, publisher)

    def _publish(self, news: Iterator[Published], publisher: Publisher) -> None:
        publisher.published = dict(self.council.shelf.records)
        for change in changes_of(list(news), publisher):
            taken(self.council.offer(self.server, change))

    def propose(self, changes: Mapping[str, Any], **more: Any) -> tuple[str, Outcome]:
        """By the first administrator, or whoever is named."""
        by, draft = more.pop("by", self.one), new_id()
        fields = {"changes": dict(changes), "note": "The line was moved.", **more}
        outcome = self.council.post(by, "propose_arrangements", draft, self.feed, fields)
        return draft, outcome

    def correct(self, contact: str, fields: Mapping[str, Any], **more: Any) -> str:
        """Proposed and approved: the id of the draft."""
        changes = {f"{contact}.{name}": value for name, value in fields.items()}
        draft, outcome = self.propose(changes, **more)
        taken(outcome)
        taken(self.approve(draft))
        return draft

    def approve(self, draft: str, by: Phone | None = None, **parts: Any) -> Outcome:
        return self.act("approve_arrangements", draft, {}, by or self.two, **parts)

    def act(self, kind: str, record_id: str, fields: Fields, by: Phone, **parts: Any) -> Outcome:
        return self.council.post(by, kind, record_id, self.feed, fields, **parts)

    def verify(self, key: str, **more: Any) -> Outcome:
        contact = self.contact(key)
        fields = {"value": contact.fields["value"], "how": "rang", **more}
        return self.act("verify_contact", contact.id, fields, self.one)

    def report_wrong(self, key: str, number: str | None = None) -> str:
        """The worker dials it and says that it is wrong."""
        call, dialled = new_id(), number or self.contact(key).fields["number"]
        feed = f"person:{self.worker.author.person_id}"
        fields = {
            "line_key": key, "number": dialled, "called": "police", "outcome": "wrong_number",
            "started_at": self.council.now.isoformat(),
        }  # fmt: skip
        taken(self.council.post(self.worker, "log_call", call, feed, fields))
        return call

    def contact(self, key: str) -> Record:
        return self.council.record(contact_id(self.area, key))

    def button(self, key: str, at: str | None = None) -> dict[str, Any]:
        """As phones have it in the window of a moment, by default the first."""
        windows = self.council.fields(call_line_id(self.area, "urgent_police"))["windows"]
        fitting = [one for one in windows if at is None or one["from"] <= at < one["until"]]
        found: dict[str, Any] = next(one for one in fitting[0]["entries"] if one["key"] == key)
        return found

    @property
    def arrangements(self) -> Fields:
        return self.council.fields(arrangements_id(self.area))
