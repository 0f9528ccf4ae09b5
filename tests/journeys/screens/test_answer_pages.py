"""The pages that somebody sees who answers by a link: at both widths, light and dark, without axe
finding anything; and with no script too.
"""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from waitress import create_server  # type: ignore[import-untyped]

from backend import create_app, worker
from backend.demo import seed
from backend.sync_api.lanes import write_queue
from tests.backend.post.town import SUPPORT, authorise, post, request
from tests.databases import make_config, make_database
from tests.journeys.ports import free_port
from tests.journeys.screens.album import (
    ASKED_FOR,
    LOOKS,
    PICTURES,
    RUN_AXE,
    TOO_WIDE,
    axe,
)


@pytest.fixture
def council(tmp_path: Path) -> Iterator[tuple[Flask, str]]:
    """Wirral, whose request has gone to the police; and where it answers."""
    port = free_port()
    origin = f"http://localhost:{port}"
    config = make_config(make_database("sqlite", tmp_path), tmp_path, demo=True, origin=origin)
    app = create_app(config)
    with app.app_context():
        seed(app, only=("wirral",))
        authorise()
        worker.run_once(app)
        post(SUPPORT, "forward_to_police")
        worker.run_once(app)
        server = create_server(app, host="127.0.0.1", port=port)
        running = threading.Thread(target=server.run, daemon=True)
        running.start()
        yield app, origin
        write_queue().close()
        server.close()


@pytest.fixture
def link(council: tuple[Flask, str]) -> str:
    """As it stands in the outbox of the demonstration."""
    app, origin = council
    page = app.test_client().get("/demo/outbox").text
    found = re.search(r"/answer#[\w-]+", page)
    assert found is not None
    return origin + found.group()


def keep(page: Page, name: str) -> None:
    """Looked at in every look; a picture where asked for."""
    page.locator("h1").wait_for()
    for look in LOOKS:
        page.set_viewport_size(look.size)
        page.emulate_media(color_scheme=look.scheme)
        if ASKED_FOR:
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}-{look.name}.png", full_page=True)
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe())
        assert not page.evaluate(RUN_AXE, {}), (name, look.name)
        assert not page.evaluate(TOO_WIDE), (name, look.name)


@pytest.mark.journey
def test_a_sergeant_answers_in_two_taps(
    council: tuple[Flask, str], link: str, browser: Browser
) -> None:
    """The whole link, an answer, their name: no account, and nothing in the address."""
    page = browser.new_page()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Answer request")
    assert "#" not in page.url
    keep(page, "answer-choose")

    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your name")
    keep(page, "answer-wrong")
    page.get_by_label("I have spoken to the manager").check()
    page.get_by_label("Your name").fill("A. Sergeant")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answer is recorded")
    keep(page, "answer-done")
    assert request()["police_contact"]["name"] == "A. Sergeant"

    page.goto("about:blank")
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("This has been answered")
    keep(page, "answer-over")
    page.goto(link.partition("/answer")[0] + "/demo/outbox")
    keep(page, "answer-outbox")
    page.close()


@pytest.mark.journey
def test_it_works_without_any_script(link: str, browser: Browser) -> None:
    """A locked-down mail client: the code is pasted."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    page.get_by_label("Code from the link").fill(link)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Answer request")
    page.get_by_label("I cannot reach the manager").check()
    page.get_by_label("Your name").fill("A. Sergeant")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answer is recorded")
    context.close()
