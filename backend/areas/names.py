"""How the records and feeds of an area are called: the same everywhere, so nobody has to ask."""

from uuid import NAMESPACE_DNS, uuid5

NAMESPACE = uuid5(NAMESPACE_DNS, "doorstep.example")


def area_feed(area: str) -> str:
    """What everybody of the area reads."""
    return f"area:{area}"


def arrangements_feed(area: str) -> str:
    """What only the administrators of the area read."""
    return f"arrangements:{area}"


def area_of_feed(feed: str) -> str:
    """The area that a feed belongs to."""
    return feed.partition(":")[2]


def profile_id(area: str) -> str:
    """The record of what phones are told of an area."""
    return str(uuid5(NAMESPACE, area))


def call_line_id(area: str, purpose: str) -> str:
    """The record of an area's call line."""
    return str(uuid5(NAMESPACE, f"{area}:{purpose}"))


def arrangements_id(area: str) -> str:
    """The record that says which versions there are, and whether the area is live."""
    return str(uuid5(NAMESPACE, f"{area}:arrangements"))


def version_id(area: str, number: int) -> str:
    """The record of one version."""
    return str(uuid5(NAMESPACE, f"{area}:version:{number}"))


def contact_id(area: str, key: str) -> str:
    """The record of one number or mailbox."""
    return str(uuid5(NAMESPACE, f"{area}:contact:{key}"))
