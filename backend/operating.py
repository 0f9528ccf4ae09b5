"""What every command of an operator begins with: the application, and plain words when it fails."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask

from backend import create_app, database
from backend.config import BadConfig, Config, read_config
from backend.errors import AppError, Unavailable


def make() -> tuple[Flask, Config]:
    """The application, as the environment says."""
    try:
        config = read_config()
    except BadConfig as error:
        raise click.ClickException(str(error)) from error
    return create_app(config), config


@contextmanager
def opened(app: Flask | None = None) -> Iterator[Flask]:
    """The application's context, and no connection left open after it."""
    app = app or make()[0]
    with app.app_context():
        try:
            yield app
        finally:
            database.db.engine.dispose()


def tell(done: bool, good: str, bad: str) -> None:
    """What came of it."""
    if not done:
        raise click.ClickException(bad)
    click.echo(good)


@contextmanager
def told() -> Iterator[None]:
    """What is wrong with what was typed is said in one line."""
    try:
        yield
    except Unavailable as error:
        raise click.ClickException("The database is busy. Nobody was added: try again.") from error
    except AppError as error:
        raise click.ClickException(error.message) from error
