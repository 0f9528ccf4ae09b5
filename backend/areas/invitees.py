"""Who is to be invited to a discussion, as the area has it: its quorum, and whom it books with."""

from collections.abc import Mapping

from backend.areas.profile import Profile

OWN = frozenset({"social_worker", "team_manager", "social_work_manager", "csc"})
"""Children's social care, who ask for it: they need no invitation."""
AS_IT_MAY_BE = "other_relevant"


def must_invite(profile: Profile, facts: Mapping[str, bool]) -> tuple[str, ...]:
    """The agencies without which it is not quorate. `facts` such as `looked_after` add somebody."""
    more = [one for fact, plus in profile.quorum.plus.items() if facts.get(fact) for one in plus]
    return _agencies([*profile.quorum.must, *more])


def may_invite(profile: Profile, facts: Mapping[str, bool]) -> tuple[str, ...]:
    """Whom the area thinks of besides, such as the school: to be suggested, not demanded."""
    suggested = _agencies([*profile.booking.invite, *profile.quorum.others])
    needed = must_invite(profile, facts)
    return tuple(one for one in suggested if one not in needed)


def _agencies(named: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in named if one not in OWN and one != AS_IT_MAY_BE))
