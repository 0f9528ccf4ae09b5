"""The invented people of the three areas: one for each role. Nobody here exists."""

from dataclasses import dataclass
from uuid import uuid5

from sqlalchemy import insert
from sqlalchemy.orm import Session

from backend.areas.names import NAMESPACE
from backend.areas.profile import Profile
from backend.people.accounts import NewPerson, save_person
from backend.people.author import Author, Role
from backend.people.demo_people import DEMO_PASSWORD
from backend.people.models import Area, Team
from backend.people.passwords import passwords

GIVEN = {
    Role.SOCIAL_WORKER: "Sal",
    Role.ASWP: "Ash",
    Role.TEAM_MANAGER: "Toni",
    Role.BUSINESS_SUPPORT: "Bex",
    Role.POLICE_SERGEANT: "Pat",
    Role.POLICE_DELEGATED_OFFICER: "Dee",
    Role.HEALTH: "Hari",
    Role.HEAD_OF_SERVICE: "Hollis",
    Role.ADMINISTRATOR: "Ada",
}
WITH_TEAM = (Role.SOCIAL_WORKER, Role.ASWP, Role.TEAM_MANAGER)


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of one area, by role."""

    area: str
    team_id: str
    authors: dict[Role, Author]

    @property
    def manager(self) -> Author:
        """Of the one team."""
        return self.authors[Role.TEAM_MANAGER]

    @property
    def worker(self) -> Author:
        """The social worker."""
        return self.authors[Role.SOCIAL_WORKER]

    @property
    def senior(self) -> Author:
        """The advanced social work practitioner."""
        return self.authors[Role.ASWP]


def demo_id(*words: object) -> str:
    """The same id for the same words, in every demo."""
    return str(uuid5(NAMESPACE, ":".join(["demo", *map(str, words)])))


def staff_of(area: str) -> Staff:
    """Who they are, whether saved or not."""
    team_id = demo_id("team", area)
    authors = {
        role: Author(
            person_id=demo_id("person", area, role),
            role=role,
            area=area,
            team_id=team_id if role in WITH_TEAM else None,
            device_id=demo_id("device", area, role),
        )
        for role in GIVEN
    }
    return Staff(area, team_id, authors)


def save_staff(session: Session, profile: Profile, place: int) -> Staff:
    """The area, its team and one person for each role; one password for all."""
    staff = staff_of(profile.key)
    session.execute(insert(Area).values(key=profile.key, name=profile.name))
    team = {"id": staff.team_id, "area": profile.key, "name": "Assessment Team (demo)"}
    session.execute(insert(Team).values(**team))
    password_hash = passwords().make_hash(DEMO_PASSWORD)
    for number, (role, author) in enumerate(staff.authors.items()):
        name = f"{GIVEN[role]} {profile.data['demo_surname']}"
        person = _person(author, name, place * len(GIVEN) + number)
        save_person(session, person, password_hash)
    save_person(session, _second_administrator(profile, place), password_hash)
    return staff


def _second_administrator(profile: Profile, place: int) -> NewPerson:
    """What one administrator proposes, another must approve."""
    return NewPerson(
        email=f"second.administrator@{profile.key.replace('_', '-')}.example",
        name=f"Sam {profile.data['demo_surname']}",
        role=Role.ADMINISTRATOR,
        area=profile.key,
        phone=f"07700 900{290 + place}",
        demo=True,
        id=demo_id("person", profile.key, "second administrator"),
    )


def _person(author: Author, name: str, number: int) -> NewPerson:
    title = str(author.role).replace("_", ".")
    return NewPerson(
        email=f"{title}@{author.area.replace('_', '-')}.example",
        name=name,
        role=author.role,
        area=author.area,
        team_id=author.team_id,
        phone=f"07700 900{200 + number}",
        demo=True,
        id=author.person_id,
    )
