"""One good change of each kind of a request's life, with what must have happened before it."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.backend.council import Household, Phone, new_id, text
from tests.backend.strategy.deeds import authorised, do, told_by_phone

Offer = dict[str, Any]


def in_discussion(request_id: str, **fields: Any) -> Offer:
    return {"record_id": request_id, "feed": f"discussion:{request_id}", "fields": fields}


def verbal(family: Household) -> Offer:
    said = {"manager_name": "The duty manager", "at": text(family.council.now)}
    return in_discussion(family.raise_request(), **said)


def confirm_verbal(family: Household) -> Offer:
    request_id = family.raise_request()
    said = {"manager_name": "The duty manager", "at": text(family.council.now)}
    do(family, "record_verbal_authorisation", request_id, said)
    return in_discussion(request_id, confirmed=True)


def redirect(family: Household) -> Offer:
    request_id = family.raise_request(urgent=False, category=None)
    return in_discussion(request_id, gate="investigation_update")


def cancel(family: Household) -> Offer:
    return in_discussion(told_by_phone(family, authorised(family)), reason="Paint.")


def agree(family: Household) -> Offer:
    offer = cancel(family)
    do(family, "request_cancellation", offer["record_id"], offer["fields"])
    more = {"agreed": True, "name": "Sergeant Invented", "how": "phone"}
    return in_discussion(offer["record_id"], party="police", **more)


def alike(family: Household) -> tuple[str, str]:
    """Two requests about the same child."""
    return family.raise_request(), family.raise_request()


def merge(family: Household) -> Offer:
    ends, stays = alike(family)
    return in_discussion(ends, into=stays, reason="The same bruise.")


def part(family: Household) -> Offer:
    one, other = alike(family)
    return in_discussion(one, other_id=other, reason="Another bruise.")


LIFE: Mapping[str, Callable[[Household], Offer]] = {
    "record_verbal_authorisation": verbal,
    "confirm_verbal_authorisation": confirm_verbal,
    "redirect_request": redirect,
    "merge_request": merge,
    "not_a_duplicate": part,
    "request_cancellation": cancel,
    "agree_cancellation": agree,
    "report_manager_unreachable": lambda family: in_discussion(authorised(family), words="Rang."),
    "confirm_receipt": lambda family: in_discussion(authorised(family), words="They have it."),
}


def presence(by: Phone) -> Offer:
    """Of whoever says it."""
    fields = {"available": True, "logged_in": True}
    return {"record_id": new_id(), "feed": f"person:{by.author.person_id}", "fields": fields}
