"""Walls that import-linter cannot see: counted by reading every file's imports."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.places import ROOT


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def importers_in(folder: str) -> dict[str, set[str]]:
    """Who imports what, by the name of the package imported."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / folder).rglob("*.py"):
        for package in imports_of(path):
            found[package].add(str(path.relative_to(ROOT)))
    return found


def test_the_engine_needs_nothing_but_the_standard_library() -> None:
    assert set(importers_in("sync")) <= sys.stdlib_module_names | {"sync"}


def test_the_tools_need_nothing_but_the_standard_library() -> None:
    assert set(importers_in("tools")) <= sys.stdlib_module_names | {"tools"}


@pytest.mark.parametrize("package", ["pywebpush", "smtplib", "holidays", "argon2"])
def test_one_file_at_most_imports(package: str) -> None:
    assert len(importers_in("backend")[package]) <= 1
