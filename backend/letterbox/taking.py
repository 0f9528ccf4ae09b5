"""The sealed changes of one request, before they stand in the queue.

Opening costs some hundred microseconds a change, so it is done here, by the thread of the request:
the queue's one thread gets changes that are read and proved.
"""

import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog

from backend.database import reading, writing
from backend.letterbox.keys import letterbox_keys
from backend.letterbox.limits import DEVICE, GUESS, STRANGER, URGENT, check
from backend.letterbox.opening import Letter, Opened, open_letter, read_letter
from backend.letterbox.signers import Pair, Signer, find_signers
from backend.people.limits import Counted, Rule, count_loosely, counted, wait
from backend.people.security_events import What, note
from backend.people.throttle import place_of
from backend.web.metrics import count_letters
from sync.messages import Outcome

log = structlog.get_logger()
Taken = Opened | Outcome
Signers = Mapping[Pair, Signer]
Read = Sequence[Letter | Outcome]


one_at_a_time = threading.Lock()
"""Opening is all processor, so several threads at it are no faster; they would only keep the
interpreter from the queue's thread, and from whoever has something urgent."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who posts: the address counts only where there is no session (None where there is)."""

    address: str | None
    urgent: bool
    used: list[Counted] = field(default_factory=list)
    """What its proved devices have used: to be counted with what is settled."""


def take_letters(values: Sequence[Mapping[str, Any]], now: datetime, asker: Asker) -> list[Taken]:
    """Each opened and proved, or its outcome; in the same order. With a session nobody counts."""
    read = [read_letter(value) for value in values]
    letters = [one for one in read if isinstance(one, Letter)]
    signers = _signers_of(letters, now)
    with nullcontext() if asker.urgent else one_at_a_time:
        taken = _opened(read, signers, now, asker)
    _tell(taken)
    _note_refused(read, taken, signers)
    return taken


def _opened(read: Read, signers: Signers, now: datetime, asker: Asker) -> list[Taken]:
    if asker.address is None:
        return [_taken(one, signers) for one in read]
    known = [one for one in read if isinstance(one, Letter) and one.pair in signers]
    turnstile = _Turnstile(place_of(asker.address), asker.urgent, now)
    turnstile.let_in(known, signers)
    taken = [_taken(one, signers) for one in read]
    proved = {one.author.device_id for one in taken if isinstance(one, Opened)}
    asker.used.extend(turnstile.used(known, proved))
    return taken


def _signers_of(letters: Sequence[Letter], now: datetime) -> Signers:
    pairs = {letter.pair for letter in letters}
    if not pairs:
        return {}
    with reading() as connection:
        return find_signers(connection, pairs, now)


def _taken(one: Letter | Outcome, signers: Signers) -> Taken:
    if isinstance(one, Outcome):
        return one
    return open_letter(letterbox_keys(), one, signers.get(one.pair))


@dataclass(frozen=True, slots=True)
class _Turnstile:
    place: str
    urgent: bool
    now: datetime

    def let_in(self, known: Sequence[Letter], signers: Signers) -> None:
        """Raises TooMany. Who has guessed too often is let in by a first letter that is proved."""
        if not known:
            check(self._wait(STRANGER, [(self.place,)]))
            self._write([counted(STRANGER, self.place)])
            return
        devices = {letter.device_id for letter in known}
        check(self._wait(self.rule, [(device,) for device in devices]))
        guesses = self._wait(GUESS, [(device, self.place) for device in devices])
        if guesses and not isinstance(_taken(known[0], signers), Opened):
            check(guesses)

    def used(self, known: Sequence[Letter], proved: set[str]) -> list[Counted]:
        """One request of each device that has proved something; else one guess, counted here."""
        devices = {letter.device_id for letter in known}
        self._write([counted(GUESS, device, self.place) for device in devices - proved])
        return [counted(self.rule, device) for device in devices & proved]

    @property
    def rule(self) -> Rule:
        """Of a device that is known."""
        return URGENT if self.urgent else DEVICE

    def _wait(self, rule: Rule, each: Sequence[tuple[str, ...]]) -> float:
        with reading() as connection:
            return min(wait(connection, rule, *of, now=self.now) for of in each)

    def _write(self, used: Sequence[Counted]) -> None:
        if used:
            with writing() as connection:
                count_loosely(connection, used, self.now)


def _note_refused(read: Read, taken: Sequence[Taken], signers: Signers) -> None:
    """Whose they claimed to be, where that is somebody whom we know."""
    refused = Counter(
        one.pair if one.pair in signers else (None, None)
        for one, came in zip(read, taken, strict=True)
        if isinstance(one, Letter) and isinstance(came, Outcome)
    )
    if refused:
        with writing() as connection:
            for (person_id, device_id), times in refused.items():
                note(connection, What.LETTER_REFUSED, person_id, device_id, times=times)


def _tell(taken: Sequence[Taken]) -> None:
    """How many, and nothing of what or whose."""
    counted = Counter(_word_of(one) for one in taken)
    for word, number in counted.items():
        count_letters(word, number)
        if word != "opened":
            log.warning("sealed changes were not taken", why=word, number=number)


def _word_of(one: Taken) -> str:
    if isinstance(one, Opened):
        return "opened"
    return one.reason.code if one.reason else one.status
