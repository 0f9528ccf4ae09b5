"""A whole form for each area: nothing is missing in a request that says this."""

from typing import Any

SOMEBODY = {"name": "Invented", "role": "Nurse", "agency": "health", "phone": "01514960123"}
WHOLE: dict[str, dict[str, Any]] = {
    "wirral": {
        "reasonable_cause": "A bruise that nobody explains.",
        "professionals": [SOMEBODY],
        "form": {
            "purpose": "Whether to begin an enquiry.",
            "information_already_gathered": "The school has seen two bruises.",
            "looked_after_yes_no": False,
            "hospital_yes_no": False,
            "availability": "Tomorrow until noon",
        },
    },
    "northamptonshire": {"reasonable_cause": "A bruise that nobody explains."},
    "sandwell_dudley_walsall": {"crime_related": False},
}
AUTHORISED: dict[str, dict[str, Any]] = {
    "wirral": {"format": "telephone_conference", "format_reason": "It cannot wait for a room."},
    "northamptonshire": {},
    "sandwell_dudley_walsall": {},
}
"""What whoever authorises adds to it."""


def whole(family: Any, **more: Any) -> dict[str, Any]:
    """A request that is not urgent, with everything that its area asks for."""
    manager_id = family.manager.author.person_id
    said = {"urgent": False, "category": None, "manager_id": manager_id}
    return {**said, **WHOLE[family.council.area], **more}
