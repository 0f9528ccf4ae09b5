"""Files under 300 lines and functions under 40: past that a new name is asking to be found."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.places import ROOT

MOST_LINES_IN_A_FILE = 300
MOST_LINES_IN_A_FUNCTION = 40
KINDS = ("*.py", "*.ts", "*.tsx", "*.scss", "*.css", "Makefile")


def main() -> None:
    """Name everything that has grown too long."""
    too_long = [line for path in written_files() for line in complaints(path)]
    sys.stdout.write("".join(f"{line}\n" for line in too_long))
    raise SystemExit(1 if too_long else 0)


def written_files() -> Iterator[Path]:
    """The sources that git knows, or would know."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *KINDS]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return (ROOT / name for name in names.splitlines() if (ROOT / name).is_file())


def complaints(path: Path) -> Iterator[str]:
    """What is too long in one file."""
    text = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT)
    lines = text.count("\n")
    if lines > MOST_LINES_IN_A_FILE and "migrations" not in path.parts:
        yield f"{name}: {lines} lines, at most {MOST_LINES_IN_A_FILE}"
    if path.suffix == ".py":
        yield from (f"{name}:{complaint}" for complaint in long_functions(text))


def long_functions(text: str) -> Iterator[str]:
    """Functions, with their docstrings, over the limit. A migration's are lists, not code."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > MOST_LINES_IN_A_FUNCTION and node.name not in {"upgrade", "downgrade"}:
                yield f"{node.lineno}: {node.name} has {lines} lines"


if __name__ == "__main__":
    main()
