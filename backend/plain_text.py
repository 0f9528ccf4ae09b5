"""What text may hold: safe for both databases, and seen as it is."""

import re

_UNSAFE = re.compile("[\x00\ud800-\udfff]")
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]*")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def is_safe(text: str) -> bool:
    """Without NUL and without half a character."""
    return "\x00" not in text if text.isascii() else not _UNSAFE.search(text)


def made_safe(text: str) -> str:
    """With a question mark in the place of what cannot be stored."""
    return _UNSAFE.sub("?", text)


def shows_nothing(text: str) -> bool:
    """Of nothing but what takes no room on a screen."""
    return _UNSEEN.fullmatch(text) is not None


def turns_direction(text: str) -> bool:
    """Makes what follows read from the other side: a name or number would be read as another."""
    return not text.isascii() and _TURNS.search(text) is not None
