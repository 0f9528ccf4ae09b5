"""What is proposed is tried before it is taken: all that is asked of arrangements.

A change that a rule fails on would otherwise be found only when phones are told of it.
"""

import logging
from datetime import datetime

from backend.areas.call_windows import call_windows
from backend.areas.explain import Question, explain
from backend.areas.profile import Profile
from backend.areas.publish import profile_fields, read_by_administrators

FAILS = "A rule of the app fails on these arrangements, so they cannot be used."
LOST = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""How a rule fails on what it was not written for."""
_log = logging.getLogger(__name__)


def faults_in_use(profile: Profile, moment: datetime) -> dict[str, str]:
    """What goes wrong with these arrangements from this moment on; nothing when all is well."""
    try:
        for line in profile.lines:
            call_windows(line, moment)
        for category in (None, *(one.code for one in profile.urgent_categories)):
            explain(profile, Question(moment, category=category)).as_json()
        profile_fields(profile)
        read_by_administrators(profile)
    except LOST:
        _log.warning("arrangements cannot be used", exc_info=True)
        return {"": FAILS}
    return {}
