"""Forwarded addresses are believed from as many proxies as there are, and from nobody else."""

from pathlib import Path

import pytest
from flask import request

from backend import create_app
from backend.web.doors import open_to_all
from tests.databases import make_config

FORWARDED = {
    "X-Forwarded-For": "203.0.113.66, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "doorstep.example.invalid",
}


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [
        (0, "http://localhost from 127.0.0.1"),
        (1, "https://doorstep.example.invalid from 198.51.100.7"),
    ],
)
def test_who_is_asking(tmp_path: Path, proxies: int, seen: str) -> None:
    config = make_config(f"sqlite:///{tmp_path / 'x.sqlite'}", tmp_path, proxies=proxies)
    app = create_app(config)

    @app.get("/who")
    @open_to_all
    def who() -> str:
        return f"{request.scheme}://{request.host} from {request.remote_addr}"

    answer = app.test_client().get("/who", headers=FORWARDED)

    assert answer.get_data(as_text=True) == seen
    assert ("Strict-Transport-Security" in answer.headers) == bool(proxies)
