"""One day of one social worker: a visit to four children and an urgent request, with no signal."""

from dataclasses import dataclass

from tests.journeys import visiting
from tests.journeys.desk import Person, Record, find_person
from tests.journeys.phone import NOT_SENT, Phone
from tests.journeys.town import Town

SAID = "I do not want to go home"
HAPPENING = "Bruise on the cheek, explanation does not fit"
REACH = "07700 900123"


@dataclass
class Day:
    """Who, where, and the phone it is written on."""

    town: Town
    phone: Phone
    worker: Person
    manager: Person
    family: str
    case_id: str
    children: list[str]

    # The four checks of the visit, one for each way it can go.

    def log_the_visit(self) -> None:
        first, second, third, fourth = self.children
        visiting.start_visit(self.phone, self.family)
        visiting.record_seen_alone(self.phone, first, words=SAID)
        visiting.record_declined(self.phone, second)
        visiting.record_observed(self.phone, third)
        visiting.record_absent(self.phone, fourth, where="With an aunt, the mother says")

    def raise_the_urgent_request(self) -> None:
        """With no signal, or none that counts."""
        visiting.raise_urgent_request(self.phone, self.family, self.children[0], HAPPENING, REACH)
        self.phone.sees(NOT_SENT)

    def raise_the_urgent_request_online(self) -> None:
        """It is at the server in a moment."""
        visiting.raise_urgent_request(self.phone, self.family, self.children[0], HAPPENING, REACH)
        self.phone.waits_until_all_is_sent()

    def has_arrived_once(self) -> None:
        """What a manager's desk reads."""
        found = self.town.desk(self.manager).records()
        visit = one(found, "visit", lambda fields: fields["status"] == "on_site")
        checks = [r for r in found if r["fields"].get("visit_id") == visit["id"]]
        said = one(found, "child_seen_check", lambda fields: fields.get("child_words") == SAID)
        request = one(
            found, "strategy_request", lambda fields: fields["what_is_happening"] == HAPPENING
        )
        assert len([check for check in checks if check["type"] == "child_seen_check"]) == 4
        assert said["fields"]["visit_id"] == visit["id"]
        assert request["fields"]["urgent"] is True
        assert request["fields"]["police_told"] is None
        assert request["fields"]["urgent_call"] == "attempted"
        one(found, "call_log", lambda fields: fields.get("request_id") == request["id"])


def begin_day(town: Town, phone: Phone) -> Day:
    """Sign in online; the caseload has a family of four."""
    worker, manager = (
        find_person(town.inside, "social_worker"),
        find_person(town.inside, "team_manager"),
    )
    found = town.desk(worker).records()
    case_id, children = next(
        (case["id"], of_case(found, case["id"]))
        for case in found
        if case["type"] == "family" and len(of_case(found, case["id"])) == 4
    )
    family = next(r for r in found if r["id"] == case_id)["fields"]["name"]
    visiting.sign_in(phone, worker)
    return Day(town, phone, worker, manager, family, case_id, children)


def of_case(found: list[Record], case_id: str) -> list[str]:
    """The given names of the children of a family."""
    return [
        r["fields"]["given_name"]
        for r in found
        if r["type"] == "child" and r["fields"]["case_id"] == case_id
    ]


def one(found: list[Record], kind: str, is_it: object) -> Record:
    """The one record of a type that fits; two are as wrong as none."""
    assert callable(is_it)
    fitting = [record for record in found if record["type"] == kind and is_it(record["fields"])]
    assert len(fitting) == 1, f"{len(fitting)} of {kind}"
    return fitting[0]
