"""A number's life: checked by somebody on a day, reported wrong from the field, checked again.

What an administrator has checked is a number as it was then: after a correction it counts for
nothing. What somebody reports wrong is the number that they dialled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from backend.areas.names import contact_id
from backend.areas.profile import CallEntry, CallLine, Contact, Profile
from backend.areas.versions import Find
from sync.messages import Fields

SAME_EVERYWHERE = frozenset({"999", "101"})
"""Who answers there needs no checking by an area."""


def value_of(contact: Contact) -> str | None:
    """What is checked when it is checked: number, extension and address; None: there is nothing."""
    number = contact.number and "".join(
        [contact.number, f";ext={contact.extension}" if contact.extension else ""]
    )
    return " ".join(part for part in (number, contact.address) if part) or None


def standing_of(contact: Contact, known: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """When it was last checked, and since when it counts as wrong; each None when it is not so."""
    value = value_of(contact)
    checks = [one["at"] for one in known.get("checks", ()) if one["value"] == value]
    last = max(checks, default=contact.verified)
    wrong = [
        one["at"]
        for one in known.get("wrong", {}).values()
        if one["number"] == contact.number and (last is None or one["at"] > last)
    ]
    return (None, min(wrong)) if wrong else (last, None)


def with_standing(profile: Profile, find: Find) -> Profile:
    """The area with each contact as checked, or as reported wrong, as it is now."""
    contacts = {
        key: _standing(contact, _known(profile.key, key, find))
        for key, contact in profile.contacts.items()
    }
    lines = tuple(_line(line, contacts) for line in profile.lines)
    return replace(profile, contacts=contacts, lines=lines)


def contact_fields(profile: Profile, find: Find) -> Iterator[tuple[str, Fields]]:
    """By key: what administrators are told of each contact, besides its history."""
    written = {one["key"]: one for one in profile.data["contacts"]}
    for key, contact in profile.contacts.items():
        known = _known(profile.key, key, find)
        verified_at, reported_wrong_at = standing_of(contact, known)
        raw = written.get(key, {})
        yield (
            key,
            {
                "key": key,
                "kind": contact.kind,
                "name": contact.name,
                "called": contact.called,
                "number": contact.number,
                "shown": contact.shown,
                "extension": contact.extension,
                "address": contact.address,
                "use": contact.use,
                "value": value_of(contact),
                "must_set": contact.must_set,
                "suggestion": raw.get("suggestion") if contact.number is None else None,
                "passcode": str(raw["passcode"]) if raw.get("passcode") else None,
                "verified_at": verified_at,
                "reported_wrong_at": reported_wrong_at,
            },
        )


def _known(area: str, key: str, find: Find) -> Mapping[str, Any]:
    record = find(contact_id(area, key))
    return record.fields if record is not None else {}


def _standing(contact: Contact, known: Mapping[str, Any]) -> Contact:
    verified, reported_wrong = standing_of(contact, known)
    if contact.called in SAME_EVERYWHERE:
        reported_wrong = None
    return replace(contact, verified=verified, reported_wrong=reported_wrong)


def _line(line: CallLine, contacts: Mapping[str, Contact]) -> CallLine:
    def renewed(entry: CallEntry) -> CallEntry:
        return replace(entry, contact=contacts[entry.contact.key])

    return replace(line, entries=tuple(renewed(entry) for entry in line.entries))
