"""One honest attempt at each kind of change about people, teams and phones."""

from collections.abc import Callable, Mapping

from backend.areas.names import arrangements_id
from backend.people.author import Author, Role
from backend.people.staff import account_id
from sync.messages import Fields, Outcome
from tests.backend.areas.arranged import RIGHT, Arranged
from tests.backend.council import Household, Phone, new_id, taken, text

Attempt = Callable[[Household, Phone], Outcome]
EMAIL = "invented@example.invalid"
CODE = {"invitation": "0" * 64}
A_TEAM: Fields = {"name": "West", "managers": []}


def on_device(kind: str) -> Attempt:
    """On the worker's phone."""

    def attempt(family: Household, by: Phone) -> Outcome:
        person_id, device_id = family.worker.author.person_id, new_id()
        feed = f"devices:{person_id}"
        taken(family.post("publish_device", device_id, a_device(person_id), by=server(), feed=feed))
        return family.post(kind, device_id, {}, by=by, feed=feed)

    return attempt


def a_device(person_id: str) -> Fields:
    """As the server publishes it."""
    fields = ("release", "waiting_since", "lost_at", "wipe_asked_at", "wiped_at", "revoked_at")
    seen = {"created_at": "2026-11-03T09:00:00.000Z", "last_seen_at": "2026-11-03T09:00:00.000Z"}
    known = {"person_id": person_id, "name": "Pixel", "waiting": 0, "trouble": [], **seen}
    return {**known, **dict.fromkeys(fields)}


def an_account(person_id: str) -> Fields:
    """As the server publishes it."""
    known = {"person_id": person_id, "email": EMAIL, "name": "Invented", "role": "health"}
    return {**known, "team_id": None, "phone": None, "invited_until": None, "ended_at": None}


def on_quarantined(kind: str, fields: Fields) -> Attempt:
    """On something that came from the worker's lost phone, of which the manager was told."""

    def attempt(family: Household, by: Phone) -> Outcome:
        record_id, feed = new_id(), f"person:{family.manager.author.person_id}"
        told = quarantined(family) | {"copies": [record_id]}
        report = "report_quarantined_change"
        taken(family.post(report, record_id, told, by=server(), feed=feed))
        return family.post(kind, record_id, fields, by=by, feed=feed)

    return attempt


def quarantined(family: Household) -> Fields:
    """What the server says of a change from a lost phone."""
    worker, now = family.worker.author, text(family.council.now)
    return {
        "quarantine_id": new_id(), "change_id": new_id(), "change_kind": "add_note",
        "person_id": worker.person_id, "device_id": worker.device_id, "device_name": "Pixel",
        "happened_at": now, "came_at": now, "content": None, "copies": [], "urgent": False,
    }  # fmt: skip


def server() -> Phone:
    return Phone(Author(new_id(), Role.SERVER, "", None, new_id()))


def add_person(family: Household, by: Phone) -> Outcome:
    fields = {"email": EMAIL, "name": "Invented", "role": "health", **CODE}
    return family.post("add_person", account_id(EMAIL), fields, by=by, feed="people:wirral")


def on_account(kind: str, fields: Fields) -> Attempt:
    """On the account of somebody of the area."""

    def attempt(family: Household, by: Phone) -> Outcome:
        person, feed = family.council.hire(Role.HEALTH), "people:wirral"
        account = an_account(person.author.person_id)
        record_id = account_id(EMAIL)
        taken(family.post("publish_account", record_id, account, by=server(), feed=feed))
        return family.post(kind, record_id, fields, by=by, feed=feed)

    return attempt


def add_team(family: Household, by: Phone) -> Outcome:
    return family.post("add_team", new_id(), {"name": "West"}, by=by, feed="area:wirral")


def publish_team(family: Household, *managers: str) -> str:
    """A second team of the area."""
    team, fields = new_id(), {"name": "West", "managers": list(managers)}
    taken(family.post("publish_team", team, fields, by=server(), feed="area:wirral"))
    return team


def rename_team(family: Household, by: Phone) -> Outcome:
    team = publish_team(family)
    return family.post("rename_team", team, {"name": "South"}, by=by, feed="area:wirral")


def move_case(family: Household, by: Phone) -> Outcome:
    team = publish_team(family, family.manager.author.person_id)
    return family.post("move_case", family.case_id, {"team_id": team}, by=by)


def arranged(family: Household) -> Arranged:
    """The family's area, published."""
    return Arranged(council=family.council)


def propose(family: Household, by: Phone) -> Outcome:
    return arranged(family).propose(A_CHANGE, by=by)[1]


def on_draft(kind: str, fields: Fields) -> Attempt:
    """On what an administrator proposes."""

    def attempt(family: Household, by: Phone) -> Outcome:
        area = arranged(family)
        draft, outcome = area.propose(A_CHANGE)
        taken(outcome)
        return area.act(kind, draft, fields, by)

    return attempt


def verify_contact(family: Household, by: Phone) -> Outcome:
    contact = arranged(family).contact("dedicated_sergeant")
    fields = {"value": contact.fields["value"], "how": "rang"}
    return family.post("verify_contact", contact.id, fields, by=by, feed=contact.feed)


def open_area(family: Household, by: Phone) -> Outcome:
    area = arranged(family)
    for one in area.arrangements["checklist"]:
        area.correct(f"contacts.{one['key']}", RIGHT)
    return area.act("open_area", arrangements_id("wirral"), {}, by)


A_CHANGE = {"contacts.dedicated_sergeant.use": "Something else"}

OFFICE_ATTEMPTS: Mapping[str, Attempt] = {
    "propose_arrangements": propose,
    "approve_arrangements": on_draft("approve_arrangements", {}),
    "decline_arrangements": on_draft("decline_arrangements", {"reason": "Not so"}),
    "verify_contact": verify_contact,
    "open_area": open_area,
    "move_case": move_case,
    "add_person": add_person,
    "change_person": on_account("change_person", {"name": "Else"}),
    "invite_person": on_account("invite_person", CODE),
    "end_person_access": on_account("end_person_access", {"at": "2026-11-03T09:00:00Z"}),
    "restore_access": on_account("restore_access", {}),
    "add_team": add_team,
    "rename_team": rename_team,
    "report_device_lost": on_device("report_device_lost"),
    "report_device_found": on_device("report_device_found"),
    "wipe_device": on_device("wipe_device"),
    "revoke_device": on_device("revoke_device"),
    "release_quarantined_change": on_quarantined("release_quarantined_change", {}),
    "discard_quarantined_change": on_quarantined("discard_quarantined_change", {"reason": "No"}),
}
