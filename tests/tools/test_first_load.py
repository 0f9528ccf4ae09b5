"""The first page comes soon on a thin link, and from then on nothing is missing."""

import pytest

from tools.first_load import first_files, sent_bytes
from tools.places import PAGES_BUILT

MOST = 73_500
"""Bytes of content as sent, until somebody can call or sign in, with the worker that keeps all. The
heads of these replies, the icon and the ways to sign in are 6 kB more."""


@pytest.fixture(autouse=True)
def built_pages() -> None:
    if not (PAGES_BUILT / "index.html").exists():
        pytest.fail("pwa/dist is not built: run `make test`, or `python3 -m tools.prepare test`")


def test_the_first_load_is_small() -> None:
    sizes = {file.name: sent_bytes(file) for file in first_files()}

    assert sum(sizes.values()) < MOST, sizes


def test_every_script_and_style_is_sent_small() -> None:
    large = [
        name for name in names_of_assets() if (PAGES_BUILT / "assets" / name).stat().st_size > 600
    ]

    assert large
    assert [name for name in large if not (PAGES_BUILT / "assets" / f"{name}.br").exists()] == []


def test_what_comes_later_is_kept_for_starting_without_signal() -> None:
    worker = (PAGES_BUILT / "sw.js").read_text()

    assert [name for name in names_of_assets() if f"/assets/{name}" not in worker] == []


def test_the_calls_come_with_the_first_page_and_in_one_script() -> None:
    (script,) = (f for f in first_files() if f.suffix == ".js" and f.name != "sw.js")

    assert [
        word for word in ("tel:", "ds-call", "ds-header") if word not in script.read_text()
    ] == []


def names_of_assets() -> list[str]:
    files = (PAGES_BUILT / "assets").iterdir()
    return sorted(file.name for file in files if file.suffix != ".br")
