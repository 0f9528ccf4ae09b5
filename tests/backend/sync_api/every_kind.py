"""For tests that walk every kind of change: the council of the tests knows them all."""

import pytest

import tests.backend.council as town
from backend.sync_api.product import DOORSTEP


@pytest.fixture(autouse=True)
def every_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sync's own kinds too, not only those of the areas of work."""
    monkeypatch.setattr(town, "KINDS", DOORSTEP.kinds)
    effects = {name: kind.effect for name, kind in DOORSTEP.kinds.items()}
    monkeypatch.setattr(town, "EFFECTS", effects)
