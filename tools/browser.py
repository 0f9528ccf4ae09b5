"""A Chromium for the journey tests: the one that is here, else Debian's, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from tools.places import VENV_PYTHON, run, say

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FIND_OWN = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: print(p.chromium.executable_path)"
)


def find_chromium() -> str | None:
    """The machine's own Chromium: DOORSTEP_CHROMIUM, or the first on the path."""
    named = os.environ.get("DOORSTEP_CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def prepare_browser() -> None:
    """See that the journey tests will find a browser."""
    if find_chromium() or is_playwrights_here():
        return
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        say("fetching Chromium from Debian (first time only)")
        run(["apt-get", "update", "-qq"])
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "install", "-qq", "--yes", "chromium"], env=quiet)
    else:
        say("fetching Playwright's Chromium (first time only)")
        run([VENV_PYTHON, "-m", "playwright", "install", "chromium"])


def is_playwrights_here() -> bool:
    """Whether Playwright has fetched a Chromium of its own before."""
    asked = subprocess.run(
        [str(VENV_PYTHON), "-c", FIND_OWN], capture_output=True, text=True, check=False
    )
    return asked.returncode == 0 and os.path.exists(asked.stdout.strip())


if __name__ == "__main__":
    sys.stdout.write(f"{find_chromium() or 'none'}\n")
