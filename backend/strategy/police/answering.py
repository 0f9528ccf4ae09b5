"""An answer by the link in a mail: the server's hand, with the link's mark (S-03, N-17)."""

from uuid import UUID, uuid5

from backend.people.author import Role, author_at
from backend.strategy.escalating import escalate, tell_further_up
from backend.strategy.following import follow
from backend.strategy.may import request_in_hand
from backend.strategy.police.contact import CANNOT_REACH, follow_contact, with_contact
from backend.strategy.states import check_step
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Change, Fields, Record, time_text

PURPOSE = {
    "contact_made": "live_enquiry",
    "propose_time": "agree_time",
    CANNOT_REACH: CANNOT_REACH,
}
"""What each answer says of the police being in touch; finished research says nothing of it."""


def check_answer(change: Change, current: Record | None, desk: Desk) -> None:
    """Only the server, which has looked at the link."""
    if author_at(desk).role is not Role.SERVER:
        raise Refused("not-allowed", "This is answered by the link in a mail.")
    check_step("answer_link", request_in_hand(current))


def as_answered(change: Change, current: Record | None, fields: Fields, desk: Desk) -> Fields:
    """The contact, the time that they propose, and that it came by a link."""
    request, answer, at = request_in_hand(current), fields["answer"], time_text(desk.received_at)
    said = {**_who(fields), "at": at, "by": None, "how": "link", "link_id": fields["link_id"]}
    set_now: Fields = {"answered_by_link": {**said, "answer": answer}}
    if answer in PURPOSE:
        contact = {**said, "purpose": PURPOSE[answer], "words": fields.get("words")}
        set_now["police_contacts"] = with_contact(request, contact)
    if answer == "propose_time":
        words = fields.get("words")
        set_now["proposed"] = {**said, "starts_at": fields["starts_at"], "words": words}
    return set_now


def then_answered(change: Change, record: Record, desk: Desk) -> None:
    """Research is a note of the police; a manager who cannot be reached is an event."""
    said, own_id = change.fields, str(uuid5(UUID(change.id), "note"))
    if said["answer"] == "research_done" and desk.record(own_id) is None:
        words = said.get("words") or "Research is done."
        at = time_text(desk.received_at)
        fields = {
            "request_id": record.id, "kind": "research", "words": words, "by": None, "at": at,
            **_who(said), "how": "link",
        }  # fmt: skip
        now, by = desk.received_at, author_at(desk).person_id
        desk.write(Record(own_id, "police_note", record.feed, 1, fields, by, now, now))
    if said["answer"] == CANNOT_REACH:
        words = said.get("words") or "The police could not reach the manager."
        escalate(change, record, desk, "manager_unreachable", words, said["name"])
        tell_further_up(change, record, desk)
    if said["answer"] in PURPOSE:
        follow_contact(record, desk, moved_by="answer_link")
    else:
        follow(record, desk)


def _who(fields: Fields) -> Fields:
    return {"name": fields["name"], "rank": fields.get("rank")}
