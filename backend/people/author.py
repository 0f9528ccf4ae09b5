"""Whose change or question it is, and what role they do it in."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sync.kinds import Desk


class Role(StrEnum):
    """One for each person. What a role may do stands with each kind of change."""

    SOCIAL_WORKER = "social_worker"
    ASWP = "aswp"
    TEAM_MANAGER = "team_manager"
    BUSINESS_SUPPORT = "business_support"
    POLICE_SERGEANT = "police_sergeant"
    POLICE_DELEGATED_OFFICER = "police_delegated_officer"
    HEALTH = "health"
    HEAD_OF_SERVICE = "head_of_service"
    ADMINISTRATOR = "administrator"
    SERVER = "server"
    """The worker and the seeding: no person, and nobody signs in as it."""


@dataclass(frozen=True, slots=True)
class Author:
    """A person at a device, as they stand at this moment."""

    person_id: str
    role: Role
    area: str
    team_id: str | None
    device_id: str
    ended_at: datetime | None = None
    """When their access ends, or has ended: what they did before is still theirs."""
    device_lost: bool = False
    """Reported lost, to be wiped or revoked: it reads nothing, and what comes from it waits for a
    manager."""
    device_key: str | None = None
    """What the session's requests must be proved with; None: the device has made no key."""


def author_at(desk: Desk) -> Author:
    """The author as the product knows them."""
    author = desk.author
    if not isinstance(author, Author):
        raise TypeError("an author of another product")
    return author
