"""What would happen and why: `explain(profile, question)`, pure and fast.

Eight answers, always all of them and in this order: who to ring now, when that changes, where the
request goes, its session, its slot, each clock, the ladder, the subject. Each says which settings
decided it and where they come from.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from backend.areas.explaining.answer import Answer, Decided, at_moment, plain
from backend.areas.explaining.calling import call_now, ladder, next_change
from backend.areas.explaining.meeting import route, session, slot, subject
from backend.areas.explaining.question import BadQuestion, Question, question_from
from backend.areas.explaining.timing import clocks
from backend.areas.profile import Profile

__all__ = ["BadQuestion", "Explanation", "Question", "explain", "question_from"]

ANSWERS: tuple[Callable[[Profile, Question], Answer], ...] = (
    call_now,
    next_change,
    route,
    session,
    slot,
    clocks,
    ladder,
    subject,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The eight answers about one question to one version of an area's arrangements."""

    area: str
    name: str
    version: int
    question: Question
    answers: tuple[Answer, ...]

    @property
    def at(self) -> datetime:
        """The moment that was asked about."""
        return self.question.at

    def as_json(self) -> dict[str, Any]:
        """JSON values only."""
        asked = ("at", "role", "category", "crime", "page_failed", "facts")
        question = {name: plain(getattr(self.question, name)) for name in asked}
        return {
            "area": self.area,
            "name": self.name,
            "version": self.version,
            "at": plain(self.at),
            "question": {**question, "urgent": self.question.is_urgent},
            "note": self.question.note,
            "answers": [one.as_json() for one in self.answers],
        }

    def in_words(self) -> str:
        """For reading, with what decided each answer and its source."""
        lines = [f"{self.name}, version {self.version}, {at_moment(self.at)}"]
        lines += [self.question.note] if self.question.note else []
        for one in self.answers:
            lines += ["", one.title, f"  {one.words}"]
            lines += [f"    {by.setting} = {plain(by.value)}{_own(by)}" for by in one.decided_by]
            lines += [f"    Source: {text}" for text in one.source]
        return "\n".join(lines)


def explain(profile: Profile, question: Question) -> Explanation:
    """What would happen at this moment, by these arrangements; nothing is done and nothing read."""
    answers = tuple(_marked(profile, answer(profile, question)) for answer in ANSWERS)
    return Explanation(profile.key, profile.name, profile.version, question, answers)


def _marked(profile: Profile, answer: Answer) -> Answer:
    """With what no document of the area gives marked so."""
    own = frozenset(profile.data["not_given"])
    marked = (replace(one, given=one.setting not in own) for one in answer.decided_by)
    return replace(answer, decided_by=tuple(marked))


def _own(by: Decided) -> str:
    return "" if by.given else " (Doorstep's own)"
