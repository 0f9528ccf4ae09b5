"""A push service on this machine: it takes only what a real one would take, and can read it."""

import base64
import contextlib
import json
import os
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
import jwt
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

STUB = """
(() => {
  const given = GIVEN;
  const plain = (text) => atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = (text) => Uint8Array.from(plain(text), (c) => c.charCodeAt(0));
  let made = null;
  const make = (options) => ({
    endpoint: given.endpoint, expirationTime: null, options,
    getKey: (name) => bytes(given.keys[name]).buffer,
    toJSON: () => ({ endpoint: given.endpoint, expirationTime: null, keys: given.keys }),
    unsubscribe: async () => { made = null; return true; },
  });
  PushManager.prototype.subscribe = async function (options) { return (made = make(options)); };
  PushManager.prototype.getSubscription = async function () { return made; };
})();
"""


@dataclass(frozen=True)
class Delivered:
    """One message as the push service got it, and what it says once decrypted."""

    payload: bytes
    size: int
    headers: dict[str, str]
    claims: dict[str, Any]


class PushService:
    """Holds the phone's private key, so that a test can read what only the phone can."""

    def __init__(self) -> None:
        self.delivered: list[Delivered] = []
        self.answer = 201
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._auth = os.urandom(16)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def stub(self) -> str:
        """A script that stands in for the browser's own push service, and for nothing else."""
        point = self._private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        keys = {"p256dh": base64url(point), "auth": base64url(self._auth)}
        given = {"endpoint": f"{self.origin}/to/this-phone", "keys": keys}
        return STUB.replace("GIVEN", json.dumps(given))

    def take(self, headers: dict[str, str], body: bytes) -> int:
        """What a push service does: check who sends, then keep it for the phone."""
        token, key = read_vapid(headers["authorization"])
        claims = jwt.decode(token, key, algorithms=["ES256"], audience=self.origin)
        assert claims["sub"].startswith(("mailto:", "https://"))
        assert headers["content-encoding"] == "aes128gcm"
        payload = http_ece.decrypt(body, private_key=self._private, auth_secret=self._auth)
        self.delivered.append(Delivered(payload, len(body), headers, claims))
        return self.answer

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            """One POST from the worker."""

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                status = 400
                with contextlib.suppress(AssertionError, jwt.InvalidTokenError, KeyError):
                    status = service.take(headers, body)
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Quiet."""

        return Handler


def read_vapid(authorization: str) -> tuple[str, ec.EllipticCurvePublicKey]:
    """The token of the header, and the key that it says it was signed with."""
    assert authorization.startswith("vapid ")
    parts = dict(part.strip().split("=", 1) for part in authorization[6:].split(","))
    point = base64.urlsafe_b64decode(parts["k"] + "=" * (-len(parts["k"]) % 4))
    return parts["t"], ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
