"""Reads the areas' files. A mistake in one is told in plain words, by the name of its key."""

import copy
from collections.abc import Mapping
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from marshmallow import ValidationError

from backend.areas.demo_numbers import document_in_demo
from backend.areas.profile import CallEntry, CallLine, Contact, Hours, Profile
from backend.areas.schemas import DAYS, ProfileSchema
from backend.errors import Unavailable
from backend.schemas import plain_messages

FOLDER = Path(__file__).parent / "profiles"
DEFAULTS = "defaults.yaml"
_SCHEMA = ProfileSchema()


class BadProfile(ValueError):
    """An area's arrangements cannot be used; the message names the file and each key.

    `faults` says the same for software: what is wrong, in plain words, by the name of the key.
    """

    def __init__(self, name: str, faults: Mapping[str, str]) -> None:
        told = "; ".join(f"{key}: {text}" if key else text for key, text in sorted(faults.items()))
        super().__init__(f"{name}: {told}")
        self.faults = dict(faults)


@cache
def profiles(*, demo: bool = False) -> Mapping[str, Profile]:
    """Every area, by key. In demo mode with numbers that reach nobody."""
    files = sorted(FOLDER.glob("*.yaml"))
    documents = (read_document(file) for file in files if file.name != DEFAULTS)
    read = (document_in_demo(one) if demo else one for one in documents)
    return {profile.key: profile for profile in (profile_from(one) for one in read)}


def profile_of(area: str) -> Profile:
    """The arrangements of an area as its file has them. (Numbers are published, never asked here.)

    What administrators have changed since stands in `backend.areas.versions`.
    """
    try:
        return profiles()[area]
    except KeyError:
        raise Unavailable(f"There is no area called {area}.", "no-such-area") from None


def document_of(area: str, *, demo: bool = False) -> dict[str, Any]:
    """An area's file with the defaults under it, to be changed by whoever asks for it."""
    return copy.deepcopy(dict(profiles(demo=demo)[area].data))


def read_profile(file: Path) -> Profile:
    """One area from its file, with the defaults laid under it."""
    return profile_from(read_document(file), file.name)


def read_document(file: Path) -> dict[str, Any]:
    """What the file says, with the defaults laid under it."""
    return _with_defaults(_read_yaml(FOLDER / DEFAULTS), _read_yaml(file))


def profile_from(document: Mapping[str, Any], name: str = "arrangements") -> Profile:
    """A whole area from its document; BadProfile when something in it is not right."""
    try:
        loaded = _SCHEMA.load(document)
    except ValidationError as error:
        raise BadProfile(name, plain_messages(error.messages)) from error
    try:
        return _profile(loaded, document)
    except KeyError as error:
        key, _, told = str(error.args[0]).partition(": ")
        raise BadProfile(name, {key: told}) from error


def _read_yaml(file: Path) -> dict[str, Any]:
    try:
        read = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise BadProfile(file.name, {"": f"not YAML: {error}"}) from error
    if not isinstance(read, dict):
        raise BadProfile(file.name, {"": "the file is empty or not a list of keys"})
    return read


def _with_defaults(defaults: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    keys = {contact.get("key") for contact in own.get("contacts", ()) if isinstance(contact, dict)}
    extra = [contact for contact in defaults["contacts"] if contact["key"] not in keys]
    return {**defaults, **own, "contacts": [*own.get("contacts", ()), *extra]}


def _profile(loaded: Mapping[str, Any], raw: Mapping[str, Any]) -> Profile:
    contacts = {contact["key"]: _contact(contact) for contact in loaded["contacts"]}
    return Profile(
        key=loaded["key"],
        name=loaded["name"],
        ref_prefix=loaded["ref_prefix"],
        version=loaded["meta"]["version"],
        police_unit=loaded["meta"]["police_unit"],
        terms=loaded["terms"],
        roles=loaded["roles"],
        urgent_categories=tuple(loaded["urgent"]["categories"]),
        urgent_sequence=tuple(loaded["urgent"]["sequence"]),
        police_told_label=loaded["police_told_label"],
        call_guidance=loaded["call_guidance"],
        contacts=contacts,
        lines=tuple(_line(p, line, contacts, raw) for p, line in loaded["calls"].items()),
        data=raw,
    )


def _contact(read: Mapping[str, Any]) -> Contact:
    dialable = read.get("dialable", True)
    number = read.get("number") if dialable else None
    return Contact(
        key=read["key"],
        kind=read["kind"],
        name=read.get("name") or read["key"].replace("_", " ").capitalize(),
        number=number,
        shown=read.get("shown") or number,
        extension=read.get("extension"),
        address=read.get("address"),
        use=read.get("use"),
        verified=read.get("verified"),
        must_set=read.get("must_set", False),
        called=read["called"],
    )


def _line(
    purpose: str, line: Mapping[str, Any], contacts: Mapping[str, Contact], raw: Mapping[str, Any]
) -> CallLine:
    entries = []
    for number, entry in enumerate(line["entries"]):
        if entry["contact"] not in contacts:
            where = f"calls.{purpose}.entries.{number}.contact"
            raise KeyError(f"{where}: there is no contact called {entry['contact']}")
        entries.append(
            CallEntry(
                contacts[entry["contact"]],
                entry["when"],
                tuple(entry["first_for"]),
                entry["if_no_answer"],
            )
        )
    return CallLine(purpose, _hours(purpose, line["hours"], raw), line["words"], tuple(entries))


def _hours(purpose: str, given: Any, raw: Mapping[str, Any]) -> Hours:
    readings = raw["readings"]
    if given == "office":
        office = raw["calendar"]["office_hours"]
        given = {"days": list(DAYS[:5]), "from": office["start"], "to": office["end"]}
    try:
        days, start, end = given["days"], _time(given["from"]), _time(given["to"])
        weekdays = frozenset(DAYS.index(day) for day in days)
    except (TypeError, KeyError, ValueError):
        raise KeyError(
            f'calls.{purpose}.hours: is office, or days with from and to, like "09:00"'
        ) from None
    return Hours(
        weekdays,
        start,
        end,
        inclusive=readings["opening_end_inclusive"],
        on_bank_holidays=readings["open_on_bank_holidays"],
    )


def _time(text: str) -> time:
    return time.fromisoformat(text)
