"""What a person is told when a mail does not go, with the number to ring if it cannot wait."""

from collections.abc import Mapping

from backend.areas.profile import Profile
from backend.post.addressing import NO_MAILBOX, NOT_CHECKED, number_to_ring
from sync.messages import Fields

NOT_YET = "not-sent-yet"

WORDS: Mapping[str, str] = {
    NO_MAILBOX: "Not sent: there is no mailbox to send it to. Set one, or send it another way.",
    NOT_CHECKED: "Not sent: nobody has checked this mailbox. Have it checked, then send it again.",
    NOT_YET: "Not sent yet: Doorstep goes on trying.",
    "mail-not-set-up": "Not sent: this installation has no mail server. Send it another way.",
    "no-answer": "Not sent yet: the mail server does not answer. Doorstep goes on trying.",
    "no-tls": "Not sent yet: the mail server offers no safe connection. Doorstep goes on trying.",
    "certificate": "Not sent yet: the mail server's certificate is not right. Doorstep goes on "
    "trying.",
    "not-let-in": "Not sent yet: the mail server lets Doorstep not in. Doorstep goes on trying.",
    "no-such-mailbox": "Not delivered: the mail server says that there is no such mailbox.",
    "not-taken": "Not delivered: the mail server refuses this mail.",
    "came-back": "Not delivered: the mail came back.",
    "delayed": "Not delivered yet: another mail server is still trying.",
    "something-came": "Something came back to this mail: it may not have been read.",
}
SENT_UNCHECKED = "Sent to a mailbox that nobody has checked: do not rely on it."
STILL_TRYING = {
    "no-such-mailbox": "Not sent yet: the mailbox takes nothing just now. Doorstep goes on trying.",
    "not-taken": "Not sent yet: the mail server puts this off. Doorstep goes on trying.",
}
"""The same codes, where the server said that it may pass."""


def words_of(code: str, profile: Profile, request: Fields, *, passing: bool = False) -> str:
    """One or two sentences; of an urgent request they end with whom to ring now."""
    words = (STILL_TRYING.get(code) if passing else None) or WORDS[code]
    return with_number(words, profile, request)


def words_of_warning(profile: Profile, request: Fields) -> str:
    """It went out, to a mailbox that nobody has checked."""
    return with_number(SENT_UNCHECKED, profile, request)


def with_number(words: str, profile: Profile, request: Fields) -> str:
    """An urgent request does not wait for mail."""
    if not request["urgent"]:
        return words
    return f"{words} Ring now: {number_to_ring(profile, request)}."
