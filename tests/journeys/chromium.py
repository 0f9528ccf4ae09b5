"""How Chromium is started: the machine's own where it has one, saying nothing to the world."""

from typing import Any

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


def launch_options() -> dict[str, Any]:
    """For Playwright's `launch` and `launch_persistent_context`."""
    chosen = find_chromium()
    where = {"executable_path": chosen} if chosen else {}
    return {**where, "headless": True, "args": QUIET}
