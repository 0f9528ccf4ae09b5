"""The same with a provider that is not ours, as a process of its own."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask.testing import FlaskClient

from backend.config import Config, Oidc
from tests.backend.people.oidc.conftest import ORIGIN, Page, link_with
from tests.backend.people.people_builders import make_person
from tests.databases import make_config
from tests.journeys.provider import Provider


@pytest.fixture
def issuer(tmp_path: Path) -> Iterator[str]:
    """oidc-provider-mock, started and stopped."""
    provider = Provider(tmp_path)
    yield provider.issuer
    provider.close()


@pytest.fixture
def config(database_url: str, tmp_path: Path, issuer: str) -> Config:
    """It has no organisations: the issuer alone is believed."""
    return make_config(database_url, tmp_path, origin=ORIGIN, oidc=Oidc(issuer, "doorstep", "word"))


@pytest.fixture
def tab(client: FlaskClient) -> Page:
    return Page(client, None)  # type: ignore[arg-type]


def test_there_and_back_and_signed_in(tab: Page, issuer: str) -> None:
    link_with(make_person().id, issuer, "ash")

    form = requests.post(tab.begin(), data={"sub": "ash"}, timeout=20, allow_redirects=False)
    back = urlsplit(form.headers["Location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == f"{ORIGIN}/sign-in/oidc/callback"
    said = {name: values[0] for name, values in parse_qs(back.query).items()}

    assert tab.exchange(tab.code_of(tab.come_back(said))).status_code == 200
