"""The invented families of the demo: between them they exercise every flag. Nobody here exists."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class DemoChild:
    """An invented child: how old in days, and what is to be known."""

    given_name: str
    days_old: int
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DemoFamily:
    """An invented family, and what its last visit was like."""

    name: str
    address: str
    children: tuple[DemoChild, ...]
    story: str = "ordinary"
    staff_safety: dict[str, Any] | None = None
    shared: bool = False
    """The senior practitioner has it too."""


def years(number: float) -> int:
    """In days."""
    return int(number * 365.25)


FAMILIES = (
    DemoFamily(
        "Fourways",
        "4 Nowhere Crescent",
        (
            DemoChild("Amber", years(14.2), {"school": "Makebelieve Academy"}),
            DemoChild("Bruno", years(10.6), {"school": "Storybook Primary"}),
            DemoChild("Coral", years(5.3), {"school": "Storybook Primary"}),
            DemoChild("Dusty", years(2.1)),
        ),
        story="declined",
        shared=True,
    ),
    DemoFamily(
        "Tinyfolk",
        "Flat 2, 11 Imaginary Road",
        (DemoChild("Pip", 96, {"non_mobile": True, "sex": "male"}),),
        story="baby",
    ),
    DemoFamily(
        "Quietman",
        "27 Unreal Avenue",
        (DemoChild("Indigo", years(8.4), {"non_verbal": True, "school": "Fable Lane School"}),),
        story="observed",
    ),
    DemoFamily(
        "Languedoc",
        "9 Pretend Place",
        (
            DemoChild(
                "Saffron",
                years(11.7),
                {
                    "language": "Tigrinya",
                    "interpreter_needed": True,
                    "interpreter_language": "Tigrinya",
                    "school": "Makebelieve Academy",
                },
            ),
            DemoChild(
                "Sorrel",
                years(3.9),
                {
                    "language": "Tigrinya",
                    "interpreter_needed": True,
                    "interpreter_language": "Tigrinya",
                },
            ),
        ),
        story="interpreter",
    ),
    DemoFamily(
        "Elsewhere",
        "3 Notional Close",
        (
            DemoChild(
                "Jasper",
                years(12.9),
                {"looked_after": True, "lives_elsewhere": "Foster placement (invented)"},
            ),
        ),
    ),
    DemoFamily(
        "Careful",
        "16 Fictive Street",
        (DemoChild("Olive", years(6.8), {"school": "Storybook Primary"}),),
        story="no_access",
        staff_safety={"flag": True, "note": "Visit in pairs. Ring before you knock. (Invented.)"},
    ),
    DemoFamily(
        "Sampleton",
        "40 Example Way",
        (
            DemoChild("Rowan", years(9.1), {"school": "Storybook Primary"}),
            DemoChild("Hazel", years(7.2), {"school": "Storybook Primary"}),
        ),
    ),
    DemoFamily("Madeupson", "8 Fable Lane", (DemoChild("Robin", years(15.5)),), shared=True),
    DemoFamily(
        "Notreal",
        "1 Placeholder Gardens",
        (
            DemoChild("Sky", years(4.4), {"school": "Little Fictions Nursery"}),
            DemoChild("Moss", years(1.2)),
        ),
        story="request",
    ),
    DemoFamily("Figment", "22 Daydream Drive", (DemoChild("Teal", years(13.3)),), shared=True),
)
