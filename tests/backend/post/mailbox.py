"""A real mailbox server on loopback, with TLS, and reports as other mail servers write them."""

import imaplib
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from backend.mail_settings import Imap
from tests.backend.post.mail_server import free_port

PATIENCE = 60.0
START = "from pymap.main import main; main()"


@dataclass
class Mailbox:
    """Where it is."""

    port: int
    ca_file: Path

    def settings(self) -> Imap:
        return Imap(
            "localhost", self.port, "starttls", "doorstep", "invented", "INBOX", str(self.ca_file)
        )

    def put(self, message: bytes) -> None:
        """Another mail server delivers this."""
        box = imaplib.IMAP4("localhost", self.port)
        box.starttls(ssl.create_default_context(cafile=str(self.ca_file)))
        box.login("doorstep", "invented")
        box.append("INBOX", "", "", message)
        box.logout()


@contextmanager
def mailbox(folder: Path) -> Iterator[Mailbox]:
    """Running until the test is over; `folder` has the certificates."""
    port = free_port()
    words = [
        *(
            sys.executable,
            "-c",
            "from pymap.main import main; main()",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
        ),
        *("--cert", str(folder / "server.pem"), "--key", str(folder / "server.key"), "dict"),
        *("--demo-user", "doorstep", "--demo-password", "invented"),
    ]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as running:
        try:
            _wait_for(port)
            yield Mailbox(port, folder / "ca.pem")
        finally:
            running.terminate()


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            imaplib.IMAP4("localhost", port).logout()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def report(key: str, action: str = "failed", *, to: str = "", quoted: bool = True) -> bytes:
    """As RFC 3464 has it: a text, what a machine reads, and the headers of what came back."""
    status = (
        "Reporting-MTA: dns; mail.police.example\n\n"
        "Final-Recipient: rfc822; west_mash@doorstep.example\n"
        f"Action: {action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n"
    )
    headers = f"Message-ID: <{key}@council.example>\nSubject: (left out)\n"
    parts = [
        ("text/plain", "Your message could not be delivered."),
        ("message/delivery-status", status),
        *([("text/rfc822-headers", headers)] if quoted else []),
    ]
    body = "".join(f"--here\nContent-Type: {kind}\n\n{text}\n" for kind, text in parts)
    head = (
        "From: MAILER-DAEMON@mail.police.example\n"
        f"To: {to or 'bounces@council.example'}\nSubject: Undelivered Mail Returned to Sender\n"
        "Auto-Submitted: auto-replied\nMIME-Version: 1.0\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=here\n\n"
    )
    return f"{head}{body}--here--\n".replace("\n", "\r\n").encode()


def automatic_answer(key: str) -> bytes:
    """Nobody is in; a machine says so."""
    message = EmailMessage()
    message["From"] = "west_mash@doorstep.example"
    message["To"] = f"bounces+{key}@council.example"
    message["Subject"] = "This mailbox is no longer read"
    message["Auto-Submitted"] = "auto-replied"
    message.set_content("Please use another address.")
    return bytes(message)
