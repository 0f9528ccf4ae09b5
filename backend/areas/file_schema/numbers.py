"""A number is written so that it can be dialled, and shown as what is dialled."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

WRITTEN_OUT = re.compile(
    r"\+44(?:[12379]\d{9}|5[56]\d{8}|8\d{9}|1\d{8}|800\d{4,6})|\+(?!44)\d{8,15}|\d{3}|116\d{3}"
)
"""By Ofcom's plan for the United Kingdom; abroad by length."""


def faults_of_numbers(loaded: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Numbers that cannot be dialled as written, or that are shown as another than is dialled."""
    for place, contact in enumerate(loaded["contacts"]):
        number, path = contact["number"], f"contacts.{place}"
        if number is None or not contact["dialable"]:
            continue
        if not WRITTEN_OUT.fullmatch(number):
            yield f"{path}.number", "is not a whole number: write all of it, from the first 0."
        elif not _is_same(number, contact["shown"] or number):
            yield f"{path}.shown", "is another number than the one that is dialled."


def _is_same(number: str, shown: str) -> bool:
    written = re.sub(r"\D", "", shown.removesuffix("(demo)"))
    dialled = re.sub(r"\D", "", number)
    of_drama = dialled.endswith(written) and written in {"999", "101"}
    return of_drama or dialled in (written, "44" + written.removeprefix("0"))
