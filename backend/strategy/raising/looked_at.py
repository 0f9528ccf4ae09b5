"""What a request lacks, what its gates say, and what the missing-child rule makes of it.

Nothing that is missing keeps a request from the server: it says what is missing (`gaps`), and only
one that is not urgent waits for it before it is authorised (analysis 3.2: "soft for urgent").
"""

from backend.areas.form import gaps, misfits
from backend.areas.gates import gate
from backend.areas.missing import NoMissingRule, missing
from backend.areas.profile import Profile
from backend.people.author import author_at
from sync.errors import Refused
from sync.kinds import Desk
from sync.messages import Fields, time_text

CATEGORY = "category"


def check_answers(profile: Profile, request: Fields) -> None:
    """Refused by field: what does not fit the area's form; an urgent request is taken as it is."""
    if request["urgent"]:
        return
    wrong = {f"form.{code}": words for code, words in misfits(profile.form, request)}
    if request.get(CATEGORY) and request[CATEGORY] not in _codes(profile):
        wrong[CATEGORY] = "Not known."
    if wrong:
        raise Refused("invalid-fields", "Something is not as this area asks for it.", wrong)


def looked_at(profile: Profile, request: Fields) -> Fields:
    """`gaps`, `warnings` and `missing_found` of a request as it stands."""
    return {
        "gaps": _gaps(profile, request),
        "warnings": [
            {"gate": code, "words": answer.words, "redirect": answer.redirect}
            for code in _answered(profile, request)
            if (answer := gate(profile, code, request)).words
        ],
        "missing_found": _missing(profile, request),
    }


def redirected(profile: Profile, request: Fields, desk: Desk) -> Fields:
    """The way out through the first gate that stops this request; nothing when none does."""
    for code in _answered(profile, request):
        answer = gate(profile, code, request)
        if not answer.allowed:
            return {"status": "redirected", "redirected": way_out(profile, code, desk)}
    return {}


def way_out(profile: Profile, code: str, desk: Desk, words: str | None = None) -> Fields:
    """Where a gate leads instead, and who found that it does."""
    found = profile.gates[code]
    return {
        "gate": code,
        "to": found.redirect,
        "words": words or found.words,
        "by": author_at(desk).person_id,
        "at": time_text(desk.received_at),
    }


def _gaps(profile: Profile, request: Fields) -> list[str]:
    found = gaps(profile.form, request)
    unknown = request.get(CATEGORY) and request[CATEGORY] not in _codes(profile)
    if unknown:
        found += [one.code for one in profile.form if one.holds == CATEGORY]
    return found


def _answered(profile: Profile, request: Fields) -> list[str]:
    """The gates of which somebody said that they are for this request."""
    answers = request.get("gate_answers") or {}
    return [code for code, one in profile.gates.items() if one.question and answers.get(code)]


def _missing(profile: Profile, request: Fields) -> Fields | None:
    said = request.get("missing") or {}
    minutes, episodes = said.get("minutes"), said.get("episodes")
    if minutes is None and episodes is None:
        return None
    try:
        found = missing(profile, minutes or 0, episodes or 0)
    except NoMissingRule:
        return None
    return {
        "urgent": found.urgent,
        "judgement": found.judgement,
        "warns": found.warns,
        "episodes": found.episodes,
    }


def _codes(profile: Profile) -> set[str]:
    return {one.code for one in profile.urgent_categories}
