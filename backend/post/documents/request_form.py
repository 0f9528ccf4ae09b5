"""The strategy request as the form that is attached to the mail: everything that it says (W-16,
N-14, S-01), from one version of it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from backend.areas.calendar import local
from backend.areas.profile import Profile
from backend.post.documents.pdf import Form, Line, Section
from backend.schemas import read_moment
from sync.messages import Fields, Record

Find = Callable[[str], Record | None]
Rows = Iterator[tuple[str, str]]
NOT_GIVEN = "Not given"
YES_NO: Mapping[Any, str] = {True: "Yes", False: "No", None: NOT_GIVEN}


def request_form(profile: Profile, request: Record, find: Find) -> Form:
    """The whole form; `find` gives the people whom the request names by id."""
    fields = request.fields
    ref = str(fields["ref"])
    return Form(
        name=f"strategy-request-{ref}",
        title=f"Strategy discussion request {ref}",
        footer=f"{ref}, version {request.version}. Confidential: child protection.",
        lead=tuple(_lead(profile, fields)),
        sections=tuple(_sections(profile, fields, find)),
    )


def person_of(person_id: Any, find: Find) -> Fields:
    """Who they are: `{name, phone, role}`, each perhaps missing."""
    person = find(person_id) if isinstance(person_id, str) else None
    return person.fields if person is not None else {}


def moment_in_words(text: Any) -> str:
    """`Tue 3 November 2026, 15:41`, by an English clock."""
    if not isinstance(text, str):
        return NOT_GIVEN
    then = local(read_moment(text))
    return f"{then:%a} {then.day} {then:%B %Y, %H:%M}"


def _lead(profile: Profile, fields: Fields) -> Iterator[Line]:
    if fields["urgent"]:
        yield Line(f"URGENT: {fields.get('category_label') or 'cannot wait'}", strong=True)
    else:
        yield Line("Not urgent", strong=True)
    yield Line(f"{profile.name}. To: {profile.police_unit}.")


def _sections(profile: Profile, fields: Fields, find: Find) -> Iterator[Section]:
    yield Section("Who to ring", tuple(_people(fields, find)))
    for child in fields["children"]:
        yield Section(f"Child: {child['name']}", tuple(_child(profile, child)))
    yield Section("The concern", tuple(_concern(fields)))
    if answers := tuple(_answers(profile, fields)):
        yield Section("More from the form", answers)
    if known := tuple(_professionals(fields.get("professionals") or ())):
        yield Section("Other professionals", known)
    yield Section("Authorisation", tuple(_authorised(fields, find)))


def _people(fields: Fields, find: Find) -> Rows:
    worker, manager = (person_of(fields.get(key), find) for key in ("raised_by", "manager_id"))
    yield "Responsible manager", manager.get("name") or NOT_GIVEN
    yield "Manager's number", manager.get("phone") or NOT_GIVEN
    yield "Number for the next hour", fields["reachable_number"]
    yield "Requested by", worker.get("name") or NOT_GIVEN
    yield "Worker's number", worker.get("phone") or NOT_GIVEN


def _child(profile: Profile, child: Mapping[str, Any]) -> Rows:
    born = child.get("date_of_birth")
    number = (profile.terms.get("child_id") or "local number").replace("_", " ")
    yield "Name", child["name"]
    yield "Date of birth", f"{date.fromisoformat(born):%-d %B %Y}" if born else NOT_GIVEN
    yield number[:1].upper() + number[1:], child.get("local_child_id") or NOT_GIVEN
    yield "Non-mobile", YES_NO[child.get("non_mobile")]
    yield "Non-verbal", YES_NO[child.get("non_verbal")]
    yield "Looked after", YES_NO[child.get("looked_after")]
    yield "Interpreter", child.get("interpreter_language") or "None asked for"


def _concern(fields: Fields) -> Rows:
    yield "What is happening", fields["what_is_happening"]
    yield "Reasonable cause", fields.get("reasonable_cause") or NOT_GIVEN
    yield "Concern arose", moment_in_words(fields["concern_at"])
    yield "Request raised", moment_in_words(fields["raised_at"])
    yield "Where the child is now", fields.get("place_now") or NOT_GIVEN
    yield "Crime related", YES_NO[fields.get("crime_related")]
    yield "Police spoken to by telephone", _told(fields.get("police_told"))
    if fields.get("format"):
        yield (
            "Format",
            _format(fields),
        )
    if fields.get("longer_slot"):
        yield "Longer slot wanted", fields.get("longer_slot_reason") or "Yes"
    if fields.get("staff_safety"):
        yield "Safety of staff", _value(fields["staff_safety"])


def _format(fields: Fields) -> str:
    return f"{_in_words(fields['format'])}. {fields.get('format_reason') or ''}".strip()


def _told(told: Mapping[str, Any] | None) -> str:
    if not told:
        return "No"
    who = f" ({told['answered_by']})" if told.get("answered_by") else ""
    return f"Yes, {moment_in_words(told['at'])}{who}"


def _answers(profile: Profile, fields: Fields) -> Rows:
    labels = {one.code: one.label for one in getattr(profile, "form", ())}
    for code, value in (fields.get("form") or {}).items():
        if value not in (None, "", []):
            yield labels.get(code, _in_words(code)), _value(value)


def _professionals(known: Sequence[Mapping[str, Any]]) -> Rows:
    for one in known:
        details = (one.get("role"), one.get("name"), one.get("phone"), one.get("email"))
        yield _in_words(one.get("agency") or "other"), ", ".join(part for part in details if part)


def _authorised(fields: Fields, find: Find) -> Rows:
    given = fields.get("authorisation") or {}
    by = person_of(fields.get("authorised_by"), find).get("name") or given.get("by_name")
    yield "Authorised by", by or NOT_GIVEN
    yield "At", moment_in_words(fields.get("authorised_at"))
    if given.get("method") == "telephone_to_confirm":
        yield "How", "By telephone, to be confirmed in Doorstep"
    if fields.get("self_authorised"):
        yield "Note", "Authorised by the person who raised it"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, list | tuple):
        return ", ".join(_value(one) for one in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{_in_words(key)}: {_value(one)}" for key, one in value.items() if one)
    return str(value)


def _in_words(code: str) -> str:
    words = str(code).replace("_", " ")
    return words[:1].upper() + words[1:]
