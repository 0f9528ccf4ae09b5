"""What an operator does about what is there: access, second steps, whether it all fits."""

import click
from sqlalchemy import Connection, select

from backend import clock
from backend.areas.profiles import profiles
from backend.database import insert_unless_there, reading, writing, writing_session
from backend.operating import opened, tell, told
from backend.people.accounts import find_person, tidy_email
from backend.people.author import Role
from backend.people.endings import end_access, revoke_device
from backend.people.models import Area, Device, Person
from backend.people.second_factor.factors import EVERY_ROLE, reset, set_rule
from backend.people.security_events import What, note
from backend.verifying import verify

OPERATOR = "operator"
"""Whoever may run commands on the server: there is no account behind it."""

ROLES = [role.value for role in Role if role is not Role.SERVER]


@click.command("end-access", help="End a person's access at once. What they wrote stays.")
@click.argument("email")
def end_access_command(email: str) -> None:
    """Their phone keeps its outbox, and says that the sign-in has ended."""
    with opened(), writing() as connection:
        done = end_access(connection, email, clock.now())
        if done:
            note(connection, What.ACCESS_ENDED, _id_of(connection, email), detail=OPERATOR)
    tell(done, "Access has ended.", "Nobody with that e-mail has access.")


@click.command("revoke-device", help="End a lost device's access at once and for good.")
@click.argument("device_id")
def revoke_device_command(device_id: str) -> None:
    """A person finds the id of their devices at /devices."""
    with opened(), writing() as connection:
        done = revoke_device(connection, device_id, clock.now())
        if done:
            whose = connection.scalar(
                select(Device.person_id).where(Device.id == device_id.lower())
            )
            note(connection, What.DEVICE_REVOKED, whose, device_id.lower(), detail=OPERATOR)
    tell(done, "The device may no longer be used.", "No such device may be used.")


@click.command("reset-second-step", help="Somebody has lost phone, key and recovery codes.")
@click.argument("email")
def reset_second_step_command(email: str) -> None:
    """Be sure who asks: whoever signs in next with the password sets up a new one."""
    with opened(), writing() as connection:
        person_id = _id_of(connection, email)
        if person_id is not None:
            reset(connection, person_id)
            note(connection, What.SECOND_STEP_RESET, person_id, detail=OPERATOR)
    tell(
        person_id is not None,
        "They set up a new one at their next sign-in.",
        "Nobody has that e-mail.",
    )


@click.command("second-step", help="Say whether an area demands a second step at sign-in.")
@click.option("--area", prompt="Area", help="The key of an area, such as wirral.")
@click.option("--role", type=click.Choice(ROLES), help="Only of this role; else of everybody.")
@click.option("--demanded/--not-demanded", required=True)
def second_step_command(area: str, role: str | None, demanded: bool) -> None:
    """Without any of this, everybody outside the demonstration needs one."""
    with opened(), writing() as connection:
        if profile := profiles().get(area):
            insert_unless_there(connection, Area, key=area, name=profile.name)
        known = connection.scalar(select(Area.key).where(Area.key == area)) is not None
        if known:
            set_rule(connection, area, role or EVERY_ROLE, demanded=demanded)
    tell(known, "From the next sign-in on.", "There is no such area.")


@click.command("link-sign-in", help="Link a council account (OpenID Connect) with a person.")
@click.argument("email")
@click.argument("code")
def link_sign_in_command(email: str, code: str) -> None:
    """Whoever signs in there first is shown a code: be sure that it is this person who says it."""
    from backend.people.oidc.flow import link  # noqa: PLC0415  13 MB that `serve` does not need

    with opened(), told(), writing_session() as session:
        person = find_person(session, email)
        if person is None:
            raise click.ClickException("Nobody has that e-mail.")
        name = link(session, person, code)
    click.echo(f"{person.name} can sign in with the account of {name or 'no name'}.")


@click.command("verify", help="Whether database and pictures fit together and are unaltered.")
def verify_command() -> None:
    """It writes nothing, and reads everything: run it on a restored backup, or at night."""
    with opened(), reading() as connection:
        found = list(verify(connection))
    for one in found:
        click.echo(f"{one.check}: {one.about}: {one.what}")
    tell(not found, "Everything fits.", f"{len(found)} things do not fit.")


def _id_of(connection: Connection, email: str) -> str | None:
    return connection.scalar(select(Person.id).where(Person.email == tidy_email(email)))


COMMANDS = (
    verify_command,
    link_sign_in_command,
    end_access_command,
    revoke_device_command,
    reset_second_step_command,
    second_step_command,
)
