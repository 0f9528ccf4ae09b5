"""How Chromium is started: the machine's own where it has one, saying nothing to the world."""

from pathlib import Path
from typing import Any

import psutil

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


def kill_browser(profile: Path) -> None:
    """`kill -9` of the one browser that lives in this folder, with all its parts."""
    ours = f"--user-data-dir={profile}"
    for process in psutil.process_iter(["cmdline"]):
        if ours in (process.info["cmdline"] or []):
            process.kill()
            process.wait(timeout=10)
