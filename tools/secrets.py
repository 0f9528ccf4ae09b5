"""No password, key or token in the repository; .secrets.baseline lists what only looks like one."""

from __future__ import annotations

import subprocess
import sys

from tools.places import ROOT

NOT_LOOKED_AT = (".lock", "package-lock.json", ".secrets.baseline", ".png", ".svg")
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
    hook = [sys.executable, "-m", "detect_secrets.pre_commit_hook"]
    found = subprocess.run(
        [*hook, "--baseline", ".secrets.baseline", *files], cwd=ROOT, check=False
    )
    raise SystemExit(found.returncode)


if __name__ == "__main__":
    main()
