"""`python3 -m tools.prepare run|work|test`: fetch and build, once, what a machine lacks."""

from __future__ import annotations

import sys

from tools.browser import prepare_browser
from tools.node_packages import prepare_node_packages, prepare_pages
from tools.python_packages import prepare_python_to_run, prepare_python_to_work

STEPS = {
    "run": (prepare_python_to_run, prepare_node_packages, prepare_pages),
    "work": (prepare_python_to_work, prepare_node_packages),
    "test": (prepare_python_to_work, prepare_node_packages, prepare_pages, prepare_browser),
}


def main() -> None:
    """Run the steps for what the person is about to do."""
    for step in STEPS[sys.argv[1]]:
        step()


if __name__ == "__main__":
    main()
