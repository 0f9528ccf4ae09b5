"""Just enough HTTP to see what a request is before deciding its fate."""

import gzip
import json
import socket
from dataclasses import dataclass
from typing import Any

END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True)
class Request:
    """One request as it came from the phone."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def is_push(self) -> bool:
        return bool(self.changes)

    @property
    def is_urgent(self) -> bool:
        return self.headers.get("doorstep-lane") == "urgent"

    @property
    def changes(self) -> list[dict[str, Any]]:
        """The changes that a POST /sync carries."""
        if self.method != "POST" or self.path != "/sync":
            return []
        changes: list[dict[str, Any]] = self.json().get("changes", [])
        return changes

    def json(self) -> Any:
        packed = self.headers.get("content-encoding") == "gzip"
        return json.loads(gzip.decompress(self.body) if packed else self.body)

    def raw(self) -> bytes:
        """The bytes to send on, one request a connection."""
        headers = {**self.headers, "connection": "close"}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"{self.method} {self.path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + self.body


def read_request(conn: socket.socket) -> Request | None:
    """The next request on a connection, or None when the phone has gone."""
    received = b""
    while END_OF_HEAD not in received:
        piece = conn.recv(65536)
        if not piece:
            return None
        received += piece
    head, _, body = received.partition(END_OF_HEAD)
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {k.strip().lower(): v.strip() for k, v in (line.split(":", 1) for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        piece = conn.recv(65536)
        if not piece:
            return None
        body += piece
    method, path, _ = first.split(" ", 2)
    return Request(method, path, headers, body)
