"""The schema library's complaints in plain words, by the name of the key."""

from typing import Any

from backend.schemas import plain_messages

PLAIN = {
    "Missing data for required field.": "is missing.",
    "Unknown field.": "is not a key that is known here.",
    "Field may not be null.": "is empty.",
    "Not a valid string.": "is text: put it in quotes.",
    "Not a valid integer.": "is a whole number.",
    "Not a valid boolean.": "is true or false.",
    "Not a valid list.": "is a list.",
    "Not a valid mapping type.": "is a section with keys of its own.",
    "Invalid input type.": "is a section with keys of its own.",
}


def in_plain_words(messages: Any) -> dict[str, str]:
    """`{"contacts.0.number": "is digits only."}`."""
    flat = plain_messages(messages)
    return {_key(key): PLAIN.get(text, text) for key, text in flat.items()}


def _key(key: str) -> str:
    """A list's own complaints are under the list, a mapping's value under its name."""
    return key.removesuffix(".value").replace(".value.", ".")
