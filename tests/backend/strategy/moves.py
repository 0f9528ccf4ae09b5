"""Every named change of a request, with fields that may be taken, and who usually makes it."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from backend.people.author import Role
from tests.backend.council import Household, Phone, allocate, make_household, new_id, text
from tests.backend.strategy.forms import AUTHORISED, whole

Fields = dict[str, Any]
AREA_CATEGORY = {
    "wirral": "hospital",
    "northamptonshire": "home_alone",
    "sandwell_dudley_walsall": "child_about_to_go_home",
}


class Town:
    """One family, everybody who might do something with its requests, and those requests."""

    def __init__(self, area: str) -> None:
        self.family: Household = make_household(area=area)
        self.council, hire = self.family.council, self.family.council.hire
        self.people: dict[str, Phone] = {
            "worker": self.family.worker,
            "manager": self.family.manager,
            "second manager": hire(Role.TEAM_MANAGER),
            "other worker": hire(Role.SOCIAL_WORKER),
            "aswp": hire(Role.ASWP),
            "stranger": hire(Role.SOCIAL_WORKER, new_id()),
            "other team's manager": hire(Role.TEAM_MANAGER, new_id()),
            "business support": hire(Role.BUSINESS_SUPPORT),
            "sergeant": hire(Role.POLICE_SERGEANT),
            "officer": hire(Role.POLICE_DELEGATED_OFFICER),
            "health": hire(Role.HEALTH),
            "head of service": hire(Role.HEAD_OF_SERVICE),
            "server": hire(Role.SERVER),
        }
        allocate(self.family, self.people["other worker"])
        self.requests: list[str] = []

    def records(self, kind: str, request_id: str) -> list[str]:
        """The ids of what lies beside a request."""
        feed = f"discussion:{request_id}"
        found = self.council.shelf.records.values()
        return sorted(one.id for one in found if one.type == kind and one.feed == feed)

    def soon(self, hours: float) -> str:
        return text(self.council.now + timedelta(hours=hours))


def raise_fields(town: Town, request_id: str, roll: int) -> Fields:
    family = town.family
    about = {"case_id": family.case_id, "child_ids": family.child_ids[: 1 + roll % 2]}
    said = {"what_is_happening": "A bruise.", "reachable_number": "07700 900001"}
    when = {"concern_at": text(town.council.now)}
    if roll % 3:
        category = AREA_CATEGORY[family.council.area]
        return {**about, **said, **when, "urgent": True, "category": category}
    return {**about, **said, **when, **whole(family)}


def authorise_fields(town: Town, request_id: str, roll: int) -> Fields:
    return {"checked": True, **AUTHORISED[town.council.area]}


def verbal_fields(town: Town, request_id: str, roll: int) -> Fields:
    return {"manager_name": "The duty manager", "at": text(town.council.now)}


def dispatch_fields(town: Town, request_id: str, roll: int) -> Fields:
    mails = town.records("dispatch", request_id)
    state = ("sent", "sent", "failed", "bounced", "queued")[roll % 5]
    more = {} if state == "sent" else {"code": "no-such-mailbox", "words": "It did not arrive."}
    which = mails[roll % len(mails)] if mails else new_id()
    return {"dispatch_id": which, "state": state, "at": text(town.council.now), **more}


def again_fields(town: Town, request_id: str, roll: int) -> Fields:
    mails = town.records("dispatch", request_id)
    return {"dispatch_id": mails[roll % len(mails)] if mails else new_id()}


def by_hand_fields(town: Town, request_id: str, roll: int) -> Fields:
    keys = ("tso", "west_mash", "pvp_urgent", "police_mailbox")
    words = "Taken across by hand."
    return {"to_key": keys[roll % len(keys)], "words": words, "at": text(town.council.now)}


def contact_fields(town: Town, request_id: str, roll: int) -> Fields:
    purposes = ("agree_time", "live_enquiry", "cannot_reach_manager", "other")
    told = {"name": "A sergeant", "at": text(town.council.now)}
    return {"purpose": purposes[roll % len(purposes)], **told}


def answer_fields(town: Town, request_id: str, roll: int) -> Fields:
    answers = ("contact_made", "propose_time", "cannot_reach_manager", "research_done")
    told = {"link_id": new_id(), "name": "A sergeant", "starts_at": town.soon(3)}
    return {"answer": answers[roll % len(answers)], **told}


def meeting_fields(town: Town, request_id: str, roll: int) -> Fields:
    times = {"starts_at": town.soon(2), "ends_at": town.soon(3)}
    return {**times, "format": "face_to_face", "place": "Solar Campus"}


def confirm_fields(town: Town, request_id: str, roll: int) -> Fields:
    fields = town.council.fields(request_id)
    found = (fields.get(one) for one in ("booking", "meeting", "agreed"))
    starts_at = next((one["starts_at"] for one in found if one), town.soon(2))
    return {"starts_at": starts_at, "place": "By telephone", "health_reason": "Nobody answers."}


def health_fields(town: Town, request_id: str, roll: int) -> Fields:
    state = ("accepted", "declined", "no_answer")[roll % 3]
    return {"state": state, "who": "A nurse", "reason": "Not today."}


def agree_fields(town: Town, request_id: str, roll: int) -> Fields:
    asked = town.council.fields(request_id).get("cancellation") or {"agreements": {}}
    parties = ("csc_team_manager", "police", "health")
    missing = [one for one in parties if one not in asked["agreements"]] or parties
    said = {"party": missing[0], "agreed": roll % 7 != 6, "reason": "It must go on."}
    return {**said, "name": "Somebody of theirs", "how": "phone"}


def other_request(town: Town, request_id: str, roll: int) -> str:
    others = [one for one in town.requests if one != request_id]
    return others[roll % len(others)] if others else new_id()


def fixed(**fields: Any) -> Callable[[Town, str, int], Fields]:
    return lambda town, request_id, roll: dict(fields)


Move = tuple[str, Callable[[Town, str, int], Fields]]
WHY = {"reason": "The bruise was paint."}
MOVES: Mapping[str, Move] = {
    "raise_request": ("worker", raise_fields),
    "edit_request": ("worker", fixed(place_now="At school")),
    "merge_request": (
        "manager", lambda town, one, roll: {"into": other_request(town, one, roll), **WHY},
    ),
    "not_a_duplicate": (
        "manager", lambda town, one, roll: {"other_id": other_request(town, one, roll), **WHY},
    ),
    "authorise_request": ("manager", authorise_fields),
    "return_request": ("manager", fixed(reasons="Who was there?")),
    "record_verbal_authorisation": ("worker", verbal_fields),
    "confirm_verbal_authorisation": (
        "manager", lambda town, one, roll: {"confirmed": roll % 3 != 0, "reason": "Not so."},
    ),
    "note_not_confirmed": ("server", fixed()),
    "confirm_receipt": ("worker", fixed(words="They have it.")),
    "report_manager_unreachable": ("sergeant", fixed(words="Rang three times.")),
    "note_dispatch": ("server", dispatch_fields),
    "forward_to_police": ("business support", fixed()),
    "sent_by_hand": ("business support", by_hand_fields),
    "send_again": ("business support", again_fields),
    "record_police_contact": ("sergeant", contact_fields),
    "assign_officer": ("sergeant", fixed(name="A sergeant", rank="DS", delegated=False)),
    "answer_link": ("server", answer_fields),
    "agree_time": (
        "manager", lambda town, one, roll: {"starts_at": town.soon(2), "with_name": "Sgt A"},
    ),
    "propose_time": ("sergeant", lambda town, one, roll: {"starts_at": town.soon(3)}),
    "arrange_health": ("manager", health_fields),
    "offer_slot": ("manager", fixed()),
    "book_meeting": ("business support", meeting_fields),
    "confirm_slot": ("manager", confirm_fields),
    "move_slot": (
        "manager", lambda town, one, roll: {"starts_at": town.soon(26), "reason": "Later."},
    ),
    "release_slot": ("manager", fixed(**WHY)),
    "report_overrun": ("sergeant", fixed(minutes=10)),
    "note_hold_ran_out": ("server", lambda town, one, roll: confirm_time(town, one)),
    "note_reminder": ("server", lambda town, one, roll: confirm_time(town, one)),
    "withdraw_request": ("worker", fixed(**WHY)),
    "redirect_request": ("manager", fixed(gate="investigation_update")),
    "request_cancellation": ("worker", fixed(**WHY)),
    "agree_cancellation": ("manager", agree_fields),
}  # fmt: skip


def confirm_time(town: Town, request_id: str) -> Fields:
    return {"starts_at": confirm_fields(town, request_id, 0)["starts_at"]}


NEXT: Mapping[str, str] = {
    "authorise": "authorise_request",
    "put_right": "edit_request",
    "confirm_verbal": "confirm_verbal_authorisation",
    "dispatch": "note_dispatch",
    "mend_delivery": "sent_by_hand",
    "forward": "forward_to_police",
    "contact_manager": "record_police_contact",
    "ring_back": "record_police_contact",
    "agree_time": "agree_time",
    "choose_slot": "offer_slot",
    "book_meeting": "book_meeting",
    "arrange_health": "arrange_health",
    "confirm_slot": "confirm_slot",
    "confirm_receipt": "confirm_receipt",
    "agree_cancellation": "agree_cancellation",
    "look_at_duplicate": "merge_request",
}
"""What a request waits for, and the change that it waits for."""
