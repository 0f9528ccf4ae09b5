"""The part of a phone that is not the browser: it shows notifications, and a person taps them."""

import contextlib
import os
import socket
import threading
from dataclasses import dataclass
from pathlib import Path

from tests.journeys import dbus
from tests.journeys.dbus import CALL, MEMBER, PATH, REPLY_TO, SENDER, Message, Reader, Value

BUS, NOTIFIER = "org.freedesktop.DBus", "org.freedesktop.Notifications"
OWNER = ":1.2"
CAPABILITIES = ["actions", "body", "persistence"]


@dataclass(frozen=True)
class Shown:
    """A notification as the person sees it."""

    id: int
    title: str
    body: str


class Desktop:
    """A private bus at `address`, with nothing on it but a notification service."""

    def __init__(self, folder: Path) -> None:
        self.shown: list[Shown] = []
        self._clients: list[socket.socket] = []
        self._serial = 0
        self._path = folder / "bus"
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self._path))
        self._listener.listen()
        self.address = f"unix:path={self._path}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        for open_socket in (self._listener, *self._clients):
            with contextlib.suppress(OSError):
                open_socket.shutdown(socket.SHUT_RDWR)
            open_socket.close()

    def tap(self, shown: Shown) -> None:
        """The person taps a notification."""
        fields: dict[int, str | int] = {
            PATH: "/org/freedesktop/Notifications",
            dbus.INTERFACE: NOTIFIER,
            MEMBER: "ActionInvoked",
            SENDER: OWNER,
        }
        signal = dbus.pack(Message(dbus.SIGNAL, self._next(), fields), shown.id, "default")
        for client in self._clients:
            with contextlib.suppress(OSError):
                client.sendall(signal)

    def _next(self) -> int:
        self._serial += 1
        return self._serial

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError), client, client.makefile("rb") as stream:
            greet(client, stream.readline)
            self._clients.append(client)
            while start := stream.read(dbus.FIXED_HEAD):
                rest = stream.read(dbus.length_of(start) - len(start))
                message = dbus.unpack(start + rest)
                if message.type == CALL:
                    client.sendall(self._answer(message))

    def _answer(self, call: Message) -> bytes:
        values = self._values(call)
        fields: dict[int, str | int] = {REPLY_TO: call.serial, SENDER: BUS}
        if call.fields.get(dbus.DESTINATION) == NOTIFIER:
            fields[SENDER] = OWNER
        if values is None:
            fields[dbus.ERROR_NAME] = f"{BUS}.Error.ServiceUnknown"
            return dbus.pack(Message(dbus.ERROR, self._next(), fields), "nobody here")
        return dbus.pack(Message(dbus.RETURN, self._next(), fields), *values)

    def _values(self, call: Message) -> list[Value] | None:
        member, target = call.fields.get(MEMBER), call.fields.get(dbus.DESTINATION)
        if target == BUS:
            return bus_answer(str(member), call)
        if target != NOTIFIER:
            return None
        if member == "Notify":
            return [self._show(call)]
        answers: dict[str, list[Value]] = {
            "GetCapabilities": [CAPABILITIES],
            "GetServerInformation": ["phone", "doorstep", "1", "1.2"],
        }
        return answers.get(str(member), [])

    def _show(self, call: Message) -> int:
        reader = Reader(call.body)
        reader.text()
        replaced = reader.number()
        reader.text()
        title, body = reader.text(), reader.text()
        shown = Shown(replaced or len(self.shown) + 1, title, body)
        self.shown.append(shown)
        return shown.id


def greet(client: socket.socket, read_line: object) -> None:
    """Anyone on this machine who can open the socket may come in."""
    assert callable(read_line)
    while (line := read_line().strip(b"\0\r\n")) != b"BEGIN":
        if line.startswith(b"AUTH EXTERNAL"):
            client.sendall(b"OK " + os.urandom(16).hex().encode() + b"\r\n")
        elif not line:
            raise OSError("gone")
        else:
            client.sendall(b"ERROR\r\n")


def bus_answer(member: str, call: Message) -> list[Value] | None:
    """What the bus itself says: one service is here, nothing else."""
    name = Reader(call.body).text() if member in {"NameHasOwner", "GetNameOwner"} else ""
    if member == "Hello":
        return [":1.1"]
    if member == "NameHasOwner":
        return [name == NOTIFIER]
    if member == "GetNameOwner":
        return [OWNER] if name == NOTIFIER else None
    if member == "ListActivatableNames":
        return [[NOTIFIER]]
    return [1] if member in {"StartServiceByName", "RequestName"} else []
