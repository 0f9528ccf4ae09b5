"""What is let in: a JPEG or a PNG that is nothing else, holds nothing else, and is not too big.

First the file's own parts are walked, and any part that could say where, when or with what it was
taken (EXIF, XMP, comments, thumbnails, what follows the end) is refused: the phone has taken all
of it out. Only what is left reaches Pillow, which reads the whole picture.
"""

import io
import struct
from collections.abc import Iterator
from zlib import error as ZlibError

from PIL import Image

LONGEST_SIDE = 4096
"""The phone scales to 2000; what is larger was not made by it."""

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG"}

JPEG_START = b"\xff\xd8"
APP0, APP14, SOS, END = 0xE0, 0xEE, 0xDA, 0xD9
STANDS_ALONE = frozenset({0x00, *range(0xD0, 0xD8)})
"""After 0xFF within the picture's own data: a stuffed byte, or a restart."""
JPEG_PARTS = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDB, 0xDD, SOS})
PLAIN_LENGTHS = {APP0: 16, APP14: 14}
"""JFIF without a thumbnail; Adobe's word on colours."""

PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs"}
)

PILLOW_TROUBLE = (
    OSError,
    SyntaxError,
    ValueError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    struct.error,
    ZlibError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)
"""What a picture that is none may make of Pillow."""


class NotTaken(ValueError):
    """`code`: not-a-picture, holds-more (than the picture), too-many-pixels."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_picture(content: bytes, media_type: str) -> None:
    """Passes for a picture of this type and nothing but a picture."""
    (_check_jpeg if media_type == "image/jpeg" else _check_png)(content)
    try:
        with Image.open(io.BytesIO(content), formats=(FORMATS[media_type],)) as picture:
            if max(picture.size) > LONGEST_SIDE:
                raise NotTaken("too-many-pixels")
            picture.load()
    except NotTaken:
        raise
    except PILLOW_TROUBLE as error:
        raise NotTaken("not-a-picture") from error


def _check_jpeg(content: bytes) -> None:
    if not content.startswith(JPEG_START):
        raise NotTaken("not-a-picture")
    try:
        for marker, length in _jpeg_parts(content):
            if PLAIN_LENGTHS.get(marker) != length and marker not in JPEG_PARTS:
                raise NotTaken("holds-more")
    except (IndexError, struct.error) as error:
        raise NotTaken("not-a-picture") from error


def _jpeg_parts(content: bytes) -> Iterator[tuple[int, int]]:
    at = len(JPEG_START)
    while True:
        if content[at] != 0xFF:  # noqa: PLR2004  every part begins so
            raise NotTaken("not-a-picture")
        marker = content[at + 1]
        if marker == END:
            break
        (length,) = struct.unpack_from(">H", content, at + 2)
        if length < 2:  # noqa: PLR2004  its own two bytes
            raise NotTaken("not-a-picture")
        yield marker, length
        at += 2 + length
        at = _after_scan(content, at) if marker == SOS else at
    if at + 2 != len(content):
        raise NotTaken("holds-more")


def _after_scan(content: bytes, at: int) -> int:
    """Where the picture's own data ends."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise NotTaken("not-a-picture")
        if content[at + 1] not in STANDS_ALONE:
            return at
        at += 2


def _check_png(content: bytes) -> None:
    if not content.startswith(PNG_START):
        raise NotTaken("not-a-picture")
    at, name = len(PNG_START), b""
    try:
        while name != b"IEND":
            length, name = struct.unpack_from(">I4s", content, at)
            if name not in PNG_PARTS:
                raise NotTaken("holds-more")
            at += 12 + length
    except struct.error as error:
        raise NotTaken("not-a-picture") from error
    if at != len(content):
        raise NotTaken("holds-more" if at < len(content) else "not-a-picture")
