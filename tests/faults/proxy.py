"""A TCP proxy between a phone and its server: it keeps its address while servers come and go."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from random import Random

from tests.faults.fates import Fate, Rule, clear
from tests.faults.http import Request, read_request


class Proxy:
    """Listens on `port`, sends on to `server_port`, does to each request what `rule` says."""

    def __init__(self, server_port: int, seed: int = 1, port: int = 0) -> None:
        self.server_port = server_port
        self.rule: Rule = clear
        self.seen: list[Request] = []
        self.carried: list[tuple[str, int]] = []
        """Path and size of each reply, head and body, as it went over the wire."""
        self._random = Random(seed)
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", port), backlog=128)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def pushes(self) -> list[Request]:
        return [request for request in self.seen if request.is_push]

    def close(self) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self) -> None:
        while not self._closing.is_set():
            try:
                conn, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(conn,), daemon=True).start()

    def _serve(self, conn: socket.socket) -> None:
        # A phone that goes away, or a server that is killed, is what this is for.
        with conn, contextlib.suppress(OSError):
            request = read_request(conn)
            if request is not None:
                self.seen.append(request)
                self._carry(request, conn, self.rule(request, self._random))

    def _carry(self, request: Request, conn: socket.socket, fate: Fate) -> None:
        self._closing.wait(None if fate.swallow else fate.delay)
        if fate.answer is not None:
            conn.sendall(fate.answer)
        elif not fate.swallow and fate.cut_request_after != 0:
            self._ask_server(request, conn, fate)

    def _ask_server(self, request: Request, conn: socket.socket, fate: Fate) -> None:
        with socket.create_connection(("127.0.0.1", self.server_port), timeout=60) as server:
            server.sendall(request.raw()[: fate.cut_request_after])
            if fate.then is not None:
                fate.then()
            if fate.cut_request_after is None:
                reply = b"".join(pieces(server))
                self.carried.append((request.path, len(reply)))
                conn.sendall(b"" if fate.lose_reply else reply[: fate.cut_reply_after])


def pieces(conn: socket.socket) -> Iterator[bytes]:
    """All that comes until the other side closes."""
    while piece := conn.recv(65536):
        yield piece
