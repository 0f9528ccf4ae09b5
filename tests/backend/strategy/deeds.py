"""Short ways to take a request through its life in tests."""

from typing import Any

from backend.people.author import Role
from sync.messages import Outcome
from tests.backend.council import Household, Phone, taken
from tests.backend.strategy.forms import AUTHORISED, whole


def post(
    family: Household, kind: str, request_id: str, fields: Any = None, by: Phone | None = None
) -> Outcome:
    """One named change of a request, by the worker unless somebody else is named."""
    feed, by = f"discussion:{request_id}", by or family.worker
    return family.post(kind, request_id, fields or {}, by=by, feed=feed)


def do(family: Household, kind: str, request_id: str, fields: Any = None, by: Any = None) -> Any:
    """It must be taken; what the request then says."""
    taken(post(family, kind, request_id, fields, by))
    return family.council.fields(request_id)


def authorised(family: Household, **more: Any) -> str:
    """A whole request that the manager has authorised."""
    request_id = family.raise_request(**whole(family, **more))
    said = {"checked": True, **AUTHORISED[family.council.area]}
    do(family, "authorise_request", request_id, said, family.manager)
    return request_id


def told_by_phone(family: Household, request_id: str) -> str:
    """A call in which the police answered."""
    family.call(request_id, outcome="spoke")
    return request_id


def colleagues(family: Household) -> dict[str, Phone]:
    """Somebody of each other agency."""
    hire = family.council.hire
    return {
        "police": hire(Role.POLICE_SERGEANT),
        "health": hire(Role.HEALTH),
        "support": hire(Role.BUSINESS_SUPPORT),
        "head": hire(Role.HEAD_OF_SERVICE),
    }


def waits(family: Household, request_id: str) -> list[tuple[str, str]]:
    """Who is waited for, and for what."""
    return [(one["who"], one["what"]) for one in family.council.fields(request_id)["waiting_for"]]


def written(family: Household, kind: str) -> list[dict[str, Any]]:
    """What every record of a type says."""
    return [one.fields for one in family.council.shelf.records.values() if one.type == kind]


def alerted(family: Household, kind: str) -> set[str]:
    """Who has an alert of this kind."""
    return {
        one.feed.removeprefix("person:")
        for one in family.council.shelf.records.values()
        if one.type == "alert" and one.fields["kind"] == kind
    }
