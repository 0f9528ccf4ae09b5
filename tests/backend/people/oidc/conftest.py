"""A server that believes one provider, and a page that signs in there."""

import base64
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from backend import clock
from backend.config import Config, Oidc
from backend.database import writing_session
from backend.people.models import Identity
from tests.backend.people.oidc.crooked_provider import (
    CLIENT,
    SECRET,
    SUBJECT,
    TENANT,
    CrookedProvider,
    crooked_provider,
)
from tests.databases import make_config

ORIGIN = "http://localhost:8000"


@pytest.fixture
def provider() -> Iterator[CrookedProvider]:
    with crooked_provider() as made:
        yield made


@pytest.fixture
def config(database_url: str, tmp_path: Path, provider: CrookedProvider) -> Config:
    """One provider, one organisation in it."""
    oidc = Oidc(provider.issuer, CLIENT, SECRET, TENANT)
    return make_config(database_url, tmp_path, origin=ORIGIN, oidc=oidc)


@dataclass
class Page:
    """The app in somebody's browser."""

    client: FlaskClient
    provider: CrookedProvider
    verifier: str = "the page's own secret"
    install: str = field(default_factory=lambda: str(uuid.uuid4()))

    def begin(self) -> str:
        hashed = hashlib.sha256(self.verifier.encode()).digest()
        challenge = base64.urlsafe_b64encode(hashed).rstrip(b"=").decode()
        answer = self.client.get("/sign-in/oidc", query_string={"challenge": challenge})
        assert answer.status_code == 302, answer.get_data(as_text=True)
        return answer.headers["Location"]

    def come_back(self, said: dict[str, str]) -> TestResponse:
        return self.client.get("/sign-in/oidc/callback", query_string=said)

    def go_there_and_back(self) -> TestResponse:
        return self.come_back(self.provider.authorise(self.begin()))

    def exchange(self, code: str, verifier: str | None = None) -> TestResponse:
        device = {"id": self.install, "name": "Pixel"}
        said = {"code": code, "verifier": verifier or self.verifier, "device": device}
        return self.client.post("/sign-in/exchange", json=said)

    def code_of(self, answer: TestResponse) -> str:
        assert answer.status_code == 302, answer.get_data(as_text=True)
        address = urlsplit(answer.headers["Location"])
        assert f"{address.scheme}://{address.netloc}" == ORIGIN
        return address.fragment.removeprefix("/signed-in/")


@pytest.fixture
def tab(client: FlaskClient, provider: CrookedProvider) -> Page:
    return Page(client, provider)


def link_with(person_id: str, issuer: str, subject: str = SUBJECT) -> None:
    """As the administrator's command leaves it."""
    row: dict[str, Any] = {"issuer": issuer, "subject": subject, "person_id": person_id}
    with writing_session() as session:
        session.add(Identity(**row, linked_at=clock.now()))
