"""In demo mode nothing reaches anybody: drama numbers by Ofcom, mailboxes that cannot exist."""

import re
from collections.abc import Mapping
from typing import Any

EMERGENCY = {"999": "+441632960999", "101": "+441632960101"}
MOBILE = "07700 900"
FIRST = 100
DRAMA = re.compile(r"\+44(?:1632960|1\d14960|2079460|2896496|7700900|8081570|3069990)\d{3}")
"""Numbers that Ofcom keeps for drama: they reach nobody."""

TOLD_OF_NOBODY = ("use", "note", "variants")
"""What may quote a number or a mailbox of the sources."""

Document = Mapping[str, Any]


def document_in_demo(document: Document) -> dict[str, Any]:
    """The same area with every number and mailbox replaced, missing ones given too.

    What reaches nobody already is left as it is, so a change made in a demonstration stands.
    """
    prefix = str(document["demo_numbers"])
    contacts = [
        _pretend(contact, prefix, FIRST + place)
        for place, contact in enumerate(document["contacts"])
    ]
    return {**document, "contacts": contacts}


def is_in_demo(document: Document) -> bool:
    """Whether its numbers are invented ones."""
    return any(contact.get("pretended") for contact in document["contacts"])


def reaches_nobody(contact: Document) -> bool:
    """Whether this may stand in a demonstration as it was written."""
    number, address = contact.get("number"), contact.get("address")
    extension = contact.get("extension")
    return (
        (number is None or DRAMA.fullmatch(number) is not None)
        and (address is None or address.endswith(".example"))
        and (extension is None or extension.startswith("960"))
    )


def _pretend(contact: Document, prefix: str, place: int) -> dict[str, Any]:
    if not _is_text(contact) or (contact.get("pretended") and reaches_nobody(contact)):
        return dict(contact)
    kept = {name: value for name, value in contact.items() if name not in TOLD_OF_NOBODY}
    shown, address = _shown(contact, prefix, place), contact.get("address")
    wanted = address or ("must be set" if contact.get("must_set") else None)
    mailed = wanted and "mail" in contact["kind"]
    return {
        **kept,
        "address": f"{contact['key']}@doorstep.example" if mailed else None,
        "extension": f"960{place}" if contact.get("extension") else None,
        "number": _dialled(shown),
        "shown": shown,
        "pretended": True,
        **_undialable(contact, prefix, place),
    }


def _is_text(contact: Document) -> bool:
    """What is of another sort is told of by the schema, by its key."""
    named = (contact.get(name) for name in ("number", "address", "extension"))
    return all(one is None or isinstance(one, str) for one in named)


def _undialable(contact: Document, prefix: str, place: int) -> dict[str, Any]:
    """What lacks a figure in the source lacks one here too."""
    if contact.get("dialable", True):
        return {}
    whole = f"{prefix}{place}"
    return {"shown": whole[:-1], "suggestion": f"{whole} - confirm before use"}


def _shown(contact: Document, prefix: str, place: int) -> str | None:
    number = contact.get("number")
    if number in EMERGENCY:
        return f"{number} (demo)"
    if "phone" not in contact["kind"] or (number is None and not contact.get("must_set")):
        return None
    mobile = (number or "").startswith("+447")
    return f"{MOBILE if mobile else prefix}{place}"


def _dialled(shown: str | None) -> str | None:
    if shown is None or shown.endswith("(demo)"):
        return EMERGENCY.get((shown or "").removesuffix(" (demo)"))
    return "+44" + shown.replace(" ", "").removeprefix("0")
