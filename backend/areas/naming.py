"""What stands in a subject and what a conference is called: never anybody's name."""

from collections.abc import Sequence

from backend.areas.profile import Profile


def subject(profile: Profile, ref: str, *, urgent: bool) -> str:
    """The subject of the e-mail to the police: the area's own, or the reference."""
    given = profile.email.subject_urgent if urgent else profile.email.subject_standard
    return given or profile.email.subject_fallback.replace("{ref}", ref)


def conference_name(profile: Profile, child_ids: Sequence[str | None], ref: str) -> str:
    """The children's own numbers where the area names by them, else the reference.

    A child without a number adds nothing; with none at all it is the reference.
    """
    by_child = profile.confidentiality.conference_name == "child_ids_only"
    known = [one.strip() for one in child_ids if one and one.strip()]
    return " ".join(dict.fromkeys(known)) if by_child and known else ref
