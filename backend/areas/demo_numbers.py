"""In demo mode nothing reaches anybody: drama numbers by Ofcom, mailboxes that cannot exist."""

from dataclasses import replace

from backend.areas.profile import CallEntry, CallLine, Contact, Profile

EMERGENCY = {"999": "+441632960999", "101": "+441632960101"}
MOBILE = "07700 900"
FIRST = 100


def in_demo(profile: Profile) -> Profile:
    """The same area with every number and mailbox replaced, missing ones given too."""
    prefix = str(profile.data["demo_numbers"])
    contacts = {
        key: _pretend(contact, prefix, FIRST + place)
        for place, (key, contact) in enumerate(profile.contacts.items())
    }
    lines = tuple(_line(line, contacts) for line in profile.lines)
    data = {"demo_numbers": prefix, "readings": profile.data["readings"]}
    return replace(profile, contacts=contacts, lines=lines, data=data)


def _line(line: CallLine, contacts: dict[str, Contact]) -> CallLine:
    def renamed(entry: CallEntry) -> CallEntry:
        return replace(entry, contact=contacts[entry.contact.key])

    return replace(line, entries=tuple(renamed(entry) for entry in line.entries))


def _pretend(contact: Contact, prefix: str, place: int) -> Contact:
    address = contact.address or ("must be set" if contact.must_set else None)
    return replace(
        contact,
        address=f"{contact.key}@doorstep.example" if address and "mail" in contact.kind else None,
        extension=f"960{place}" if contact.extension else None,
        use=None,
        number=_dialled(_shown(contact, prefix, place)),
        shown=_shown(contact, prefix, place),
    )


def _shown(contact: Contact, prefix: str, place: int) -> str | None:
    if contact.number in EMERGENCY:
        return f"{contact.number} (demo)"
    if "phone" not in contact.kind or (contact.number is None and not contact.must_set):
        return None
    mobile = (contact.number or "").startswith("+447")
    return f"{MOBILE if mobile else prefix}{place}"


def _dialled(shown: str | None) -> str | None:
    if shown is None or shown.endswith("(demo)"):
        return EMERGENCY.get((shown or "").removesuffix(" (demo)"))
    return "+44" + shown.replace(" ", "").removeprefix("0")
