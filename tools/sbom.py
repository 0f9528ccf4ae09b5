"""`python3 -m tools.sbom > sbom.json`: what Doorstep is made of, from its lock files."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from tools.node_packages import LOCK as NPM_LOCK
from tools.python_packages import SERVER_LOCK

PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+)", re.MULTILINE)
Component = dict[str, Any]


def main() -> None:
    """Print it: no time and no serial number, so the same locks give the same document."""
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "doorstep"}},
        "components": [*python_components(), *phone_components()],
    }
    sys.stdout.write(json.dumps(bill, indent=1) + "\n")


def python_components() -> Iterator[Component]:
    """What the server runs with; not what it is tested with."""
    for name, version in PIN.findall(SERVER_LOCK.read_text()):
        yield component("pypi", name, version)


def phone_components() -> Iterator[Component]:
    """What is built into the pages; not what builds them."""
    packages = json.loads(NPM_LOCK.read_text())["packages"]
    for path, package in packages.items():
        if path and not package.get("dev") and not package.get("devOptional"):
            yield component("npm", path.rpartition("node_modules/")[2], package["version"])


def component(registry: str, name: str, version: str) -> Component:
    """One library, by the name that scanners look up."""
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:{registry}/{quote(name, safe='/')}@{version}",
    }


if __name__ == "__main__":
    main()
