"""Reads the areas' files. A mistake in one is told in plain words, by the name of its key."""

import copy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from marshmallow import ValidationError

from backend.areas.building import build
from backend.areas.calendar import day_of
from backend.areas.demo_numbers import document_in_demo
from backend.areas.file_schema.checks import faults_between
from backend.areas.file_schema.plain import in_plain_words
from backend.areas.file_schema.whole import ProfileSchema
from backend.areas.profile import Profile
from backend.areas.yaml_file import NotAFile, laid_over, lines_of, read_yaml
from backend.clock import now
from backend.errors import Unavailable

FOLDER = Path(__file__).parent / "profiles"
DEFAULTS = "defaults.yaml"
_SCHEMA = ProfileSchema()


class BadProfile(ValueError):
    """An area's arrangements cannot be used; the message names the file and each key.

    `faults` says the same for software: what is wrong, in plain words, by the name of the key.
    """

    def __init__(self, name: str, faults: Mapping[str, str]) -> None:
        told = "; ".join(f"{key}: {text}" if key else text for key, text in sorted(faults.items()))
        super().__init__(f"{name}: {told}")
        self.faults = dict(faults)


@cache
def profiles(*, demo: bool = False) -> Mapping[str, Profile]:
    """Every area, by key. In demo mode with numbers that reach nobody."""
    files = [file for file in sorted(FOLDER.glob("*.yaml")) if file.name != DEFAULTS]
    if demo:
        documents = (document_in_demo(read_document(file)) for file in files)
        return {profile.key: profile for profile in (profile_from(one) for one in documents)}
    return {profile.key: profile for profile in (read_profile(file) for file in files)}


def profile_of(area: str) -> Profile:
    """The arrangements of an area as its file has them. (Numbers are published, never asked here.)

    What administrators have changed since stands in `backend.areas.versions`.
    """
    try:
        return profiles()[area]
    except KeyError:
        raise Unavailable(f"There is no area called {area}.", "no-such-area") from None


def document_of(area: str, *, demo: bool = False) -> dict[str, Any]:
    """An area's file with the defaults under it, to be changed by whoever asks for it."""
    return copy.deepcopy(dict(profiles(demo=demo)[area].data))


def read_profile(file: Path) -> Profile:
    """One area from its file; a fault is told with the line that it stands on."""
    document = read_document(file)
    try:
        profile = profile_from(document, file.name)
        if faults := _not_yet(profile):
            raise BadProfile(file.name, faults)
        return profile
    except BadProfile as error:
        lines = lines_of(file)
        told = {
            key: f"{text} (line {lines[key]})" if key in lines else text
            for key, text in error.faults.items()
        }
        raise BadProfile(file.name, told) from error


def read_document(file: Path) -> dict[str, Any]:
    """What the file says, with the defaults laid under it."""
    return laid_over(_read(FOLDER / DEFAULTS), _read(file))


def profile_from(document: Mapping[str, Any], name: str = "arrangements") -> Profile:
    """A whole area from its document; BadProfile when something in it is not right."""
    try:
        loaded = _SCHEMA.load(document)
        faults = faults_between(loaded, document)
        if not faults:
            return build(loaded, document)
    except ValidationError as error:
        faults = in_plain_words(error.messages)
    raise BadProfile(name, faults)


def with_readings(profile: Profile, **readings: Any) -> Profile:
    """The same arrangements with some ambiguous texts read otherwise."""
    document = {**profile.data, "readings": {**profile.readings, **readings}}
    return profile_from(document, profile.key)


def _not_yet(profile: Profile) -> dict[str, str]:
    """Days of a check that have not come yet."""
    today = day_of(now()).isoformat()
    checked = {
        f"contacts.{place}.verified": one.get("verified")
        for place, one in enumerate(profile.data["contacts"])
    }
    checked["meta.last_verified"] = profile.data["meta"].get("last_verified")
    return {key: "is in the future." for key, day in checked.items() if day and day > today}


def _read(file: Path) -> dict[str, Any]:
    try:
        return read_yaml(file.read_text(encoding="utf-8"))
    except NotAFile as error:
        raise BadProfile(file.name, {"": str(error)}) from error
