"""Only a picture, holding nothing but the picture, is let in."""

import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from backend.attachments.pictures import NotTaken, check_picture
from tests.backend.attachments.album import jpeg, png

JPEG, PNG = "image/jpeg", "image/png"


def why(content: bytes, media_type: str = JPEG) -> str:
    """It must not be taken."""
    with pytest.raises(NotTaken) as caught:
        check_picture(content, media_type)
    return caught.value.code


def with_place() -> bytes:
    """As a phone's own camera saves it: with where it was taken."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (53.0, 23.0, 0.0), 3: "W", 4: (3.0, 1.0, 0.0)}
    return jpeg(exif=exif)


def part(name: bytes, data: bytes) -> bytes:
    """One of a PNG's."""
    crc = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + crc


def in_png(name: bytes, data: bytes) -> bytes:
    whole = png()
    return whole[:33] + part(name, data) + whole[33:]


@pytest.mark.parametrize("save", [{}, {"progressive": True}, {"optimize": True}, {"quality": 30}])
def test_jpegs_of_every_making_are_taken(save: dict[str, object]) -> None:
    check_picture(jpeg(300, 200, **save), JPEG)


def test_a_png_is_taken() -> None:
    check_picture(png(), PNG)


@pytest.mark.parametrize(
    "make",
    [
        with_place,
        lambda: jpeg(comment=b"1 Nowhere Street"),
        lambda: jpeg(icc_profile=b"made by a camera"),
        lambda: jpeg(xmp=b"<x/>"),
        lambda: jpeg() + b"PK\x03\x04",
    ],
)
def test_a_jpeg_that_holds_more_is_not(make: Callable[[], bytes]) -> None:
    assert why(make()) == "holds-more"


@pytest.mark.parametrize("name", [b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"iCCP", b"acTL"])
def test_a_png_that_holds_more_is_not(name: bytes) -> None:
    assert why(in_png(name, b"Comment\x00here"), PNG) == "holds-more"
    assert why(png() + b"more", PNG) == "holds-more"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"", JPEG),
        (b"\xff", JPEG),
        (b"\xff\xd8", JPEG),
        (b"\xff\xd8\xff\xd9", JPEG),
        (b"GIF89a", JPEG),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PNG),
        (jpeg(), PNG),
        (png(), JPEG),
        (jpeg()[:-300], JPEG),
        (png()[:-20], PNG),
        (png()[:40], PNG),
    ],
)
def test_what_is_not_a_whole_picture_of_that_type_is_not_one(
    content: bytes, media_type: str
) -> None:
    assert why(content, media_type) == "not-a-picture"


def test_a_few_bytes_that_would_become_a_wall_are_not_unpacked() -> None:
    whole = png(1, 1)
    wall = struct.pack(">II", 60_000, 60_000) + whole[24:29]

    assert why(whole[:8] + part(b"IHDR", wall) + whole[33:], PNG) in (
        "too-many-pixels",
        "not-a-picture",
    )
    assert why(jpeg(4097, 8)) == "too-many-pixels"


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([(jpeg(), JPEG), (png(), PNG)]),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=6),
    st.integers(0, 900),
)
def test_whatever_is_sent_the_answer_is_yes_or_no(
    start: tuple[bytes, str], changed: list[tuple[int, int]], cut: int
) -> None:
    content = bytearray(start[0])
    for at, value in changed:
        content[at % len(content)] = value
    for one in (bytes(content), bytes(content[: len(content) - cut])):
        assert answer(one, start[1]) in ("taken", "not-a-picture", "holds-more", "too-many-pixels")


def answer(content: bytes, media_type: str) -> str:
    try:
        check_picture(content, media_type)
    except NotTaken as error:
        return error.code
    return "taken"
