"""The `doorstep` command."""

import json
import os
import socket
import sys
import time
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from backend import database, supervise
from backend.account_commands import COMMANDS
from backend.attachments.keys import newest_name
from backend.config import Config
from backend.database import reading, reading_session, writing
from backend.explain_command import explain_command
from backend.joining import join
from backend.operating import make, opened, told
from backend.people.accounts import NewPerson, check_password
from backend.people.author import Role
from backend.people.demo_people import DEMO_PASSWORD, demo_people
from backend.people.models import Person
from backend.people.passwords import passwords, passwords_at
from backend.people.security_events import What, note_key
from backend.serving import serve
from backend.sync_api.epoch import begin_new_epoch
from backend.sync_api.lanes import write_queue
from backend.web.logs import set_up_logs
from backend.web.openapi import the_document

LONGEST_START = 60.0
PEOPLE = [role for role in Role if role is not Role.SERVER]


@click.group(help="Doorstep: the sync server of a council, and its worker.")
def main() -> None:
    """Everything an operator does."""


for command in (*COMMANDS, explain_command):
    main.add_command(command)


@main.command("serve", help="Answer phones. Run `doorstep migrate` first.")
def serve_command() -> None:
    """The web process."""
    app, config = make()
    _check_migrated(app)
    set_up_logs()
    supervise.end_with_supervisor()
    _note_keys(app, config)
    passwords_at(config.hash_cost)  # made now, so that the first sign-in is not slower
    serve(app, config)


@main.command("worker", help="Send alerts and run the clocks.")
def worker_command() -> None:
    """The process that does what is due."""
    from backend.worker import run as run_worker  # noqa: PLC0415  12 MB that `serve` does not need

    app, _config = make()
    _check_migrated(app)
    set_up_logs()
    supervise.end_with_supervisor()
    run_worker(app)


@main.command("migrate", help="Bring the database to this release.")
def migrate_command() -> None:
    """Before `serve`, at each new release."""
    with opened():
        database.migrate()


@main.command("demo", help="Try Doorstep with invented families: web and worker together.")
@click.option("--only-prepare", is_flag=True, help="Make the tables and the families, then end.")
@click.option("--with-day", is_flag=True, help="With --only-prepare: a day of requests too.")
def demo_command(only_prepare: bool, with_day: bool) -> None:
    """The default start: with families, and a day of requests for the desks."""
    os.environ["DOORSTEP_DEMO"] = "1"
    app, config = make()
    _prepare_demo(app, with_day=with_day or not only_prepare)
    if only_prepare:
        return
    _check_port_is_free(config)
    log = config.folder / "doorstep.log"
    commands = supervise.children_of("serve", "worker")
    supervisor = supervise.Supervisor(commands, os.environ, log, click.echo)
    supervisor.run(lambda: _say_where(app, config, log))


@main.command("create-admin", help="Make an administrator's account. There is none by default.")
@click.option("--email", prompt="E-mail")
@click.option("--name", prompt="Name")
@click.option("--area", prompt="Area", help="The key of an area, such as wirral.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def create_admin_command(email: str, name: str, area: str, password_stdin: bool) -> None:
    """The password is never an argument: those are seen by everybody on the machine."""
    _join(NewPerson(email, name, Role.ADMINISTRATOR, area), None, password_stdin)


@main.command("add-person", help="Make an account for anybody else, and tell colleagues' phones.")
@click.option("--email", prompt="E-mail")
@click.option("--name", prompt="Name")
@click.option("--role", prompt="Role", type=click.Choice([one.value for one in PEOPLE]))
@click.option("--area", prompt="Area", help="The key of an area, such as wirral.")
@click.option("--team", help="Its name; made when the area has none of that name.")
@click.option("--phone", help="Where colleagues reach them.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add_person_command(role: str, team: str | None, password_stdin: bool, **said: str) -> None:
    """Families are given to them afterwards, by the team's manager, in the app."""
    who = (said["email"], said["name"], Role(role), said["area"])
    _join(NewPerson(*who, phone=said["phone"]), team, password_stdin)


@main.command("restored", help="Run once after restoring a backup, before `serve`.")
def restored_command() -> None:
    """Phones then pull everything afresh, and offer again what they sent in the last days."""
    with opened(), writing() as connection:
        begin_new_epoch(connection)
    click.echo("Phones will pull afresh, and send again what the backup may not have.")


@main.command("take-mail", help="Read one mail that came back, from a mail system's pipe.")
def take_mail_command() -> None:
    """A mail that came back marks its request; what is about no mail of ours is left alone."""
    from backend.post.returned import take_in  # noqa: PLC0415  nobody else needs it

    data = sys.stdin.buffer.read()
    with opened():
        taken = take_in(data)
    click.echo("Taken in." if taken else "About no mail of Doorstep's.")


@main.command("new-migration", help="For developers: write what has changed in the models.")
@click.argument("number")
@click.argument("message")
def new_migration_command(number: str, message: str) -> None:
    """`doorstep new-migration 0002 "photographs of sheets"`, then read what it wrote."""
    import flask_migrate  # noqa: PLC0415  nobody else needs it

    with opened() as app:
        flask_migrate.Migrate(app, database.db, directory=str(database.MIGRATIONS))
        database.migrate()
        flask_migrate.revision(message=message, autogenerate=True, rev_id=number)


@main.command("openapi", help="Print the OpenAPI document.")
def openapi_command() -> None:
    """The same as /openapi.json."""
    with opened():
        click.echo(json.dumps(the_document(), indent=2, sort_keys=True))


def _note_keys(app: Flask, config: Config) -> None:
    """A key that is put in front is something that happened."""
    with opened(app), writing() as connection:
        note_key(connection, What.SERVER_KEY, config.letterbox_public_keys[0]["kid"])
        note_key(connection, What.ATTACHMENT_KEY, newest_name())


def _check_migrated(app: Flask) -> None:
    with opened(app):
        try:
            with reading() as connection:
                ready = database.is_migrated(connection)
        except DBAPIError as error:
            raise click.ClickException("The database does not answer.") from error
    if not ready:
        raise click.ClickException("The tables are of another release. Run `doorstep migrate`.")


def _prepare_demo(app: Flask, *, with_day: bool) -> None:
    with opened(app):
        database.migrate()
        with reading() as connection:
            empty = connection.scalar(select(func.count()).select_from(Person)) == 0
        if empty:
            from backend.demo import add_day, seed  # noqa: PLC0415  nobody else needs it

            click.echo("Inventing some families...")
            seed(app)
            if with_day:
                add_day(app)


def _check_port_is_free(config: Config) -> None:
    try:
        socket.create_server((config.host, config.port)).close()
    except OSError as error:
        raise click.ClickException(
            f"Something else uses port {config.port}. Choose another with DOORSTEP_PORT."
        ) from error


def _say_where(app: Flask, config: Config, log: Path) -> None:
    _wait_for(config.host, config.port)
    with opened(app), reading_session() as session:
        people = demo_people(session)
    click.echo(f"\nDoorstep (demo) is at http://localhost:{config.port}\n")
    area = ""
    for person in people:
        if person["area_name"] != area:
            area = person["area_name"]
            click.echo(f"  {area}")
        click.echo(f"    {person['role']:<26}{person['email']}")
    click.echo(f"\n  Everybody's password: {DEMO_PASSWORD}\n  Log: {log}\n  Ctrl-C stops it.\n")


def _wait_for(host: str, port: int) -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until:
        try:
            socket.create_connection((host, port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def _ask_password() -> str:
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password


def _join(new: NewPerson, team: str | None, password_stdin: bool) -> None:
    """With a password that is typed or read; never one that an argument gives."""
    password = sys.stdin.readline().rstrip("\n") if password_stdin else _ask_password()
    with opened(), told():
        check_password(password, new.email, new.name)
        join(new, team, passwords().make_hash(password))
        write_queue().close()
    click.echo(f"{new.name} can sign in.")


if __name__ == "__main__":
    main()
