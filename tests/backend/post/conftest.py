"""A demonstration of one area whose mail goes to a real server on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from backend import clock, worker
from backend.config import Config
from backend.demo import seed
from tests.backend.post.mail_server import MailServer, mail_server
from tests.databases import make_config


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    folder = tmp_path / "mail"
    folder.mkdir()
    with mail_server(folder) as running:
        yield running


@pytest.fixture
def config(database_url: str, tmp_path: Path, server: MailServer) -> Config:
    settings = {"demo": True, "smtp": server.settings(), "origin": "https://doorstep.example"}
    return make_config(database_url, tmp_path, **settings)


@pytest.fixture
def council(app: Flask, time_machine) -> Flask:
    """Wirral, at ten past: at the full hour the worker has more to do than a test looks at."""
    time_machine.move_to(clock.now().replace(minute=10))
    seed(app, only=("wirral",))
    worker.run_once(app)
    return app
