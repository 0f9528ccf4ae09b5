"""What is fetched is what was looked at: every package pinned, with a hash, naming no host."""

import json
import re
from pathlib import Path

import pytest

from tools.node_packages import LOCK as NPM_LOCK
from tools.python_packages import NODE, SERVER_LOCK, WHOLE_LOCK, pinned

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+) \\$", re.MULTILINE)


def test_the_two_python_locks_agree() -> None:
    server, whole = (dict(PIN.findall(lock.read_text())) for lock in (SERVER_LOCK, WHOLE_LOCK))

    assert server
    assert server.items() <= whole.items()


@pytest.mark.parametrize("lock", [SERVER_LOCK, WHOLE_LOCK], ids=lambda lock: lock.name)
def test_every_python_package_has_a_hash_and_names_no_host(lock: Path) -> None:
    text = lock.read_text()

    assert all("--hash=sha256:" in pinned(name, text) for name, _ in PIN.findall(text))
    assert "://" not in re.sub(r"^ *#.*", "", text, flags=re.MULTILINE)


def test_node_comes_at_the_version_of_the_lock() -> None:
    part = pinned(NODE, WHOLE_LOCK.read_text())

    assert part.startswith(f"{NODE}==24.")
    assert all(line.startswith((NODE, " ")) for line in part.splitlines())


def test_every_phone_package_has_a_hash_and_names_no_host() -> None:
    packages = json.loads(NPM_LOCK.read_text())["packages"]

    fetched = [package for name, package in packages.items() if name and "link" not in package]
    assert all("integrity" in package for package in fetched)
    assert not any("resolved" in package for package in fetched)
