"""A real mail server on loopback, with TLS: it keeps what it takes and refuses what it must."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as SmtpProtocol
from aiosmtpd.smtp import Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from backend.mail_settings import Smtp

SENDER = "Doorstep <doorstep@council.example>"
BOUNCES = "bounces+{id}@council.example"


@dataclass
class Got:
    """One mail as it was taken."""

    sender: str
    to: list[str]
    message: EmailMessage
    over_tls: bool


@dataclass
class Post:
    """What the server does: it takes everything, unless told what to answer next."""

    got: list[Got] = field(default_factory=list)
    at_rcpt: list[str] = field(default_factory=list)
    at_data: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802, PLR0913  aiosmtpd's name for it
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.at_rcpt:
            return self.at_rcpt.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.at_data:
            return self.at_data.pop(0)
        assert isinstance(envelope.content, bytes)
        read = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        tls = session.ssl is not None
        self.got.append(Got(envelope.mail_from or "", list(envelope.rcpt_tos), read, tls))
        return "250 taken"


@dataclass
class MailServer:
    """Where it is, and what it got."""

    post: Post
    port: int
    ca_file: Path
    folder: Path
    controller: Controller | None = None

    @property
    def got(self) -> list[Got]:
        return self.post.got

    def settings(self, **other: Any) -> Smtp:
        usual: dict[str, Any] = {
            "host": "localhost", "port": self.port, "security": "starttls", "user": "",
            "password": "", "sender": SENDER, "bounces": BOUNCES, "ca_file": str(self.ca_file),
        }  # fmt: skip
        return Smtp(**usual | other)

    def start(self, *, tls: bool = True) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.folder / "server.pem", self.folder / "server.key")

        class Controlled(Controller):
            def factory(self) -> SmtpProtocol:
                return SmtpProtocol(
                    self.handler, hostname="mail.council.example",
                    tls_context=context if tls else None, require_starttls=tls,
                )  # fmt: skip

        self.controller = Controlled(self.post, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller is not None:
            self.controller.stop(no_assert=True)
            self.controller = None


@contextmanager
def mail_server(folder: Path) -> Iterator[MailServer]:
    """Running until the test is over; the test may stop and start it."""
    make_certificates(folder)
    server = MailServer(Post(), free_port(), folder / "ca.pem", folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def free_port() -> int:
    """aiosmtpd does not take port 0."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def make_certificates(folder: Path) -> None:
    """An authority of this test's, and a certificate of localhost that it has signed."""
    now = datetime.now(UTC)
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Test authority")])
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])

    def certificate(subject: x509.Name, public: Any) -> x509.CertificateBuilder:
        begun = x509.CertificateBuilder().subject_name(subject).issuer_name(ca_name)
        dated = begun.not_valid_before(now - timedelta(days=9)).not_valid_after(
            now + timedelta(days=9)
        )
        return dated.public_key(public).serial_number(x509.random_serial_number())

    of_ca = certificate(ca_name, ca_key.public_key()).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=True,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    named = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    )
    server = certificate(name, key.public_key()).add_extension(named, critical=False)
    for file, made in (
        ("ca.pem", of_ca.add_extension(usage, critical=True)),
        ("server.pem", server),
    ):
        signed = made.sign(ca_key, hashes.SHA256())
        (folder / file).write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "server.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
