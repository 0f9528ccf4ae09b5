"""How Chromium is started and ended: the machine's own where it has one, silent to the world."""

import json
import os
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import BrowserContext, Playwright

from tools.browser import find_chromium

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DIALLER = """#!/bin/sh
echo "$1" >> "$DIALLED"
"""


def launch_options() -> dict[str, Any]:
    """For Playwright's `launch` and `launch_persistent_context`."""
    chosen = find_chromium()
    where = {"executable_path": chosen} if chosen else {}
    return {**where, "headless": True, "args": QUIET}


def start_browser(
    playwright: Playwright, folder: Path, address: str, settings: dict[str, Any]
) -> BrowserContext:
    """A browser with its own kept profile, whose dialler writes down what it is given."""
    profile = folder / "profile"
    if not profile.exists():
        make_dialler(folder)
        make_profile(profile, address)
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    phone = {**os.environ, "PATH": path, "DIALLED": str(folder / "dialled")}
    given = {**settings, "env": {**phone, **settings.get("env", {})}}
    return playwright.chromium.launch_persistent_context(profile, **launch_options(), **given)


def make_dialler(folder: Path) -> None:
    """What the browser hands a `tel:` address to."""
    (folder / "bin").mkdir(parents=True)
    dialler = folder / "bin" / "xdg-open"
    dialler.write_text(DIALLER)
    dialler.chmod(0o755)
    (folder / "dialled").touch()


def make_profile(profile: Path, address: str) -> None:
    """As on a phone, `tel:` opens the dialler without a question by the browser."""
    allowed = {"allowed_origin_protocol_pairs": {address: {"tel": True}}}
    (profile / "Default").mkdir(parents=True)
    (profile / "Default" / "Preferences").write_text(json.dumps({"protocol_handler": allowed}))


def kill_browser(folder: Path) -> None:
    """`kill -9` of the one browser that lives in this folder, with all its parts."""
    ours = f"--user-data-dir={folder / 'profile'}"
    for process in psutil.process_iter(["cmdline"]):
        if ours in (process.info["cmdline"] or []):
            process.kill()
            process.wait(timeout=10)
