"""Reads the mailbox in which mail comes back. The only file that imports imaplib.

What was read is marked as seen only after it has been dealt with: killed in between, it is read
again, and said again it changes nothing.
"""

import imaplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from backend.mail_settings import Imap

TIMEOUT = 15.0
MOST_AT_ONCE = 50


class MailboxTrouble(OSError):
    """The mailbox cannot be read now."""


@contextmanager
def opened(imap: Imap) -> Iterator[imaplib.IMAP4]:
    """Over TLS, with the certificate checked; MailboxTrouble when it cannot be."""
    try:
        box = _connect(imap)
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxTrouble(type(error).__name__) from error
    try:
        yield box
    except imaplib.IMAP4.error as error:
        raise MailboxTrouble(type(error).__name__) from error
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            box.logout()


def unseen(box: imaplib.IMAP4) -> Iterator[tuple[str, bytes]]:
    """What nobody has read yet, the oldest first: its number and its bytes."""
    _, found = box.uid("SEARCH", "UNSEEN")
    numbers = (found[0] or b"").split()[:MOST_AT_ONCE]
    for number in numbers:
        _, parts = box.uid("FETCH", number.decode(), "(BODY.PEEK[])")
        for part in parts:
            if isinstance(part, tuple):
                yield number.decode(), part[1]


def mark_seen(box: imaplib.IMAP4, number: str) -> None:
    """Dealt with; it stays in the mailbox."""
    box.uid("STORE", number, "+FLAGS", "(\\Seen)")


def _connect(imap: Imap) -> imaplib.IMAP4:
    context = ssl.create_default_context(cafile=imap.ca_file)
    if imap.security == "tls":
        box: imaplib.IMAP4 = imaplib.IMAP4_SSL(
            imap.host, imap.port, ssl_context=context, timeout=TIMEOUT
        )
    else:
        box = imaplib.IMAP4(imap.host, imap.port, timeout=TIMEOUT)
    try:
        if imap.security == "starttls":
            box.starttls(context)
        box.login(imap.user, imap.password)
        box.select(imap.folder)
    except (imaplib.IMAP4.error, OSError):
        box.shutdown()
        raise
    return box
