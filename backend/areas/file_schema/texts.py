"""One line of text, of an area's arrangements: nothing hidden in it, and nothing that nobody fills.

They stand on buttons, in subjects and in headers of mail (RFC 5322 2.2: no line break).
"""

import re
import unicodedata
from collections.abc import Collection

from marshmallow import ValidationError

LONGEST, HINT, LABEL, SUBJECT, NAME = 2000, 400, 300, 150, 150
"""The most characters, by what it is."""
LONGEST_MAILBOX, LONGEST_LOCAL = 254, 64
"""RFC 5321 4.5.3.1."""
_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_TURNS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of reading: what is shown is then not what is there."""
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`|~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAILBOX = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@{_LABEL}(?:\.{_LABEL})+")


def check_line(text: str, longest: int, fills: Collection[str] | None) -> None:
    """ValidationError, in plain words, where it is not one line that says what it seems to say.

    `fills`: the names of the placeholders that something fills in; None where people do.
    """
    if any(unicodedata.category(sign) in _BREAKS or sign in _TURNS for sign in text):
        raise ValidationError("is one line of plain text.")
    if all(sign.isspace() or unicodedata.category(sign) == "Cf" for sign in text):
        raise ValidationError("is empty.")
    if len(text) > longest:
        raise ValidationError(f"is at most {longest:,} characters.")
    left = [] if fills is None else _PLACEHOLDER.findall(text)
    for one in left:
        if one[1:-1] not in (fills or ()):
            raise ValidationError(f"nothing fills {one}.")


def check_mailbox(text: str) -> None:
    """One address (RFC 5321 4.1.2, without quoted names and bare hosts), and nothing besides."""
    found = _MAILBOX.fullmatch(text)
    if not found or len(text) > LONGEST_MAILBOX or len(found.group(1)) > LONGEST_LOCAL:
        raise ValidationError("is one mailbox, like team@council.example.")
