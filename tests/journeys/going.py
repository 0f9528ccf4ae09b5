"""A request that is raised and authorised, and what people elsewhere do until it has a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import uuid_utils

from backend.areas.profiles import profiles
from backend.demo.answers import answers_of
from tests.journeys import visiting
from tests.journeys.desk import Desk, Record, find_person
from tests.journeys.phone import Phone
from tests.journeys.town import Town

HAPPENING = "Grown concerns about what the home is like."


@dataclass
class Going:
    """One request of an area. Whoever is not looked at works past the browser."""

    town: Town
    area: str
    request_id: str = ""

    def desk(self, role: str) -> Desk:
        """Of the one who plays this role here."""
        return self.town.desk(find_person(self.town.inside, role, self.area))

    def raise_it(self) -> None:
        """Not urgent, with every question of the area answered."""
        worker = self.desk("social_worker")
        child = next(one for one in worker.records("child"))
        self.request_id = str(uuid_utils.uuid7())
        fields: dict[str, Any] = {
            **answers_of(profiles(demo=True)[self.area], "worker"),
            "case_id": child["fields"]["case_id"],
            "child_ids": [child["id"]],
            "urgent": False,
            "what_is_happening": HAPPENING,
            "concern_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "reachable_number": "07700 900123",
            "manager_id": self.desk("team_manager").person["id"],
        }
        made = {"kind": "raise_request", "feed": self.feed, "record_id": self.request_id}
        [outcome] = worker.push([{**made, "fields": fields}])
        assert outcome["status"] == "accepted", outcome

    def authorise(self) -> None:
        """Its checklist gone through, and what only the manager decides."""
        profile = profiles(demo=True)[self.area]
        qa = [one.code for one in profile.authorisation.qa]
        given = answers_of(profile, "authoriser")
        self.change("team_manager", "authorise_request", {"checked": True, "qa": qa, **given})

    def change(self, role: str, kind: str, fields: dict[str, Any]) -> None:
        """Somebody does this at their own desk."""
        outcome = self.desk(role).change(kind, self.record(), fields)
        assert outcome["status"] in {"accepted", "merged"}, outcome

    @property
    def feed(self) -> str:
        return f"discussion:{self.request_id}"

    def record(self) -> Record:
        """As the manager reads it."""
        found = self.desk("team_manager").records("strategy_request")
        return next(one for one in found if one["id"] == self.request_id)

    @property
    def status(self) -> str:
        return str(self.record()["fields"]["status"])

    def open_by(self, phone: Phone, role: str, column: str) -> None:
        """They sign in, and find it on their desk in this column."""
        visiting.sign_in(phone, find_person(self.town.inside, role, self.area))
        phone.go("Requests")
        self.open_from(phone, column)

    def come_back(self, phone: Phone, column: str) -> None:
        """Somebody else did their part meanwhile: their desk has it in this column now."""
        phone.kill_and_reopen("/#/requests")
        self.open_from(phone, column)

    def open_from(self, phone: Phone, column: str) -> None:
        """By its row, which says the one next step."""
        row = phone.page.get_by_role("region", name=column).get_by_role("link")
        phone.tap_on(row.locator(f"xpath=self::*[@href='#/requests/{self.request_id}']"))
        phone.sees(str(self.record()["fields"]["ref"]))


def at_ten(days: int = 1) -> tuple[str, str]:
    """A day and a time as people type them."""
    day = datetime.now(UTC) + timedelta(days=days)
    return f"{day:%Y-%m-%d}", "10:00"


def write_time(phone: Phone, label: str = "Day and time") -> None:
    """Tomorrow at ten."""
    day, time = at_ten()
    phone.write(f"{label}: day", day)
    phone.write(f"{label}: time", time)


def until(phone: Phone, is_so: Callable[[], bool]) -> None:
    """While the server and its worker do their part."""
    phone.waits_until(is_so)
