"""The app's own files: kept where they may be, fresh where they must be, and nothing else."""

import gzip
import os
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend import create_app
from tests.databases import make_config

PAGE = "<!doctype html><title>Doorstep</title>" + "<p>some words</p>" * 100
SCRIPT = "export const words = 1;\n" * 100
SECRET = "not to be served"
SQUEEZED = "stands for what the build has squeezed"


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """With a built app; these routes touch no database."""
    return make_app(tmp_path)


def make_app(folder: Path, *, demo: bool = False) -> Flask:
    """An application with these files built."""
    files = {
        "index.html": PAGE,
        "sw.js": SCRIPT,
        "manifest.webmanifest": "{}",
        "assets/index-abc.js": SCRIPT,
        "assets/index-abc.js.map": SECRET,
        "assets/index-abc.js.br": SQUEEZED,
        "icons/icon.png": "png",
        ".hidden": SECRET,
    }
    for name, text in files.items():
        file = folder / "app" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (folder / "secret.txt").write_text(SECRET)
    return create_app(make_config(f"sqlite:///{folder / 'x.sqlite'}", folder, demo=demo))


@pytest.mark.parametrize("name", ["a" * 300, "a/" * 3000, "\u00e9" * 200])
def test_a_name_that_no_disk_takes_is_no_file(client: FlaskClient, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/index.html"])
def test_the_page_is_served_at_both_addresses_without_a_redirect(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.get_data(as_text=True) == PAGE
    assert answer.content_type == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "content_type", "caching"),
    [
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/manifest.webmanifest", "application/manifest+json", "no-cache"),
        ("/icons/icon.png", "image/png", "no-cache"),
        (
            "/assets/index-abc.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
    ],
)
def test_each_file_says_what_it_is_and_how_long_it_is_good(
    client: FlaskClient, path: str, content_type: str, caching: str
) -> None:
    answer = client.get(path)

    assert answer.status_code == 200
    assert answer.content_type == content_type
    assert answer.headers["Cache-Control"] == caching
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/unknown.js",
        "/assets/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/index-abc.js.map",
        "/assets/index-abc.js.br",
        "/assets/",
        "/.hidden",
        "/family/12",
        "/assets/%00",
        "/assets/\udce4".encode("utf-8", "surrogateescape").decode("latin-1"),
    ],
)
def test_anything_else_is_a_404_and_never_the_page(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert SECRET not in answer.get_data(as_text=True)
    assert "some words" not in answer.get_data(as_text=True)
    assert "immutable" not in answer.headers["Cache-Control"]


def test_text_travels_small(client: FlaskClient) -> None:
    answer = client.get("/assets/index-abc.js", headers={"Accept-Encoding": "gzip"})

    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert len(answer.data) < len(SCRIPT) / 10
    assert gzip.decompress(answer.data).decode() == SCRIPT
    refused = client.get("/assets/index-abc.js", headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused.headers


def test_it_travels_as_the_build_squeezed_it_to_who_can_read_that(client: FlaskClient) -> None:
    answer = client.get("/assets/index-abc.js", headers={"Accept-Encoding": "gzip, br"})

    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.content_type == "text/javascript; charset=utf-8"
    assert answer.get_data(as_text=True) == SQUEEZED
    etag = answer.headers["ETag"]
    assert etag != client.get("/assets/index-abc.js").headers["ETag"]
    accepts = {"Accept-Encoding": "gzip, br", "If-None-Match": etag}
    assert client.get("/assets/index-abc.js", headers=accepts).status_code == 304


def test_what_was_squeezed_before_the_file_was_last_built_is_not_sent(
    client: FlaskClient, tmp_path: Path
) -> None:
    script = tmp_path / "app" / "assets" / "index-abc.js"
    script.write_text(SCRIPT + "// newer")
    os.utime(script.with_name("index-abc.js.br"), (1, 1))

    answer = client.get("/assets/index-abc.js", headers={"Accept-Encoding": "gzip, br"})

    assert gzip.decompress(answer.data).decode() == SCRIPT + "// newer"


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/")
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.data == b""


def test_a_new_build_is_seen_at_once(client: FlaskClient, tmp_path: Path) -> None:
    client.get("/sw.js")
    (tmp_path / "app" / "sw.js").write_text("new")

    assert client.get("/sw.js").get_data(as_text=True) == "new"


def test_the_page_may_run_its_own_scripts_and_nothing_else(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "require-trusted-types-for 'script'" in policy
    for hole in ("unsafe", "*", "http:", "https:", "data:", "blob:"):
        assert hole not in policy


def test_the_service_worker_may_show_its_icons(client: FlaskClient) -> None:
    policy = client.get("/sw.js").headers["Content-Security-Policy"]

    assert policy == ("default-src 'none'; connect-src 'self'; script-src 'self'; img-src 'self'")


def test_where_a_pin_is_worked_out_nothing_can_be_reached(client: FlaskClient) -> None:
    worker = client.get("/assets/kdf.worker-abc.js").headers["Content-Security-Policy"]

    assert worker == "default-src 'none'; script-src 'wasm-unsafe-eval'"
    assert "wasm" not in client.get("/").headers["Content-Security-Policy"]


def test_answers_of_the_server_are_not_kept_by_the_browser(client: FlaskClient) -> None:
    answer = client.get("/health")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; frame-ancestors 'none'"
    )
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Strict-Transport-Security" not in answer.headers
    safe = client.get("/health", base_url="https://doorstep.example.invalid")
    assert safe.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_real_numbers_are_the_rule_and_need_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get("/").headers

    client.set_cookie("doorstep_mode", "demo")
    assert "Expires=Thu, 01 Jan 1970" in client.get("/").headers["Set-Cookie"]


def test_demo_mode_is_told_with_the_page(tmp_path: Path) -> None:
    answer = make_app(tmp_path, demo=True).test_client().get("/index.html")

    assert answer.headers["Set-Cookie"].startswith("doorstep_mode=demo; ")
    assert "SameSite=Strict" in answer.headers["Set-Cookie"]
    assert "Max-Age=31536000" in answer.headers["Set-Cookie"]
    assert "HttpOnly" not in answer.headers["Set-Cookie"]


def test_an_app_that_is_not_built_says_so(tmp_path: Path) -> None:
    app = create_app(make_config(f"sqlite:///{tmp_path / 'x.sqlite'}", tmp_path))

    answer = app.test_client().get("/", headers={"Accept": "text/html"})

    assert answer.status_code == 503
    assert "has not been built" in answer.get_data(as_text=True)
    assert "tel:999" in answer.get_data(as_text=True)
