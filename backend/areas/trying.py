"""What is proposed is tried before it is taken: all that is asked of arrangements.

A change that a rule fails on would otherwise be found only when phones are told of it, or be kept
and tried again for ever.
"""

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from backend.areas.call_windows import call_windows
from backend.areas.demo_numbers import reaches_nobody
from backend.areas.explain import Question, explain
from backend.areas.going_live import checklist, without_police
from backend.areas.overrides import (
    Overrides,
    as_far_as_it_goes,
    by_name,
    laid_over,
    profile_over,
)
from backend.areas.profile import Profile
from backend.areas.profiles import BadProfile, profile_from
from backend.areas.publish import profile_fields, read_by_administrators
from backend.areas.versions import Timeline, Version, base_document

IN_DEMO = "is no number for drama, or no mailbox that ends in .example: this is a demonstration."
FAILS = "makes a rule of the app fail, so it cannot be used."
LOST = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""How a rule fails on what it was not written for."""
_log = logging.getLogger(__name__)


def faults_of(
    changes: Overrides, version: Version, timeline: Timeline, moment: datetime
) -> dict[str, str]:
    """What is not right about the area with these changes, by key; nothing when all is well."""
    overrides = with_changes(changes, version, timeline)
    document = base_document(timeline.area, demo=timeline.demo)
    written: Mapping[str, Any] = {}
    try:
        written = laid_over(document, overrides)
        profile = profile_from(written)
        use_all(profile, max(moment, version.effective_from))
    except BadProfile as bad:
        return {by_name(written, key): text for key, text in bad.faults.items()}
    except LOST:
        _log.warning("proposed arrangements cannot be used", exc_info=True)
        return dict.fromkeys(changes, FAILS)
    faults = without_police(profile) | _taken_away(document, profile)
    if timeline.demo:
        faults |= _not_for_demo(overrides, timeline)
    return faults | (_unset(profile, timeline.profile(version)) if timeline.live else {})


def with_changes(changes: Overrides, version: Version, timeline: Timeline) -> dict[str, Any]:
    """Laid over what the version changes of the file, as far as that still fits this release."""
    document = base_document(timeline.area, demo=timeline.demo)
    _, unfit = as_far_as_it_goes(document, version.overrides)
    fits = {path: value for path, value in version.overrides.items() if path not in unfit}
    return {**fits, **changes}


def profile_with(changes: Overrides, version: Version, timeline: Timeline) -> Profile:
    """The whole area with these changes, once they are known to fit."""
    document = base_document(timeline.area, demo=timeline.demo)
    return profile_over(document, with_changes(changes, version, timeline))


def use_all(profile: Profile, moment: datetime) -> None:
    """Everything that is asked of arrangements, once; what a rule fails with is not caught here."""
    for line in profile.lines:
        call_windows(line, moment)
    for category in (None, *(one.code for one in profile.urgent_categories)):
        explain(profile, Question(moment, category=category)).as_json()
    profile_fields(profile)
    read_by_administrators(profile)


def _unset(profile: Profile, before: Profile) -> dict[str, str]:
    """What was there in a live area, and would not be."""
    known = checklist(before)
    return {
        f"contacts.{one['key']}": f"{one['name']} must be set while the area is live."
        for one in checklist(profile)
        if one not in known
    }


def _taken_away(document: Mapping[str, Any], profile: Profile) -> dict[str, str]:
    """Clocks are changed, never taken away: a deadline would silently be gone."""
    keys = [one["key"] for one in document["clocks"]]
    return {f"clocks.{key}": "must be there." for key in keys if key not in profile.clocks}


def _not_for_demo(overrides: Mapping[str, Any], timeline: Timeline) -> dict[str, str]:
    """As written, before anything is swapped: a real number is told, not silently replaced."""
    document = base_document(timeline.area, demo=True)
    for contact in document["contacts"]:
        contact["pretended"] = False
    written = laid_over(document, overrides)["contacts"]
    return {f"contacts.{one['key']}": IN_DEMO for one in written if not reaches_nobody(one)}
