"""Who should hear of what, decided and written with the change that caused it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

from backend import clock
from backend.alerts.for_administrators import also_for_administrators
from backend.alerts.receipts import save_receipt
from backend.cases.caseload import has_left
from backend.jobs.queue import URGENT, NewJob, queue_job
from sync.kinds import Desk, Kind
from sync.messages import Change, Record, time_text

Recipients = Callable[[Change, Record, Desk], Iterable[Any]]


def heard(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """The same kinds, of which some people hear."""
    of_work = (_heard(kind) if kind.name in HEARD else kind for kind in kinds)
    return tuple(also_for_administrators(kind) for kind in of_work)


def raiser(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """Who raised it."""
    yield request.fields["raised_by"]


def raiser_and_workers(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """Who raised it, and who has the family now."""
    yield request.fields["raised_by"]
    family = desk.record(request.fields["case_id"])
    if family is not None:
        yield from family.fields.get("workers", ())


def manager(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """The manager named in the request, else the family's; of one who has left, the team's."""
    family = desk.record(request.fields["case_id"])
    named = request.fields.get("manager_id") or (family and family.fields.get("manager_id"))
    person = desk.record(named) if named else None
    if named and not (person and has_left(person, desk)):
        yield named
        return
    team = desk.record(family.fields["team_id"]) if family and family.fields["team_id"] else None
    yield from team.fields.get("managers", ()) if team else ()


def manager_who_waits(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """The manager, of a request that has not been shown another way."""
    if request.fields["status"] != "redirected":
        yield from manager(change, request, desk)


def manager_again(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """The manager, when this very change sent a returned request back to them."""
    stamp = request.stamps.get("status")
    if stamp and (stamp.device_id, stamp.number) == (change.device_id, change.number):
        yield from manager(change, request, desk)


def who_waits(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """Of a request that was withdrawn: its manager, who authorised it, who raised it, the workers.

    (Police and business support see it in their list: they are alerted of nothing by name yet.)
    """
    yield from manager(change, request, desk)
    yield request.fields["authorised_by"]
    yield from raiser_and_workers(change, request, desk)


def who_takes_part(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """The manager, who raised it, the workers, and whoever of the app has accepted."""
    yield from manager(change, request, desk)
    yield from raiser_and_workers(change, request, desk)
    yield from (request.fields.get("confirmed") or {}).get("participants", ())


def manager_of_a_slot(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """The manager, when this very change has a slot held: they have half an hour to confirm it."""
    stands = desk.record(request.id) or request
    stamp, booking = stands.stamps.get("booking"), stands.fields.get("booking") or {}
    mine = stamp and (stamp.device_id, stamp.number) == (change.device_id, change.number)
    if mine and booking.get("state") == "held":
        yield from manager(change, request, desk)


def who_said_so(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """Who is said to have authorised it by telephone; known only by name, the manager."""
    named = (request.fields.get("authorisation") or {}).get("by")
    if named:
        yield named
    else:
        yield from manager(change, request, desk)


def all_of_them(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """The manager, who raised it, and the workers."""
    yield from manager(change, request, desk)
    yield from raiser_and_workers(change, request, desk)


def both_authors(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """Of two requests that are one now: who raised either, the managers and the workers."""
    yield from all_of_them(change, request, desk)
    into = desk.record(request.fields["merged_into"])
    if into is not None:
        yield from all_of_them(change, into, desk)


def once_cancelled(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """Everybody of social care, when this agreement was the last."""
    if request.fields["status"] == "cancelled":
        yield from all_of_them(change, request, desk)


def once_it_goes_on(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """The same, when somebody did not agree."""
    if change.fields["agreed"] is False:
        yield from all_of_them(change, request, desk)


def decider_of_urgent(change: Change, report: Record, desk: Desk) -> Iterator[Any]:
    """Whoever decides what a lost phone sent, when it is an urgent request: nobody else has it."""
    if report.fields["urgent"]:
        yield report.feed.removeprefix("person:")


def who_mends_mail(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """Of a mail that did not go as it should: its manager, who authorised it, who raised it."""
    if change.fields.get("code"):
        yield from manager(change, request, desk)
        yield request.fields["authorised_by"]
        yield request.fields["raised_by"]


def who_asked_police(change: Change, request: Record, desk: Desk) -> Iterator[Any]:
    """The police were in touch: the manager, and who raised it."""
    yield from manager(change, request, desk)
    yield request.fields["raised_by"]


HEARD: dict[str, tuple[str, Recipients]] = {
    "raise_request": ("request_waiting", manager_who_waits),
    "edit_request": ("request_waiting", manager_again),
    "authorise_request": ("request_authorised", raiser),
    "return_request": ("request_returned", raiser),
    "withdraw_request": ("request_withdrawn", who_waits),
    "sent_by_hand": ("slot_offered", manager_of_a_slot),
    "agree_time": ("time_agreed", who_takes_part),
    "note_hold_ran_out": ("slot_ran_out", manager),
    "confirm_slot": ("slot_confirmed", who_takes_part),
    "move_slot": ("slot_moved", who_takes_part),
    "release_slot": ("slot_released", who_takes_part),
    "report_overrun": ("slot_overrun", who_takes_part),
    "note_reminder": ("discussion_soon", who_takes_part),
    "note_dispatch": ("delivery_trouble", who_mends_mail),
    "record_police_contact": ("police_contact", who_asked_police),
    "answer_link": ("police_contact", who_asked_police),
    "record_verbal_authorisation": ("verbal_to_confirm", who_said_so),
    "confirm_verbal_authorisation": ("verbal_settled", raiser_and_workers),
    "note_not_confirmed": ("not_confirmed_in_time", all_of_them),
    "report_manager_unreachable": ("manager_unreachable", manager),
    "redirect_request": ("request_redirected", all_of_them),
    "merge_request": ("request_merged", both_authors),
    "request_cancellation": ("cancellation_asked", all_of_them),
    "agree_cancellation": ("request_cancelled", once_cancelled),
    "report_quarantined_change": ("urgent_held_back", decider_of_urgent),
}
"""By the name of the change: the kind of alert, and for whom."""


HEARD_BESIDES: dict[str, tuple[str, Recipients]] = {
    "note_dispatch": ("slot_offered", manager_of_a_slot),
    "agree_cancellation": ("request_goes_on", once_it_goes_on),
}
"""Of a change that may end in two ways: the other one."""


def _heard(kind: Kind) -> Kind:
    hearings = [heard[kind.name] for heard in (HEARD, HEARD_BESIDES) if kind.name in heard]

    def and_then(change: Change, record: Record, desk: Desk) -> None:
        kind.and_then(change, record, desk)
        stands = desk.record(record.id) or record
        for alert_kind, recipients in hearings:
            people = {*recipients(change, stands, desk)} - {None, "", desk.author.person_id}
            for person_id in sorted(people):
                write_alert(alert_kind, person_id, change, stands, desk)
        if stands.type == "strategy_request":
            tell_of_alike(change, stands, desk)

    return replace(kind, and_then=and_then)


def tell_of_alike(change: Change, request: Record, desk: Desk) -> None:
    """Both authors and the managers, when this change found requests about the same child.

    Each of them reads of a request of their own; whoever has just raised it is told too: they may
    have written it hours ago, without signal.
    """
    if request.fields.get("alike_found_in") != change.id:
        return
    told: set[str] = set()
    others = (desk.record(one) for one in request.fields["duplicates"])
    for one in (request, *(other for other in others if other is not None)):
        people = {one.fields["raised_by"], *manager(change, one, desk)} - {None, ""}
        for person_id in sorted(people - told):
            write_alert("possible_duplicate", person_id, change, one, desk, "alike:")
        told |= people


def write_alert(
    alert_kind: str,
    person_id: str,
    change: Change,
    request: Record,
    desk: Desk,
    beside: str = "",
) -> None:
    """A record in their feed, and a job to send it, in this transaction.

    `beside` tells a second alert of one change from the first.
    """
    alert_id = str(uuid5(UUID(change.id), f"{beside}{person_id}"))
    if desk.record(alert_id) is not None:
        return
    desk.write(
        Record(
            id=alert_id,
            type="alert",
            feed=f"person:{person_id}",
            version=1,
            fields=_alert_fields(alert_kind, request, desk.received_at),
            made_by=desk.author.person_id,
            made_at=desk.received_at,
            received_at=desk.received_at,
        )
    )
    desk.also(queued(alert_id, person_id, alert_kind, desk.received_at))


def _alert_fields(alert_kind: str, request: Record, now: datetime) -> dict[str, Any]:
    confirmed = request.fields.get("confirmed") or {}
    return {
        "kind": alert_kind,
        "request_id": request.id,
        "ref": request.fields.get("ref"),
        "starts_at": confirmed.get("starts_at"),
        "created_at": time_text(now),
        "shown_at": None,
        "opened_at": None,
    }


def queued(
    alert_id: str, person_id: str, alert_kind: str, now: datetime, only: str | None = None
) -> Callable[[Connection], None]:
    """The job that sends it, due when it is queued, and the receipt that it is.

    `only`: to this subscription of the person's, and to no other.
    """
    payload = {"alert_id": alert_id, "person_id": person_id, "kind": alert_kind, "only": only}

    def effect(connection: Connection) -> None:
        job = NewJob("send_alert", f"alert:{alert_id}", payload, clock.now(), URGENT)
        queue_job(connection, job)
        save_receipt(connection, alert_id, "queued", now)

    return effect
