"""A request's own page at its steps up to a time, as the worker and the manager see it."""

from datetime import UTC, datetime, timedelta

import uuid_utils

from tests.journeys import requesting, visiting
from tests.journeys.desk import Desk, Person, Record, find_person
from tests.journeys.screens.album import Album
from tests.journeys.town import Town

BY_TELEPHONE = "sandwell_dudley_walsall"


def wire_time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Raised:
    """An urgent request of an area, and the desks of its people."""

    def __init__(self, town: Town, area: str = "wirral") -> None:
        self.town, self.area, self.id = town, area, str(uuid_utils.uuid7())
        desk = self.desk("social_worker")
        child = desk.records("child")[0]
        [profile] = desk.records("area_profile")
        fields = {
            "case_id": child["fields"]["case_id"],
            "child_ids": [child["id"]],
            "urgent": True,
            "category": profile["fields"]["urgent_categories"][0]["code"],
            "what_is_happening": "Bruise on the cheek.",
            "concern_at": wire_time(datetime.now(UTC)),
            "reachable_number": "07700 900123",
        }
        raised = {"kind": "raise_request", "record_id": self.id, "fields": fields}
        [outcome] = desk.push([{**raised, "feed": f"discussion:{self.id}"}])
        assert outcome["status"] == "accepted", outcome

    @property
    def path(self) -> str:
        return f"/requests/{self.id}"

    def who(self, role: str) -> Person:
        return find_person(self.town.inside, role, self.area)

    def desk(self, role: str) -> Desk:
        return self.town.desk(self.who(role))

    def now(self) -> Record:
        found = self.desk("team_manager").records("strategy_request")
        return next(one for one in found if one["id"] == self.id)

    def step(self, role: str, kind: str, **fields: object) -> None:
        outcome = self.desk(role).change(kind, self.now(), fields)
        assert outcome["status"] in {"accepted", "merged"}, outcome


def test_a_word_by_telephone_and_a_cancellation(album: Album, town: Town) -> None:
    """Journeys 5 and 10: what the worker reads, then what the manager answers."""
    made, phone = Raised(town), album.phone
    worker, manager = made.who("social_worker"), made.who("team_manager")
    visiting.sign_in(phone, worker)
    phone.open(f"/#{made.path}")
    requesting.fold_out(phone, "My manager said yes by telephone")
    phone.sees("Who said that it may go?")
    phone.sees("Who can authorise it")
    album.keep("worker-verbal")
    phone.tap_on(phone.question("Who said that it may go?").get_by_text(manager.name))
    phone.tap("Save what my manager said")
    phone.waits_until_all_is_sent()
    phone.sees("to confirm what was said on the telephone")
    made.step(
        "team_manager",
        "record_police_contact",
        purpose="live_enquiry",
        name="DS on duty",
        at=wire_time(datetime.now(UTC)),
        how="phone",
    )
    made.step("social_worker", "request_cancellation", reason="The hospital explained it.")
    phone.kill_and_reopen(f"/#{made.path}")
    phone.sees("Police: not answered yet")
    album.keep("worker-cancellation-asked")
    visiting.sign_out(phone)
    visiting.sign_in(phone, manager)
    album.visit(made.path, "manager-agree-to-cancel")
    phone.sees("May it be cancelled?")
    requesting.fold_out(phone, "Confirm what you said by telephone")
    phone.sees("Is that so?")
    album.keep("manager-confirm-verbal")
    requesting.confirm_what_was_said(phone)


def test_a_time_by_telephone_and_health_on_board(album: Album, town: Town) -> None:
    """S-03 to S-06: agreed with the police, then health, then confirmed."""
    made, phone = Raised(town, BY_TELEPHONE), album.phone
    made.step("team_manager", "authorise_request", checked=True)
    visiting.sign_in(phone, made.who("team_manager"))
    phone.open(f"/#{made.path}")
    phone.sees("Enter the time agreed with the police")
    album.keep("manager-agree-time")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    phone.write("Day and time: day", f"{tomorrow:%Y-%m-%d}")
    phone.write("Day and time: time", "10:00")
    phone.write("With whom at the police?", "DS Imagined")
    phone.tap("Save the agreed time")
    phone.waits_until_all_is_sent()
    phone.sees("Get health on board")
    album.keep("manager-arrange-health")
    phone.choose("What did health say?", "Health takes part")
    phone.write("Who at health?", "Dr Imagined")
    phone.tap("Save what health said")
    phone.waits_until_all_is_sent()
    phone.sees("Enter the confirmed time")
    album.keep("manager-confirm-agreed-time")
    phone.write("Where, or how to join", "Conference call")
    phone.tap("Save the confirmed time")
    phone.sees("Time confirmed")
    album.keep("manager-time-confirmed")


def test_two_of_one_child_side_by_side_and_business_support_are_rung(
    album: Album, town: Town
) -> None:
    """Journey 9 as both read it; W-21: business support have it, and the worker rings them."""
    made, phone = Raised(town), album.phone
    Raised(town)
    made.step("team_manager", "authorise_request", checked=True)
    sent = {"to_key": "tso", "words": "By hand, at the desk.", "at": wire_time(datetime.now(UTC))}
    made.step("business_support", "sent_by_hand", **sent)
    visiting.sign_in(phone, made.who("social_worker"))
    phone.open(f"/#{made.path}")
    phone.sees("Ring business support: did it arrive?")
    phone.sees("Raised twice?")
    album.keep("worker-rings-business-support")
    phone.write("Who answered, and what was said", "Bex: it is there.")
    phone.tap("Save: it is there")
    phone.waits_until_all_is_sent()
    phone.does_not_see("Who answered, and what was said")
    visiting.sign_out(phone)
    visiting.sign_in(phone, made.who("team_manager"))
    phone.open(f"/#{made.path}")
    phone.sees("Join this one to the other")
    album.keep("manager-raised-twice")
