"""A form as a document: PDF that a screen reader can read (PDF/UA-1), by typst.

What is written goes in as data, never as markup. Where no font of the machine has a letter, the
document cannot promise that, and a plain text with everything goes beside it: nothing is left out.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import typst

from backend.strategy.mailing import Document

TEMPLATE = Path(__file__).parent / "request_form.typ"
ACCESSIBLE = "ua-1"
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the direction of what follows."""
BESIDE = "Some letters cannot be shown here. The same in full is in the text file beside this."


@dataclass(frozen=True, slots=True)
class Line:
    """One line above the sections."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and what is asked and answered under it."""

    heading: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A whole document."""

    name: str
    """Of the file, without its ending: it says nothing of anybody."""
    title: str
    footer: str
    lead: tuple[Line, ...]
    sections: tuple[Section, ...]


def documents_of(form: Form) -> tuple[Document, ...]:
    """The PDF; and where it cannot show every letter, the text beside it."""
    try:
        return (_pdf(form, _compile(form, ACCESSIBLE)),)
    except typst.TypstError:
        told = Form(
            form.name, form.title, form.footer, (Line(BESIDE, strong=True), *form.lead),
            form.sections,
        )  # fmt: skip
        return _pdf(form, _compile(told, None)), _text(form)


def as_text(form: Form) -> str:
    """The same as plain text."""
    lines = [form.title, "", *(line.text for line in form.lead)]
    for section in form.sections:
        lines += ["", section.heading.upper()]
        lines += [f"{question}: {answer}" for question, answer in section.rows]
    return "\n".join([*lines, "", form.footer, ""])


def _pdf(form: Form, data: bytes) -> Document:
    return Document(f"{form.name}.pdf", "application/pdf", data)


def _text(form: Form) -> Document:
    return Document(f"{form.name}.txt", "text/plain; charset=utf-8", as_text(form).encode())


def _compile(form: Form, standard: str | None) -> bytes:
    kept: dict[str, Any] = {"pdf_standards": standard} if standard else {}
    inputs = {"form": json.dumps(_data(form))}
    made = typst.compile(TEMPLATE.read_bytes(), format="pdf", sys_inputs=inputs, **kept)
    assert isinstance(made, bytes)
    return made


def _data(form: Form) -> Mapping[str, Any]:
    return {
        "title": _clean(form.title),
        "footer": _clean(form.footer),
        "lead": [{"text": _clean(line.text), "strong": line.strong} for line in form.lead],
        "sections": [
            {
                "heading": section.heading,
                "rows": [[_clean(question), _clean(answer)] for question, answer in section.rows],
            }
            for section in form.sections
        ],
    }


def _clean(text: str) -> str:
    return UNPRINTABLE.sub(" ", text)
