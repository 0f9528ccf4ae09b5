"""What must be looked at, and be there, before a request that is not urgent is authorised."""

from backend.areas.form import NOTHING, gaps
from backend.areas.profile import Profile
from sync.errors import Refused
from sync.messages import Fields

TICK = "Tick this."


def check_checklist(profile: Profile, said: Fields, *, urgent: bool) -> None:
    """Every point of the area's list (T-08); of an urgent request those that were looked at."""
    if "qa" not in said:
        if said.get("checked") is not True:
            raise Refused("not-checked", "Say that you have checked it.", {"checked": TICK})
        return
    known = [one.code for one in profile.authorisation.qa]
    if unknown := [code for code in said["qa"] if code not in known]:
        raise Refused("invalid-fields", "Not in the list.", dict.fromkeys(unknown, "Not known."))
    if not urgent and (left := [code for code in known if code not in said["qa"]]):
        raise Refused("not-checked", "Go through the whole list.", dict.fromkeys(left, TICK))


def check_whole(profile: Profile, request: Fields) -> None:
    """Nothing that the form asks for is missing. (An urgent request waits for nothing.)"""
    check_format(profile, request.get("format"))
    if request["urgent"]:
        return
    left = {*gaps(profile.form, request), *gaps(profile.form, request, by="authoriser")}
    if left:
        told = {one.code: f"{one.label}: needed." for one in profile.form if one.code in left}
        listed = ", ".join(one.label for one in profile.form if one.code in left)
        raise Refused("form-incomplete", f"Something is missing in the form: {listed}.", told)


def check_format(profile: Profile, chosen: object) -> None:
    """One of the ways of meeting that the area has (T-06)."""
    field = next((one for one in profile.form if one.holds == "format"), None)
    if chosen in NOTHING or field is None:
        return
    if chosen not in {one.code for one in field.choices}:
        raise Refused("invalid-fields", "Not a way of meeting here.", {"format": "Not known."})
