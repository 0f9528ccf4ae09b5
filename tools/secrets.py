"""No password, key or token in the repository; .secrets.baseline lists what only looks like one."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.places import ROOT

NOT_LOOKED_AT = (".lock", "package-lock.json", ".secrets.baseline", ".png", ".svg")
ONLY_MOVED = 3
"""The hook's answer when a listed line has moved, and nothing else is found."""
CHECKSUMS = "sync/examples/"
"""Conversations between invented phones and a server, full of checksums."""


def main() -> None:
    """Look through every file that git keeps."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [
        name
        for name in names.splitlines()
        if not name.endswith(NOT_LOOKED_AT) and not name.startswith(CHECKSUMS)
    ]
    files = [name for name in files if (ROOT / name).is_file()]
    found = look_through(files)
    raise SystemExit(0 if found == ONLY_MOVED else found)


def look_through(files: list[str]) -> int:
    """What the hook answers. It writes to its baseline, so it is given a copy."""
    hook = [sys.executable, "-m", "detect_secrets.pre_commit_hook"]
    with tempfile.TemporaryDirectory() as folder:
        baseline = Path(folder) / ".secrets.baseline"
        shutil.copy(ROOT / ".secrets.baseline", baseline)
        asked = [*hook, "--baseline", str(baseline), *files]
        return subprocess.run(asked, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    main()
