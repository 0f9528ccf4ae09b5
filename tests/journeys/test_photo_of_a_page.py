"""A photo taken with no signal arrives once, holds only the picture, and lies nowhere in clear."""

import io
import re
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.faults.fates import GOES_THROUGH, Fate, clear
from tests.faults.http import Request
from tests.journeys import visiting
from tests.journeys.day import Day, begin_day
from tests.journeys.desk import Person, find_person
from tests.journeys.phone import Phone
from tests.journeys.town import Town

BuyPhone = Callable[..., Phone]
SHEET = "Three houses sheet"
PIECE = 131_072


def a_photo(folder: Path) -> Path:
    """As a phone's camera saves it: large, and with where it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Invented Camera"
    exif[0x8825] = {1: "N", 2: (53.0, 23.0, 0.0), 3: "W", 4: (3.0, 1.0, 0.0)}
    file = folder / "IMG_2026.jpg"
    grain = Image.frombytes("RGB", (300, 225), Random(1).randbytes(300 * 225 * 3))
    grain.resize((3000, 2250)).save(file, "JPEG", exif=exif, quality=95)
    assert b"Invented Camera" in file.read_bytes()
    return file


class CutEveryPieceAfter:
    """So many pieces pass; then the line is cut in the middle of each."""

    def __init__(self, pieces: int) -> None:
        self.left = pieces

    def __call__(self, request: Request, random: Random) -> Fate:
        if request.method != "PATCH":
            return GOES_THROUGH
        self.left -= 1
        return GOES_THROUGH if self.left >= 0 else Fate(cut_request_after=40_000)


def take_photo(phone: Phone, file: Path) -> None:
    """On the page of the visit."""
    phone.tap("Add a photo")
    phone.page.get_by_label("What is it of?").select_option(SHEET)
    phone.page.get_by_label("Take or choose a photo").set_input_files(file)
    phone.sees("Saved on this phone")
    phone.sees(SHEET)


def offsets(town: Town) -> list[int]:
    """Where each piece that set out began."""
    return [int(one.headers["upload-offset"]) for one in town.network.seen if one.method == "PATCH"]


def reads(town: Town, person: Person, attachment_id: str) -> tuple[int, bytes]:
    """What the server answers this person."""
    token = town.desk(person).token
    asked = urllib.request.Request(
        f"{town.inside}/attachments/{attachment_id}", headers={"Authorization": f"Bearer {token}"}
    )
    try:
        with urllib.request.urlopen(asked, timeout=30) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def half_sent_then_killed(day: Day, file: Path) -> None:
    """Taken with no signal, killed; two pieces pass, the line is cut, killed again."""
    phone, town = day.phone, day.town
    visiting.start_visit(phone, day.family)
    phone.waits_until_all_is_sent()
    visit = phone.page.evaluate("location.hash")
    phone.lose_signal()
    take_photo(phone, file)
    phone.kill_and_reopen(f"/{visit}")
    phone.sees("Saved on this phone")

    town.network.rule = CutEveryPieceAfter(2)
    phone.find_signal()
    phone.waits_until(lambda: len(offsets(town)) >= 3)
    phone.kill()


def look_at_it(phone: Phone) -> None:
    """Drawn, as large as it was sent."""
    phone.tap(f"Look at the photo: {SHEET}")
    picture = phone.page.get_by_role("img", name=f"Photo: {SHEET}")
    expect(picture).to_have_js_property("width", 2000)


def test_a_photo_taken_with_no_signal_arrives_once_and_only_where_it_belongs(
    town: Town, buy_phone: BuyPhone, tmp_path: Path
) -> None:
    day = begin_day(town, buy_phone(town))
    file = a_photo(tmp_path)
    half_sent_then_killed(day, file)

    town.network.rule = clear
    day.phone.open_locked()
    day.phone.give_pin()
    visiting.open_family(day.phone, day.family)
    day.phone.sees(re.compile("^Sent$"))

    began = offsets(town)
    assert began[:3] == [0, PIECE, 2 * PIECE]
    assert began.count(0) == began.count(PIECE) == 1
    folder = Path(town.environment["DOORSTEP_FOLDER"]) / "attachments"
    assert len(list(folder.iterdir())) == 1
    (record,) = town.desk(day.manager).records("attachment")
    status, content = reads(town, day.manager, record["id"])
    assert status == 200
    is_only_the_picture(content)
    nobody_else_reads(town, record["id"])
    look_at_it(day.phone)

    manager = buy_phone(town)
    visiting.sign_in(manager, day.manager)
    visiting.open_family(manager, day.family)
    look_at_it(manager)


def is_only_the_picture(content: bytes) -> None:
    """Scaled, and without a word of where or with what."""
    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (2000, 1500)
        assert len(picture.getexif()) == 0
    assert b"Exif" not in content
    assert b"Invented Camera" not in content


def nobody_else_reads(town: Town, attachment_id: str) -> None:
    """Not the police, not another area's manager."""
    for role, area in (
        ("police_sergeant", "wirral"),
        ("business_support", "wirral"),
        ("team_manager", "northamptonshire"),
    ):
        assert reads(town, find_person(town.inside, role, area), attachment_id)[0] == 404, role


@pytest.mark.parametrize("locked", [False, True])
def test_a_photo_that_waits_is_nowhere_on_the_phone_in_clear(
    town: Town, buy_phone: BuyPhone, tmp_path: Path, locked: bool
) -> None:
    day = begin_day(town, buy_phone(town))
    visiting.start_visit(day.phone, day.family)
    day.phone.waits_until_all_is_sent()
    day.phone.lose_signal()
    take_photo(day.phone, a_photo(tmp_path))
    look_at_it(day.phone)
    if locked:
        day.phone.kill()
    day.phone.lose_power()

    kept = [path for path in day.phone.profile.rglob("*") if path.is_file()]
    assert len(kept) > 10
    for path in kept:
        content = path.read_bytes()
        assert b"Invented Camera" not in content, path
        assert b"\xff\xd8\xff\xe0\x00\x10JFIF" not in content, path
    day.phone.switch_on()
