"""What may be answered by a link, by its purpose: which choices, what is shown, which change."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time

from marshmallow import Schema, ValidationError

from backend.areas.calendar import moment_of
from backend.post.documents.request_form import Find, moment_in_words, person_of
from backend.schemas import Choice as OneOf
from backend.schemas import LongText, SafeText, StrictSchema, plain_messages, required_when
from backend.strategy.police.schemas import AnswerSchema
from sync.messages import Fields, Record, time_text

Said = Mapping[str, str]
Shown = tuple[tuple[str, str], ...]


class ReplySchema(StrictSchema):
    """What somebody who is invited says."""

    answer = OneOf("accepted", "declined", "tentative", required=True)
    information = OneOf("submitted", "will_bring", "nothing_held", allow_none=True)
    name = SafeText(required=True)
    words = LongText(longest=2000, allow_none=True, may_be_empty=True)


@dataclass(frozen=True, slots=True)
class Asking:
    """One purpose. `change` makes the named change and its fields of a good answer."""

    kind: str
    choices: Mapping[str, str]
    schema: Schema
    show: Callable[[Record, Record, Find], Shown]
    change: Callable[[Fields, str], Fields]
    information: Mapping[str, str]
    of_police: bool


SAY: Mapping[str, str] = {
    "answer": "Choose an answer",
    "name": "Enter your name",
    "starts_at": "Enter the date and the time that you propose",
}


def read_answer(asking: Asking, said: Said) -> Fields:
    """Checked; ValidationError with plain words for each field."""
    names = ("name", "words", *(("rank",) if asking.of_police else ()))
    given: Fields = {"answer": said.get("answer", "")}
    given |= {name: said.get(name, "").strip() for name in names}
    if said.get("information") and asking.information:
        given["information"] = said["information"]
    if given["answer"] == "propose_time":
        given["starts_at"] = _moment(said.get("day", ""), said.get("time", ""))
    try:
        loaded: Fields = asking.schema.load(given)
    except ValidationError as error:
        wrong = plain_messages(error.messages)
        raise ValidationError({name: SAY.get(name, text) for name, text in wrong.items()}) from None
    return loaded


def _moment(day: str, at: str) -> str | None:
    try:
        return time_text(moment_of(date.fromisoformat(day), time.fromisoformat(at)))
    except ValueError:
        return None


def _to_police(request: Record, about: Record, find: Find) -> Shown:
    """No more than is needed: nothing of the child or the family."""
    fields = request.fields
    manager = person_of(fields.get("manager_id"), find)
    return (
        ("Request", str(fields["ref"])),
        ("Urgency", "Urgent" if fields["urgent"] else "Not urgent"),
        ("Manager", manager.get("name") or "Not named"),
        ("Manager's number", manager.get("phone") or "Not given"),
        ("Number for the next hour", fields["reachable_number"]),
    )


def _to_invited(request: Record, about: Record, find: Find) -> Shown:
    """Which discussion, when, and for whom they answer."""
    when = (request.fields.get("confirmed") or request.fields.get("meeting") or {}).get("starts_at")
    agency = str(about.fields["agency"]).replace("_", " ").capitalize()
    return (
        ("Discussion", str(request.fields["ref"])),
        ("When", moment_in_words(when)),
        ("You answer for", agency),
    )


def _answer(said: Fields, link_id: str) -> Fields:
    return {**said, "link_id": link_id}


def _reply(said: Fields, link_id: str) -> Fields:
    note = ". ".join(part for part in (said["name"], said.get("words")) if part)
    fields: Fields = {"reply": said["answer"], "note": note, "how": "link"}
    if said.get("information"):
        fields["information"] = said["information"]
    return fields


class PoliceAnswerSchema(AnswerSchema):
    """As the one door has it, without the mark that the server adds."""

    needs = (required_when("answer", "propose_time", then="starts_at", message="Say when."),)

    class Meta(AnswerSchema.Meta):
        """The link is known already."""

        exclude = ("link_id",)


ASKING: Mapping[str, Asking] = {
    "police": Asking(
        "answer_link",
        {
            "contact_made": "I have spoken to the manager",
            "propose_time": "I propose a time",
            "cannot_reach_manager": "I cannot reach the manager",
            "research_done": "Research is done",
        },
        PoliceAnswerSchema(),
        _to_police,
        _answer,
        {},
        of_police=True,
    ),
    "invitation": Asking(
        "reply_to_invitation",
        {
            "accepted": "We will take part",
            "tentative": "We may take part",
            "declined": "We cannot take part",
        },
        ReplySchema(),
        _to_invited,
        _reply,
        {
            "submitted": "We have sent it by secure e-mail",
            "will_bring": "We will bring it with us",
            "nothing_held": "We hold nothing",
        },
        of_police=False,
    ),
}
"""By the purpose of the mail that the link stands in."""
