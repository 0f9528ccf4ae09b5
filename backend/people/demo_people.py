"""The invented people of demo mode, who can be signed in as with one tap."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.people.author import Role
from backend.people.models import Area, Person

DEMO_PASSWORD = "doorstep-demo-only"  # noqa: S105  opens invented families only
ORDER = {role.value: place for place, role in enumerate(Role)}


def demo_people(session: Session) -> list[dict[str, str]]:
    """By area, then by role."""
    query = (
        select(Person, Area.name)
        .join(Area, Area.key == Person.area)
        .where(Person.demo, Person.ended_at.is_(None))
        .order_by(Area.name, Person.name)
    )
    listed = [_listed(person, area_name) for person, area_name in session.execute(query)]
    return sorted(listed, key=lambda one: (one["area_name"], ORDER[one["role"]]))


def _listed(person: Person, area_name: str) -> dict[str, str]:
    return {
        "email": person.email,
        "password": DEMO_PASSWORD,
        "name": person.name,
        "role": person.role,
        "area": person.area,
        "area_name": area_name,
    }
