"""Just enough of the D-Bus wire format to be a desktop's notification service."""

import struct
from dataclasses import dataclass

CALL, RETURN, ERROR, SIGNAL = 1, 2, 3, 4
PATH, INTERFACE, MEMBER, ERROR_NAME, REPLY_TO, DESTINATION, SENDER, SIGNATURE = range(1, 9)
FIXED_HEAD = 16

Value = str | int | bool | list[str]


@dataclass(frozen=True)
class Message:
    """One message: its type, header fields by number, and body bytes."""

    type: int
    serial: int
    fields: dict[int, str | int]
    body: bytes = b""


class Writer:
    """Puts values one after another, each aligned as D-Bus wants."""

    def __init__(self) -> None:
        self.data = b""

    def align(self, width: int) -> None:
        self.data += b"\0" * (-len(self.data) % width)

    def number(self, value: int) -> None:
        self.align(4)
        self.data += struct.pack("<I", value)

    def text(self, value: str) -> None:
        self.number(len(value.encode()))
        self.data += value.encode() + b"\0"

    def signature(self, value: str) -> None:
        self.data += bytes([len(value)]) + value.encode() + b"\0"

    def texts(self, values: list[str]) -> None:
        inner = Writer()
        for value in values:
            inner.text(value)
        self.number(len(inner.data))
        self.data += inner.data

    def value(self, value: Value) -> str:
        """Write one value; its signature comes back."""
        if isinstance(value, bool | int):
            self.number(int(value))
            return "b" if isinstance(value, bool) else "u"
        if isinstance(value, str):
            self.text(value)
            return "s"
        self.texts(value)
        return "as"


class Reader:
    """Takes values out in the same way."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data, self.at = data, at

    def align(self, width: int) -> None:
        self.at += -self.at % width

    def number(self) -> int:
        self.align(4)
        self.at += 4
        return int(struct.unpack_from("<I", self.data, self.at - 4)[0])

    def text(self) -> str:
        length = self.number()
        self.at += length + 1
        return self.data[self.at - length - 1 : self.at - 1].decode()

    def signature(self) -> str:
        length = self.data[self.at]
        self.at += length + 2
        return self.data[self.at - length - 1 : self.at - 1].decode()


def pack(message: Message, *values: Value) -> bytes:
    """The bytes of a message with these values as its body."""
    body, head = Writer(), Writer()
    signature = "".join(body.value(value) for value in values)
    head.data = struct.pack("<cBBBIII", b"l", message.type, 1, 1, len(body.data), message.serial, 0)
    fields = {**message.fields, **({SIGNATURE: signature} if signature else {})}
    for number, value in fields.items():
        head.align(8)
        head.data += bytes([number])
        write_variant(head, number, value)
    length = struct.pack("<I", len(head.data) - FIXED_HEAD)
    head.align(8)
    return head.data[:12] + length + head.data[FIXED_HEAD:] + body.data


def write_variant(head: Writer, number: int, value: str | int) -> None:
    """A header field: its type goes with it."""
    kind = {PATH: "o", REPLY_TO: "u", SIGNATURE: "g"}.get(number, "s")
    head.signature(kind)
    if isinstance(value, int):
        head.number(value)
    elif kind == "g":
        head.signature(value)
    else:
        head.text(value)


def length_of(start: bytes) -> int:
    """How long a whole message is, from its first 16 bytes."""
    body, _, fields = struct.unpack_from("<III", start, 4)
    return int(FIXED_HEAD + fields + (-fields % 8) + body)


def unpack(data: bytes) -> Message:
    """A message from its bytes."""
    body_length, serial, fields_length = struct.unpack_from("<III", data, 4)
    reader, fields = Reader(data, FIXED_HEAD), {}
    while reader.at < FIXED_HEAD + fields_length:
        reader.align(8)
        number = data[reader.at]
        reader.at += 1
        kind = reader.signature()
        fields[number] = read_variant(reader, kind)
    return Message(data[1], serial, fields, data[len(data) - body_length :])


def read_variant(reader: Reader, kind: str) -> str | int:
    """A header field's value."""
    if kind == "u":
        return reader.number()
    return reader.signature() if kind == "g" else reader.text()
