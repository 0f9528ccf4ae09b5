"""Every check, two at a time; what fails is shown whole, and all of it, not only the first."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools.places import ROOT, VENV_PYTHON, say


@dataclass(frozen=True)
class Check:
    """One tool and what it looks for."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """What a check said, and whether it was content."""

    check: Check
    good: bool
    said: str
    seconds: float


def of_python(name: str, *words: str) -> Check:
    """A tool from the virtual environment."""
    return Check(name, (str(VENV_PYTHON), "-m", *words))


def of_phone(name: str, script: str) -> Check:
    """A script of pwa/package.json."""
    return of_python(name, "tools.node_packages", "run", "--silent", script)


CHECKS = (  # the longest first, so that neither hand waits for the other at the end
    of_python("mypy", "mypy"),
    of_phone("eslint", "lint"),
    of_phone("tsc", "types"),
    of_python("secrets", "tools.secrets"),
    of_phone("prettier", "format:check"),
    of_python("bandit", "bandit", "-q", "-c", "pyproject.toml", "-r", "backend", "sync", "tools"),
    of_python("sizes", "tools.sizes"),
    Check("import-linter", (str(VENV_PYTHON.parent / "lint-imports"), "--no-cache")),
    of_python("ruff", "ruff", "check", "."),
    of_python("ruff format", "ruff", "format", "--check", "."),
)


def main() -> None:
    """Run them all; end badly when one found something."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        findings = list(pool.map(look, CHECKS))
    bad = [finding.check.name for finding in findings if not finding.good]
    for finding in findings:
        if not finding.good:
            sys.stdout.write(f"\n--- {finding.check.name}\n{finding.said}\n")
    say(f"checks: {len(findings) - len(bad)} good, {len(bad)} bad {' '.join(bad)}".rstrip())
    raise SystemExit(1 if bad else 0)


def look(check: Check) -> Finding:
    """Run one check to its end."""
    began = time.monotonic()
    done = subprocess.run(
        check.words,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    took = time.monotonic() - began
    say(f"{'good' if done.returncode == 0 else 'BAD ':4} {check.name} ({took:.1f} s)")
    return Finding(check, done.returncode == 0, done.stdout, took)


if __name__ == "__main__":
    main()
