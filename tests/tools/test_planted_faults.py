"""The checks for holes and for secrets find one that is planted."""

import subprocess
import sys
from pathlib import Path

import pytest

from tools import check
from tools.places import ROOT
from tools.secrets import look_through

HOLES = {
    "shell": "import subprocess\n\nsubprocess.call('ls ' + input(), shell=True)\n",
    "sql": "def find(c, name):\n    c.execute(\"SELECT * FROM person WHERE name = '%s'\" % name)\n",
    "yaml": "import yaml\n\nyaml.load(open('x'))\n",
    "hash": "import hashlib\n\nhashlib.md5(b'x')\n",
    "pickle": "import pickle\n\npickle.loads(b'')\n",
    "tls": "import requests\n\nrequests.get('https://x.invalid', verify=False, timeout=1)\n",
}
SECRETS = {
    "key": ("-----BEGIN EC PRI", "VATE KEY-----\n"),
    "token": ("token = 'gh", "p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'\n"),
    "cloud": ("aws = 'AK", "IAQ3EGRIDE7EXAMPL2'\n"),
    "password": ("pass", "word = 'hunter2-Hx9vQ2'\n"),
}
"""In two halves, so that they are not found here."""


def bandit(file: Path) -> int:
    """As `make check` runs it, on one file."""
    (asked,) = [one for one in check.CHECKS if one.name == "bandit"]
    words = [sys.executable, *asked.words[1 : asked.words.index("-r") + 1], str(file)]
    return subprocess.run(words, cwd=ROOT, capture_output=True, check=False).returncode


def test_bandit_looks_at_everything_that_runs_on_a_server() -> None:
    (asked,) = [one for one in check.CHECKS if one.name == "bandit"]

    assert {"backend", "sync", "tools"} <= set(asked.words)
    assert any(one.name == "secrets" for one in check.CHECKS)


@pytest.mark.parametrize("hole", HOLES)
def test_bandit_finds_a_hole(tmp_path: Path, hole: str) -> None:
    file = tmp_path / "planted.py"
    file.write_text(HOLES[hole])

    assert bandit(file) == 1


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_found(tmp_path: Path, secret: str) -> None:
    file = tmp_path / "planted.py"
    file.write_text("".join(SECRETS[secret]))

    assert look_through([str(file)]) == 1


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    file = tmp_path / "plain.py"
    file.write_text("print('hello')\n")

    assert bandit(file) == 0
    assert look_through([str(file)]) == 0
