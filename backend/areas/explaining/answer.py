"""An answer with what decided it and where that comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from backend.areas.arrangements import document_named
from backend.areas.calendar import local
from backend.areas.profile import Profile


@dataclass(frozen=True, slots=True)
class Decided:
    """A setting that had a part in it: its path in the document, its value, what it asks.

    `given` is False for what no document of the area says: a default of the product.
    """

    setting: str
    value: Any
    words: str
    given: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the eight. `facts` say the same as `words` for software."""

    key: str
    title: str
    words: str
    facts: Mapping[str, Any]
    decided_by: tuple[Decided, ...]
    source: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """JSON values only; times in ISO with their zone."""
        return {
            "key": self.key,
            "title": self.title,
            "words": self.words,
            "facts": plain(self.facts),
            "decided_by": [plain(asdict(one)) for one in self.decided_by],
            "source": list(self.source),
        }


def reading(profile: Profile, name: str) -> Decided:
    """A reading of an ambiguous text."""
    note = profile.data["reading_notes"][name]
    return Decided(f"readings.{name}", profile.readings[name], note["question"])


def readings(profile: Profile, names: Iterable[str]) -> tuple[Decided, ...]:
    """Each once, in order."""
    return tuple(reading(profile, name) for name in dict.fromkeys(names))


def sources(profile: Profile, *said: str | None) -> tuple[str, ...]:
    """Each source once, with the title of its document; "F2 2.1; F3 2.4" names two."""
    parts = (part for text in said if text for part in _apart(text, profile))
    whole = []
    for part in dict.fromkeys(parts):
        key = document_named(part)
        title, place = profile.sources[key], part.removeprefix(key).lstrip(": ")
        whole.append(f"{title}: {place}" if place else title)
    return tuple(whole)


def _apart(said: str, profile: Profile) -> list[str]:
    parts: list[str] = []
    for piece in said.split("; "):
        if document_named(piece) in profile.sources or not parts:
            parts.append(piece)
        else:
            parts[-1] += f"; {piece}"
    return parts


def of_reading(profile: Profile, name: str) -> str:
    """Where the default of a reading comes from."""
    return str(profile.data["reading_notes"][name]["source"])


def sentence(text: str) -> str:
    """With a full stop."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def plain(value: Any) -> Any:
    """As JSON has it."""
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return local(value).isoformat()
    return value.isoformat() if isinstance(value, date | time) else value


def on_day(day: date) -> str:
    """Friday 6 November 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def at_moment(moment: datetime) -> str:
    """Friday 6 November 2026 at 16:00; with seconds where there are some."""
    shown = local(moment)
    return f"{on_day(shown.date())} at {hour(shown.time())}"


def hour(at: time) -> str:
    """16:00, or 16:00:01."""
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"
