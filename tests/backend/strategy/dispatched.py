"""A request on its way to the police: what becomes of its mails, and one offer of each kind."""

from typing import Any

from backend.people.author import Role
from sync.messages import Fields, Outcome, Record
from tests.backend.council import Household, new_id, taken, text

Offer = dict[str, Any]


def dispatches_of(family: Household, request_id: str) -> list[Record]:
    """Every mail that was asked for, in order of asking."""
    records = family.council.shelf.records.values()
    found = [one for one in records if one.type == "dispatch" and request_id in one.feed]
    return sorted(found, key=lambda one: str(one.fields["queued_at"]))


def note(family: Household, dispatch: Record, state: str, **more: Any) -> Outcome:
    """What became of it, by the server's hand."""
    server = family.council.hire(Role.SERVER)
    fields = {"dispatch_id": dispatch.id, "state": state, "at": text(family.council.now), **more}
    request_id = dispatch.fields["request_id"]
    return family.post("note_dispatch", request_id, fields, by=server, feed=dispatch.feed)


def authorise(family: Household, request_id: str) -> str:
    """By the family's own manager."""
    feed, checked = f"discussion:{request_id}", {"checked": True}
    taken(family.post("authorise_request", request_id, checked, by=family.manager, feed=feed))
    return request_id


def with_support(family: Household, request_id: str) -> str:
    """The first mail has been taken by the mail server."""
    authorise(family, request_id)
    taken(note(family, dispatches_of(family, request_id)[0], "sent"))
    return request_id


def failed(family: Household, request_id: str) -> str:
    """The first mail was refused; its id."""
    authorise(family, request_id)
    (dispatch,) = dispatches_of(family, request_id)
    taken(note(family, dispatch, "failed", code="no-such-mailbox", words="Not delivered."))
    return dispatch.id


def police_fields(kind: str, family: Household, request_id: str) -> Fields:
    """What a good change of this kind says, once the request is where it can be made."""
    now = text(family.council.now)
    if kind == "forward_to_police":
        with_support(family, request_id)
        return {}
    if kind == "send_again":
        return {"dispatch_id": failed(family, request_id)}
    authorise(family, request_id)
    said: dict[str, Fields] = {
        "sent_by_hand": {"to_key": "tso", "words": "Taken across by hand.", "at": now},
        "record_police_contact": {"purpose": "agree_time", "name": "A sergeant", "at": now},
        "add_police_note": {"request_id": request_id, "kind": "screened", "words": "Passed on."},
        "assign_officer": {"name": "A sergeant", "rank": "DS", "delegated": False},
    }
    return said[kind]


def police_offer(kind: str, family: Household, request_id: str) -> Offer:
    """As a phone would post it."""
    fields = police_fields(kind, family, request_id)
    record_id = new_id() if kind == "add_police_note" else request_id
    return {"record_id": record_id, "feed": f"discussion:{request_id}", "fields": fields}


POLICE_KINDS = (
    *("forward_to_police", "sent_by_hand", "send_again", "record_police_contact"),
    *("add_police_note", "assign_officer"),
)
