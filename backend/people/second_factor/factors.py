"""What somebody has as a second step, whether they must have one, and losing it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from backend.config import current_config
from backend.database import insert_unless_there
from backend.errors import Invalid, NotFound, NotNow
from backend.people.models import Person
from backend.people.second_factor.code_app import has_app, use_code
from backend.people.second_factor.models import CodeApp, Passkey, RecoveryCode, SecondFactorRule
from backend.people.second_factor.passkeys import are_offered, remove_passkey
from backend.people.second_factor.recovery import codes_left, make_codes, use_recovery
from backend.people.security_events import What, note

EVERY_ROLE = "*"
NEEDED = "You need a second step to sign in. Set up another one first, then remove this one."


def is_demanded(connection: Connection, person: Person) -> bool:
    """By the area's rule for the role or for every role; without one, outside demonstrations."""
    rules = select(SecondFactorRule.role, SecondFactorRule.demanded).where(
        SecondFactorRule.area == person.area,
        SecondFactorRule.role.in_((person.role, EVERY_ROLE)),
    )
    found = {row.role: row.demanded for row in connection.execute(rules)}
    unless = found.get(EVERY_ROLE, not person.demo and not current_config().demo)
    return bool(found.get(person.role, unless))


def set_rule(connection: Connection, area: str, role: str, *, demanded: bool) -> None:
    """For a role, or for every role that has no rule of its own."""
    this = (SecondFactorRule.area == area) & (SecondFactorRule.role == role)
    insert_unless_there(connection, SecondFactorRule, area=area, role=role, demanded=demanded)
    connection.execute(update(SecondFactorRule).where(this).values(demanded=demanded))


def has_any(connection: Connection, person_id: str) -> bool:
    """Recovery codes alone are none: they only stand in for one."""
    return has_app(connection, person_id) or _passkeys(connection, person_id) > 0


def methods_of(connection: Connection, person_id: str) -> list[str]:
    """How this person can do the second step, the quickest first."""
    could = {
        "passkey": _passkeys(connection, person_id) > 0 and are_offered(),
        "totp": has_app(connection, person_id),
        "recovery": codes_left(connection, person_id) > 0,
    }
    return [method for method, can in could.items() if can]


def first_codes(connection: Connection, person_id: str) -> list[str] | None:
    """Recovery codes come with the first second step that is set up; None: there are some."""
    if codes_left(connection, person_id):
        return None
    return make_codes(connection, person_id)


def show_own_code(connection: Connection, person_id: str, code: str | None, now: datetime) -> None:
    """Whoever has a second step shows it before changing any: a code of the app, or of recovery."""
    if not has_any(connection, person_id):
        return
    if not code:
        raise Invalid("Enter a code first.", fields={"code": "Needed."})
    typed = "".join(code.split())
    if typed.isdigit():
        use_code(connection, person_id, typed, now)
    else:
        use_recovery(connection, person_id, code, now)


def remove(connection: Connection, person: Person, method: str, passkey_id: str | None) -> None:
    """One of them; recovery codes go with the last, which stays where one is demanded."""
    if method == "totp":
        gone = delete(CodeApp).where(CodeApp.person_id == person.id)
        found = connection.scalar(gone.returning(CodeApp.person_id)) is not None
    else:
        found = remove_passkey(connection, person.id, passkey_id or "")
    if not found:
        raise NotFound("It is not there any more.")
    note(connection, What.SECOND_STEP_REMOVED, person.id, detail=method)
    if has_any(connection, person.id):
        return
    if is_demanded(connection, person):
        raise NotNow(NEEDED, "last-second-factor")
    reset(connection, person.id)


def reset(connection: Connection, person_id: str) -> None:
    """Nothing is left: where one is demanded, it is set up afresh at the next sign-in."""
    for table in (CodeApp, Passkey, RecoveryCode):
        connection.execute(delete(table).where(table.person_id == person_id))


def shown(connection: Connection, person: Person) -> dict[str, Any]:
    """To the person themself."""
    mine = CodeApp.person_id == person.id
    keys = select(Passkey.id, Passkey.name, Passkey.created_at, Passkey.last_used_at)
    ordered = keys.where(Passkey.person_id == person.id).order_by(Passkey.created_at)
    return {
        "demanded": is_demanded(connection, person),
        "app_since": connection.scalar(select(CodeApp.confirmed_at).where(mine)),
        "passkeys": [row._asdict() for row in connection.execute(ordered)],
        "passkeys_offered": are_offered(),
        "recovery_codes_left": codes_left(connection, person.id),
    }


def _passkeys(connection: Connection, person_id: str) -> int:
    mine = select(func.count()).select_from(Passkey).where(Passkey.person_id == person_id)
    return connection.scalar(mine) or 0
