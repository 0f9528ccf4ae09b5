"""Making people, and finding them."""

import re
import uuid
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.errors import Invalid
from backend.people.author import Role
from backend.people.models import Area, Person
from backend.people.passwords import LONGEST, SHORTEST, is_known
from backend.schemas import SafeText

NAME, PHONE = SafeText(), SafeText(longest=40)
EASY = "Many people use that password, or it is easy to guess. Choose another, such as three words."
EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What is asked of somebody who joins."""

    email: str
    name: str
    role: Role
    area: str
    team_id: str | None = None
    phone: str | None = None
    demo: bool = False
    id: str = ""


def save_person(session: Session, new: NewPerson, password_hash: str | None) -> Person:
    """A new person; Invalid when the e-mail is taken, or something said is not right."""
    email, name = tidy_email(new.email), read_said(NAME, "name", new.name)
    phone = None if new.phone is None else read_said(PHONE, "phone", new.phone)
    if not EMAIL.fullmatch(email):
        raise Invalid("That is not an e-mail address.", fields={"email": "Not an e-mail address."})
    if session.scalar(select(Person.id).where(Person.email == email)):
        raise Invalid("That e-mail is taken.", fields={"email": "Taken."})
    if session.get(Area, new.area) is None:
        raise Invalid("There is no such area.", fields={"area": "Not an area."})
    person = Person(
        id=new.id or str(uuid.uuid4()),
        email=email,
        name=name,
        role=new.role.value,
        area=new.area,
        team_id=new.team_id,
        phone=phone,
        password_hash=password_hash,
        demo=new.demo,
    )
    session.add(person)
    session.flush()
    return person


def read_said(field: SafeText, what: str, said: str) -> str:
    """As a colleague's phone can be told it, or Invalid."""
    try:
        read: str = field.deserialize(said)
    except ValidationError as error:
        why = " ".join(map(str, error.messages))
        raise Invalid(f"The {what}: {why}", fields={what: why}) from error
    return read


def find_person(session: Session, email: str) -> Person | None:
    """By e-mail, however it is written."""
    return session.scalar(select(Person).where(Person.email == tidy_email(email)))


def tidy_email(email: str) -> str:
    """One way to write an address."""
    return email.strip().lower()


def check_password(password: str, *about: str) -> None:
    """Long enough, and not one that is tried first; nothing else is asked of it.

    `about`: what a guesser knows of the person, such as their e-mail address and their name.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(
            f"A password has {SHORTEST} to {LONGEST} characters.",
            fields={"password": f"Needs {SHORTEST} to {LONGEST} characters."},
        )
    words = [word for one in about for word in re.split(r"[\W_]+", one.lower()) if word]
    if is_known(password, *about, *words):
        raise Invalid(EASY, "known-password", fields={"password": EASY})


def person_on_wire(person: Person) -> dict[str, Any]:
    """What the phone is told of the person who holds it."""
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "area": person.area,
        "team_id": person.team_id,
        "phone": person.phone,
    }
