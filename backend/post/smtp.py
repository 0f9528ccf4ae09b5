"""Hands one mail to the mail server. The only file that imports smtplib.

Its answer tells three things apart: taken, refused for good, and trouble that may pass. When a
connection breaks after the last byte that is trouble: the same mail, by its Message-ID, is handed
over again, because a mail that comes twice harms less than one that never comes.
"""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from backend.mail_settings import Smtp

TIMEOUT = 8.0
FOR_GOOD = 500
LONGEST_DETAIL = 300


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of it. `code` is ours and stable, `detail` is what the server said."""

    result: Literal["taken", "refused", "later"]
    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends, who gets it, and by which id the server is to name it when it comes back."""

    sender: str
    to: str
    mail_key: str


def hand_over(smtp: Smtp, envelope: Envelope, message: bytes) -> Handed:
    """Try once. Whatever happens is in the answer."""
    try:
        server = _connect(smtp)
    except smtplib.SMTPAuthenticationError as error:
        return Handed("later", "not-let-in", _said(error))
    except smtplib.SMTPNotSupportedError as error:
        return Handed("later", "no-tls", str(error)[:LONGEST_DETAIL])
    except ssl.SSLError as error:
        return Handed("later", "certificate", error.reason or type(error).__name__)
    except (smtplib.SMTPException, OSError) as error:
        return Handed("later", "no-answer", type(error).__name__)
    try:
        return _send(server, envelope, message)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()


def _connect(smtp: Smtp) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=smtp.ca_file)
    if smtp.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            smtp.host, smtp.port, timeout=TIMEOUT, context=context
        )
    else:
        server = smtplib.SMTP(smtp.host, smtp.port, timeout=TIMEOUT)
    try:
        if smtp.security == "starttls":
            server.starttls(context=context)
        if smtp.user:
            server.login(smtp.user, smtp.password)
    except (smtplib.SMTPException, OSError):
        server.close()
        raise
    return server


def _send(server: smtplib.SMTP, envelope: Envelope, message: bytes) -> Handed:
    server.ehlo_or_helo_if_needed()
    tells = server.has_extn("dsn")
    options = [f"ENVID={envelope.mail_key}", "RET=HDRS"] if tells else []
    notify = ["NOTIFY=FAILURE,DELAY"] if tells else []
    try:
        server.sendmail(envelope.sender, [envelope.to], message, options, notify)
    except smtplib.SMTPRecipientsRefused as error:
        status, text = next(iter(error.recipients.values()))
        return _verdict(status, "no-such-mailbox", text)
    except smtplib.SMTPResponseException as error:
        return _verdict(error.smtp_code, "not-taken", error.smtp_error)
    except (smtplib.SMTPException, OSError) as error:
        return Handed("later", "no-answer", type(error).__name__)
    return Handed("taken", "taken")


def _verdict(status: int, code: str, text: bytes | str) -> Handed:
    """RFC 5321 4.2.1: 5xx is for good, everything else may pass."""
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    detail = f"{status} {said}"[:LONGEST_DETAIL]
    return Handed("refused" if status >= FOR_GOOD else "later", code, detail)


def _said(error: smtplib.SMTPResponseException) -> str:
    return f"{error.smtp_code} {error.smtp_error!r}"[:LONGEST_DETAIL]
